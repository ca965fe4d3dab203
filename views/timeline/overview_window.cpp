#include "views/timeline/overview_window.h"

#include <algorithm>

namespace hindcast {

namespace {

/// How far handles reach beyond the window and into it.
constexpr double reachOut = 5;
constexpr double reachIn = 3;

} // namespace

OverviewWindow::OverviewWindow(const PixelMap& strip, AxisSpan range, QRectF rect)
{
    double left = strip.toPixel(range.first);
    double right = strip.toPixel(range.end());
    if (right - left < narrowest) {
        const double center = std::clamp((left + right) / 2,
            rect.left() + narrowest / 2,
            std::max(rect.left(), rect.right()) - narrowest / 2);
        left = center - narrowest / 2;
        right = center + narrowest / 2;
    }
    m_rect = QRectF(left, rect.top(), right - left, rect.height());
}

OverviewWindow::Part OverviewWindow::partAt(double x) const
{
    if (x >= m_rect.left() - reachOut && x < m_rect.left() + reachIn) {
        return Part::LeftHandle;
    }
    if (x > m_rect.right() - reachIn && x <= m_rect.right() + reachOut) {
        return Part::RightHandle;
    }
    return x >= m_rect.left() && x <= m_rect.right() ? Part::Inside : Part::Outside;
}

} // namespace hindcast
