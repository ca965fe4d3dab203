#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>

namespace hindcast::ctl {

/// The floors that are SQLite alone, without the engine.

/// Seconds to bind and step the rows of an imported project into the same tables, and to build the same
/// indexes, in a fresh file with the import's settings. Reading the rows is not counted.
Result<double> secondsToCopyRows(const std::string& project, const std::string& scratch);

/// Appends of one row a transaction per second, in WAL at synchronous=FULL, into a table shaped like the
/// log's.
Result<double> rawAppendsPerSecond(const std::string& scratch, std::int64_t appends);

/// Seconds to step through every event's payload by position.
Result<double> secondsToScan(const std::string& project);

/// Seconds to read the file from start to end.
Result<double> secondsToReadFile(const std::string& path);

} // namespace hindcast::ctl
