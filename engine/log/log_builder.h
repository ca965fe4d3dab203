#pragma once

#include "engine/base/result.h"
#include "engine/log/event.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace hindcast {

/// What a bulk load found out about the events it took.
struct BuildSummary {
    std::int64_t events = 0;
    std::int64_t streams = 0;
    std::int64_t types = 0;
    std::int64_t duplicates = 0; ///< events whose id had been seen before; they are kept
    std::int64_t noId = 0;
    std::int64_t noTime = 0;
    std::int64_t inversions = 0; ///< events earlier than their predecessor in the same stream
    std::int64_t ties = 0; ///< events at the same microsecond as their predecessor in the same stream
};

/// Builds a new project file from many events, in the order given, without ever holding them: everything goes
/// to a temporary file beside the target with journalling off and indexes built last, and is renamed at the
/// end. Until finish() succeeds the target does not exist (or is what it was); destroying an unfinished
/// builder leaves nothing. Owned and used by one thread; digests and inserts overlap on two threads inside.
/// Memory: constant in the number of events, linear in the number of streams and types.
class LogBuilder {
public:
    /// Errors: FileExists unless `replace`, FileUnwritable.
    static Result<std::unique_ptr<LogBuilder>> begin(const std::string& target, bool replace);
    ~LogBuilder();
    LogBuilder(const LogBuilder&) = delete;
    LogBuilder& operator=(const LogBuilder&) = delete;

    /// Copies the event; failures of earlier inserts surface here or in finish().
    Result<void> add(const NewEvent& event);

    /// Keeps a named JSON document in the project (how the log was read, and the like).
    Result<void> note(const std::string& key, const std::string& json);
    /// The same for a document that tells what the builder found out: it is asked for when all is counted.
    void noteSummary(const std::string& key, std::function<std::string(const BuildSummary&)> json);

    /// Builds indexes, columns and statistics, syncs and renames.
    /// `progress` is called with 0..1; returning false cancels (Cancelled, nothing left behind).
    Result<BuildSummary> finish(const std::function<bool(double)>& progress = {});

private:
    struct Work;
    explicit LogBuilder(std::unique_ptr<Work> work);
    std::unique_ptr<Work> m_work;
};

} // namespace hindcast
