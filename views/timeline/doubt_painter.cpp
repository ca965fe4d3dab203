#include "views/timeline/doubt_painter.h"

#include "views/theme/theme.h"
#include "views/timeline/small_fonts.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

constexpr float hatchOpacity = 0.45F;

void hatch(QPainter& painter, const QRect& area, double fromX)
{
    const int left = std::max(area.left(), static_cast<int>(std::floor(fromX)));
    QColor ink = Theme::instance().color(Token::Bad);
    ink.setAlphaF(hatchOpacity);
    painter.fillRect(QRect(QPoint(left, area.top()), area.bottomRight()), QBrush(ink, Qt::BDiagPattern));
}

} // namespace

void paintDoubt(QPainter& painter, const TimelineScene& scene, const RulerLabels& labels)
{
    if (!scene.doubt) {
        return;
    }
    const QColor ink = Theme::instance().color(Token::Bad);
    const QRect ruler = scene.layout.ruler();
    const int bottom = scene.lanesBottom();
    const QRect strip = scene.layout.overview();
    const double x = std::floor(scene.map.toPixel(scene.doubt->unit));
    const double overviewX = std::floor(scene.overviewMap.toPixel(scene.doubt->unit));
    painter.save();
    painter.setClipRect(strip.united(scene.layout.lanes()));
    if (scene.doubt->isToEnd) {
        const QRect lanes = scene.layout.lanes();
        if (x <= lanes.right()) {
            hatch(painter, QRect(QPoint(lanes.left(), lanes.top()), QPoint(lanes.right(), bottom - 1)), x);
        }
        hatch(painter, strip, overviewX);
    }
    painter.fillRect(QRectF(overviewX, strip.top(), 1, strip.height()), ink);
    if (scene.isInView(x)) {
        painter.fillRect(QRectF(x, ruler.top(), 1, bottom - ruler.top()), ink);
    }
    if (labels.doubt) {
        painter.fillRect(*labels.doubt, ink);
        painter.setFont(signFont());
        painter.setPen(Theme::instance().color(Token::Panel));
        painter.drawText(*labels.doubt, Qt::AlignCenter, QStringLiteral("!"));
    }
    painter.restore();
}

} // namespace hindcast
