#pragma once

#include "views/timeline/coordinates.h"

#include <QRectF>

namespace hindcast {

/// The window in the overview strip: which part of the log is visible below, and what the mouse takes hold
/// of. Pure functions.
class OverviewWindow {
public:
    enum class Part { Outside, Inside, LeftHandle, RightHandle };

    OverviewWindow(const PixelMap& strip, AxisSpan range, QRectF rect);

    /// Never narrower than can be seen and grasped, however short the range.
    QRectF rect() const { return m_rect; }
    Part partAt(double x) const;

    static constexpr double narrowest = 8;

private:
    QRectF m_rect;
};

} // namespace hindcast
