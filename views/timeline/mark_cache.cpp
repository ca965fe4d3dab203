#include "views/timeline/mark_cache.h"

#include <algorithm>
#include <cmath>

namespace hindcast {

void MarkCache::setView(const std::shared_ptr<const TimelineData>& data, const PixelMap& map)
{
    if (data == m_data && map.range == m_map.range && map.left == m_map.left && map.width == m_map.width) {
        return;
    }
    m_data = data;
    m_map = map;
    m_marks.clear();
    m_near = false;
    if (!data || map.range.length <= 0) {
        return;
    }
    // One event beyond each edge, whose mark or label may still reach in.
    const TimelineAxis& axis = *data->axis;
    const std::int64_t total = data->columns->last().value;
    const std::int64_t first = std::max<std::int64_t>(0, axis.rankAt(map.range.first) - 1);
    const std::int64_t last = std::min(total, axis.rankAt(map.range.end()) + 1);
    m_near = static_cast<double>(last - first) * pixelsPerEvent <= std::max(map.width, 12.0);
    if (!m_near) {
        return;
    }
    std::vector<float> nextInLane(data->lanes->lanes().size(), static_cast<float>(map.right()));
    for (std::int64_t rank = last - 1; rank >= first; --rank) {
        Mark mark;
        mark.position = axis.positionAtRank(rank);
        mark.lane = data->lanes->laneOf(mark.position);
        mark.x = static_cast<float>(map.toPixel(axis.unitOf(mark.position)));
        float& next = nextInLane[static_cast<std::size_t>(mark.lane)];
        mark.room = next - mark.x;
        mark.inversion = axis.isInversion(rank);
        next = mark.x;
        m_marks.push_back(mark);
    }
    std::reverse(m_marks.begin(), m_marks.end());
}

const Mark* MarkCache::at(int lane, double x, double reach) const
{
    const auto from =
        std::lower_bound(m_marks.begin(), m_marks.end(), x - reach, [](const Mark& mark, double left) {
            return static_cast<double>(mark.x) < left;
        });
    const Mark* best = nullptr;
    double bestDistance = reach;
    for (auto it = from; it != m_marks.end() && static_cast<double>(it->x) <= x + reach; ++it) {
        const double distance = std::abs(static_cast<double>(it->x) - x);
        if (it->lane == lane && distance <= bestDistance) {
            best = &*it;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace hindcast
