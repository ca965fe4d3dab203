#pragma once

#include "engine/time/time_columns.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hindcast {

/// What the events of one lane have in common.
enum class LaneKind : std::uint8_t { Category, Type };

struct Lane {
    std::string name;
    std::int64_t events = 0;
    std::int64_t key = 0; ///< the category's or the type's id; 0 for the lane that gathers the rest
};

/// Which lane each event is in, and how many of each lane lie in any range, in O(1): prefix sums by blocks of
/// 256 positions, the rest counted (at most 255 bytes at each end). The busiest 63 keys have a lane each, in
/// order of first appearance; all others share a last one named "other". Memory: 1 byte an event and 4 bytes
/// a lane for every 256.
class LaneIndex {
public:
    static std::shared_ptr<const LaneIndex> build(const std::shared_ptr<const TimeColumns>& columns,
        LaneKind kind);

    LaneKind kind() const { return m_kind; }
    const std::vector<Lane>& lanes() const { return m_lanes; }
    int laneOf(Position p) const { return m_lane[static_cast<std::size_t>(p.value - 1)]; }
    /// Events of the lane in the range; lane -1 counts all.
    std::int64_t count(int lane, PositionRange range) const;

    /// Counts for `width` equal columns over the half-open stretch [first, first + span) of positions, where
    /// a column c covers positions p with floor((p - first) * width / span) == c. Cost: width lookups,
    /// however long the log.
    std::vector<std::uint32_t> density(int lane, double first, double span, int width) const;

private:
    std::int64_t countUpTo(int lane, std::int64_t position) const;

    LaneKind m_kind = LaneKind::Category;
    std::vector<Lane> m_lanes;
    std::vector<std::uint8_t> m_lane;
    std::vector<std::uint32_t> m_prefix;
};

} // namespace hindcast
