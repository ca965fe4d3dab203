#pragma once

#include "model/session/timeline_index.h"
#include "views/timeline/coordinates.h"

#include <cstdint>
#include <vector>

namespace hindcast {

/// One event drawn by itself.
struct Mark {
    Position position;
    int lane = 0;
    float x = 0; ///< centre, in pixels of the widget
    float room = 0; ///< pixels up to the next mark of its lane or the edge, for its label
    bool inversion = false;
};

/// The marks of the visible range, while it holds few enough events to tell them apart.
class MarkCache {
public:
    /// Recomputes when data or map differ from before. Cost: the visible events, at most one for three
    /// pixels.
    void setView(const std::shared_ptr<const TimelineData>& data, const PixelMap& map);

    /// False: too many events for marks, densities are to be drawn.
    bool isNear() const { return m_near; }
    /// From left to right.
    const std::vector<Mark>& marks() const { return m_marks; }
    /// The mark of the lane nearest to x and at most `reach` pixels away; null when there is none.
    const Mark* at(int lane, double x, double reach) const;

    static constexpr double pixelsPerEvent = 3;

private:
    std::shared_ptr<const TimelineData> m_data;
    PixelMap m_map;
    bool m_near = false;
    std::vector<Mark> m_marks;
};

} // namespace hindcast
