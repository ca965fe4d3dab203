#pragma once

#include "engine/base/result.h"
#include "engine/log/log_reader.h"

#include <functional>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>

namespace hindcast {

/// Writes a branch as CloudEvents 1.0, one event a line. Importing the result gives the same log: same
/// positions, streams, categories, versions, types, times as written, ids, data, meta, correlation,
/// causation. What CloudEvents demands and the log lacks (an id, a source) is filled in and marked, so that
/// it disappears again on import. `path` "-" writes to standard output. Returns the number of events. Errors:
/// FileUnwritable, WouldLoseProject, DiskFull, Cancelled. With `upTo` only the events up to that position are
/// read and written: what precedes the damage of a log that has some. PositionOutOfRange where there is none.
Result<std::int64_t> exportCloudEvents(LogReader& reader,
    BranchId branch,
    const std::string& path,
    const std::function<void(std::int64_t)>& progress = {},
    const std::stop_token& stop = {},
    std::optional<Position> upTo = {});

} // namespace hindcast
