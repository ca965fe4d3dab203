#include "views/timeline/density_cache.h"

namespace hindcast {

void DensityCache::setView(std::shared_ptr<const TimelineData> data, AxisSpan range, int width)
{
    if (data == m_data && range == m_range && width == m_width) {
        return;
    }
    m_data = std::move(data);
    m_range = range;
    m_width = width;
    m_lanes.assign(m_data ? m_data->lanes->lanes().size() + 1 : 1, std::nullopt);
}

const DensityCache::Columns& DensityCache::lane(int index)
{
    std::optional<Columns>& slot = m_lanes[static_cast<std::size_t>(index + 1)];
    if (!slot) {
        slot = m_data ? m_data->axis->density(index, m_range, m_width) : Columns{};
        ++m_computations;
    }
    return *slot;
}

} // namespace hindcast
