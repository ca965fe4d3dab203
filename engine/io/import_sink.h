#pragma once

#include "engine/io/event_mapper.h"
#include "engine/io/import.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace hindcast {

class ByteSource;

/// What of the work a person sees as reading; the rest is building indexes.
constexpr double readingShare = 0.8;

/// Tells how far an import is, about twenty times a second whatever the pace of the events.
class ImportTicker {
public:
    explicit ImportTicker(const std::function<void(const ImportProgress&)>& listener)
        : m_listener(listener)
    {
    }

    void tell();
    void tellNow();

    ImportProgress progress;
    std::int64_t finishedBytes = 0; ///< of the sources before the present one

private:
    const std::function<void(const ImportProgress&)>& m_listener;
    std::chrono::steady_clock::time_point m_last;
};

/// What an import's sink works with; it owns nothing.
struct ImportParts {
    ByteSource& source;
    EventMapper& mapper;
    LogBuilder& builder;
    ImportReport& report;
    std::optional<Error>& firstProblem;
    ImportTicker& ticker;
    const std::stop_token& stop;
    bool strict = false;
};

/// Takes records to the builder and keeps the report.
class ImportSink final : public RecordSink {
public:
    explicit ImportSink(const ImportParts& parts)
        : m_parts(parts)
    {
    }

    bool record(const Record& record) override;
    bool problem(Error problem) override;

    /// Why the sink stopped the reader, if it did.
    const std::optional<Error>& failure() const { return m_failure; }

private:
    bool fail(Error error);
    void tick();

    ImportParts m_parts;
    EventMapper::Mapped m_mapped;
    std::optional<Error> m_failure;
};

} // namespace hindcast
