#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace hindcast::ctl {

/// The floors that are SQLite alone, without the engine.

/// Seconds to bind and step the rows of an imported project into the same tables, and to build the same
/// indexes, in a fresh file with the import's settings. Reading the rows is not counted.
Result<double> secondsToCopyRows(const std::string& project, const std::string& scratch);

/// A table shaped like the log's, in WAL at synchronous=FULL.
class RawStore {
public:
    static Result<std::unique_ptr<RawStore>> create(const std::string& path);
    ~RawStore();

    /// Inserts the rows in one durable transaction.
    Result<void> append(std::int64_t rows);

private:
    struct Handles;
    explicit RawStore(std::unique_ptr<Handles> handles);

    std::unique_ptr<Handles> m_handles;
};

/// Seconds to step through every event's payload by position.
Result<double> secondsToScan(const std::string& project);

/// Seconds to read the file from start to end.
Result<double> secondsToReadFile(const std::string& path);

} // namespace hindcast::ctl
