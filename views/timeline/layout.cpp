#include "views/timeline/layout.h"

#include <algorithm>

namespace hindcast {

namespace {

constexpr int overviewTop = 6;
constexpr int overviewHeight = 32;
constexpr int rulerTop = 44;
constexpr int rulerHeight = 26;
constexpr int lanesTop = rulerTop + rulerHeight;
constexpr int lowestLane = 26;
constexpr int highestLane = 36;
constexpr int wideHeader = 172;
constexpr int narrowHeader = 116;
constexpr int narrowWidth = 760;

} // namespace

TimelineLayout::TimelineLayout(QSize size, int lanes, int scroll)
    : m_size(size)
    , m_lanes(lanes)
    , m_headerWidth(size.width() < narrowWidth ? narrowHeader : wideHeader)
{
    const int room = std::max(0, size.height() - lanesTop);
    m_laneHeight = lanes > 0 ? std::clamp(room / lanes, lowestLane, highestLane) : highestLane;
    m_scroll = std::clamp(scroll, 0, maxScroll());
}

int TimelineLayout::fullHeight(int lanes)
{
    constexpr int below = 8;
    return std::max(minimumHeight, lanesTop + lanes * highestLane + below);
}

QRect TimelineLayout::overview() const
{
    return {m_headerWidth,
        overviewTop,
        std::max(1, m_size.width() - m_headerWidth - scrollBarWidth),
        overviewHeight};
}

QRect TimelineLayout::ruler() const
{
    return {m_headerWidth, rulerTop, overview().width(), rulerHeight};
}

QRect TimelineLayout::lanes() const
{
    return {m_headerWidth, lanesTop, overview().width(), std::max(0, m_size.height() - lanesTop)};
}

QRect TimelineLayout::headers() const
{
    return {0, lanesTop, m_headerWidth, std::max(0, m_size.height() - lanesTop)};
}

QRect TimelineLayout::lane(int index) const
{
    return {m_headerWidth, lanesTop + index * m_laneHeight - m_scroll, overview().width(), m_laneHeight};
}

QRect TimelineLayout::header(int index) const
{
    return {0, lane(index).top(), m_headerWidth, m_laneHeight};
}

int TimelineLayout::firstVisibleLane() const
{
    return m_scroll / m_laneHeight;
}

int TimelineLayout::lastVisibleLane() const
{
    const int bottom = m_scroll + lanes().height() - 1;
    return bottom < 0 ? -1 : std::min(m_lanes - 1, bottom / m_laneHeight);
}

int TimelineLayout::laneAt(int y) const
{
    if (y < lanesTop || y >= m_size.height()) {
        return -1;
    }
    const int index = (y - lanesTop + m_scroll) / m_laneHeight;
    return index < m_lanes ? index : -1;
}

int TimelineLayout::maxScroll() const
{
    return std::max(0, m_lanes * m_laneHeight - lanes().height());
}

} // namespace hindcast
