#pragma once

#include "engine/time/stream_positions.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace hindcast {

/// Positions by recorded time, equal times by position. Nothing is kept while the log is in that order anyway
/// and every event has a time.
struct TimeOrder {
    std::int64_t last = 0; ///< positions looked at
    std::int64_t firstTime = noTime;
    std::int64_t lastTime = noTime;
    std::shared_ptr<const std::vector<std::uint32_t>> positions; ///< null while in order

    /// Cost: nothing but a look at the new times while they are in order; else a sort of the new ones and a
    /// merge.
    TimeOrder extended(const ColumnChunks& chunks, std::int64_t newLast) const;
};

} // namespace hindcast
