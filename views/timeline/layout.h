#pragma once

#include <QRect>
#include <QSize>

namespace hindcast {

/// Where the parts of the timeline lie, as a pure function of its size, the number of lanes and how far they
/// are scrolled. Device-independent pixels.
class TimelineLayout {
public:
    TimelineLayout() = default;
    TimelineLayout(QSize size, int lanes, int scroll);

    QRect overview() const; ///< the strip of the whole log
    QRect ruler() const;
    QRect lanes() const; ///< all visible lanes, right of their headers
    QRect headers() const; ///< the lanes' headers
    QRect lane(int index) const; ///< may lie outside of lanes() when scrolled
    QRect header(int index) const;

    int laneHeight() const { return m_laneHeight; }
    int firstVisibleLane() const;
    int lastVisibleLane() const; ///< -1 when there are none
    int laneAt(int y) const; ///< -1 outside
    int maxScroll() const;

    /// The height at which so many lanes have all the room that is any use to them.
    static int fullHeight(int lanes);

    static constexpr int scrollBarWidth = 10; ///< always kept free, so that the width never jumps
    /// The least height at which overview, ruler and two lanes can be read.
    static constexpr int minimumHeight = 126;

private:
    QSize m_size;
    int m_lanes = 0;
    int m_scroll = 0;
    int m_headerWidth = 0;
    int m_laneHeight = 1;
};

} // namespace hindcast
