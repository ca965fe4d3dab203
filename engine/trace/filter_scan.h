#pragma once

#include "engine/base/result.h"
#include "engine/log/log_reader.h"
#include "engine/time/time_columns.h"
#include "engine/trace/event_filter.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace hindcast {

/// Events that a condition is an error for: no hits, but told of.
struct FilterFaults {
    std::int64_t count = 0;
    Position first; ///< the earliest of them, 0 while there is none
    std::string reason; ///< why the condition fails there, in English

    /// Adds those of a later stretch.
    void add(const FilterFaults& later);
};

/// What a stretch of the log came to.
struct FilterStretch {
    std::vector<Position> hits; ///< ascending
    FilterFaults faults;
    Position reached; ///< all up to here has been looked at
};

inline constexpr std::int64_t stretchEvents = 4096;
inline constexpr std::uint64_t stretchSteps = 200'000; ///< some milliseconds

/// Tests the events of `range`, which must lie within the columns, and reports stretch by stretch in
/// ascending order, at the latest after `stretchEvents` events or `stretchSteps` of evaluation; return false
/// or ask `stop`, which is heeded at every event, to stop. A condition that reads nothing but what columns
/// hold is answered from them and the store is not asked; else the range is read, and the documents parsed
/// that the condition reads. Cost: O(range), a log n more for the version of each event from the columns.
/// Errors: those of LogReader::visit.
Result<void> scan(LogReader& reader,
    const TimeColumns& columns,
    PositionRange range,
    const EventFilter& filter,
    const std::function<bool(FilterStretch)>& report,
    const std::stop_token& stop = {});

} // namespace hindcast
