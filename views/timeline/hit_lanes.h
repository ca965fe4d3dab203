#pragma once

#include "model/session/timeline_index.h"

#include <cstdint>
#include <vector>

namespace hindcast {

/// The filter's hits by lane and place on the axis, so that a column's hits are counted by two searches
/// however many there are. Grows with the hits while a search runs. 8 bytes a hit.
class HitLanes {
public:
    /// Takes in the positions behind those it has; starts anew for other data or another filter (`fresh`).
    void update(const std::shared_ptr<const TimelineData>& data,
        const std::vector<std::uint32_t>& hits,
        bool fresh);
    void clear();

    /// Hits of one lane in `width` equal columns. Cost: width searches.
    std::vector<std::uint32_t> density(int lane, AxisSpan range, int width) const;
    bool contains(Position position) const;

private:
    std::shared_ptr<const TimelineData> m_data;
    std::size_t m_taken = 0;
    std::vector<std::vector<double>> m_units; ///< by lane, ascending
    std::vector<std::uint32_t> m_positions; ///< all taken, ascending
};

} // namespace hindcast
