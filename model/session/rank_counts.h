#pragma once

#include <cstdint>
#include <vector>

namespace hindcast {

/// How many of the first r of a sequence belong to each lane, in O(1): prefix sums by blocks of 256, the rest
/// counted. The same idea as LaneIndex, over an order of the caller's.
class RankCounts {
public:
    RankCounts() = default;
    RankCounts(std::vector<std::uint8_t> laneByRank, int lanes);

    /// Of the first `rank` entries, those of the lane; lane -1 counts all.
    std::int64_t before(int lane, std::int64_t rank) const;

private:
    int m_lanes = 0;
    std::vector<std::uint8_t> m_lane;
    std::vector<std::uint32_t> m_prefix; ///< block-major: lanes of block 0, lanes of block 1, ...
};

} // namespace hindcast
