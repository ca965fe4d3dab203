#include "views/timeline/overview_cache.h"

#include "model/session/activity.h"

#include <algorithm>

namespace hindcast {

void OverviewCache::setView(std::shared_ptr<const TimelineData> data, AxisSpan extent, int width)
{
    if (data == m_data && extent == m_extent && width == m_width) {
        return;
    }
    m_data = std::move(data);
    m_extent = extent;
    m_width = width;
    m_heights.clear();
    if (m_data && m_data->axis->kind() == AxisKind::ByPosition) {
        m_heights = activity(*m_data->columns, width);
    }
    if (m_data && m_heights.empty()) {
        m_heights = m_data->axis->density(-1, extent, width);
    }
    m_full =
        m_heights.empty() ? 1 : std::max(1.0, double(*std::max_element(m_heights.begin(), m_heights.end())));
    ++m_computations;
}

} // namespace hindcast
