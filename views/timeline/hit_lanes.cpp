#include "views/timeline/hit_lanes.h"

#include <algorithm>

namespace hindcast {

void HitLanes::clear()
{
    m_data.reset();
    m_taken = 0;
    m_units.clear();
    m_positions.clear();
}

void HitLanes::update(const std::shared_ptr<const TimelineData>& data,
    const std::vector<std::uint32_t>& hits,
    bool fresh)
{
    if (fresh || data != m_data || hits.size() < m_taken) {
        clear();
        m_data = data;
        m_units.resize(data ? data->lanes->lanes().size() : 0);
    }
    if (!data) {
        return;
    }
    std::vector<std::size_t> sortedUpTo;
    for (const auto& units : m_units) {
        sortedUpTo.push_back(units.size());
    }
    for (; m_taken < hits.size(); ++m_taken) {
        const Position position{hits[m_taken]};
        if (position > data->columns->last()) {
            break; // the log has grown already, its lanes will follow
        }
        m_positions.push_back(hits[m_taken]);
        m_units[static_cast<std::size_t>(data->lanes->laneOf(position))].push_back(
            data->axis->unitOf(position));
    }
    for (std::size_t lane = 0; lane < m_units.size(); ++lane) {
        auto& units = m_units[lane];
        const auto middle = units.begin() + static_cast<std::ptrdiff_t>(sortedUpTo[lane]);
        if (!std::is_sorted(middle, units.end())) {
            std::sort(middle, units.end());
        }
        // Mostly the new ones lie behind all others: then there is nothing to move.
        if (middle != units.begin() && middle != units.end() && *middle < *std::prev(middle)) {
            std::inplace_merge(units.begin(), middle, units.end());
        }
    }
}

std::vector<std::uint32_t> HitLanes::density(int lane, AxisSpan range, int width) const
{
    std::vector<std::uint32_t> columns(static_cast<std::size_t>(std::max(width, 0)), 0);
    if (static_cast<std::size_t>(lane) >= m_units.size() || columns.empty()) {
        return columns;
    }
    const auto& units = m_units[static_cast<std::size_t>(lane)];
    auto left = std::lower_bound(units.begin(), units.end(), range.first);
    for (std::size_t c = 0; c < columns.size() && left != units.end(); ++c) {
        const double edge = range.first + range.length * static_cast<double>(c + 1) / width;
        const auto right = std::lower_bound(left, units.end(), edge);
        columns[c] = static_cast<std::uint32_t>(right - left);
        left = right;
    }
    return columns;
}

bool HitLanes::contains(Position position) const
{
    return position.value > 0
        && std::binary_search(
            m_positions.begin(), m_positions.end(), static_cast<std::uint32_t>(position.value));
}

} // namespace hindcast
