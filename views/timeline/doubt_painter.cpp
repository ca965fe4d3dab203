#include "views/timeline/doubt_painter.h"

#include "views/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

constexpr float hatchOpacity = 0.45F;
constexpr int side = 14; ///< of the sign

void hatch(QPainter& painter, const QRect& area, double fromX)
{
    const int left = std::max(area.left(), static_cast<int>(std::floor(fromX)));
    QColor ink = Theme::instance().color(Token::Bad);
    ink.setAlphaF(hatchOpacity);
    painter.fillRect(QRect(QPoint(left, area.top()), area.bottomRight()), QBrush(ink, Qt::BDiagPattern));
}

} // namespace

void paintDoubt(QPainter& painter, const TimelineScene& scene, int bottom)
{
    if (!scene.doubt) {
        return;
    }
    const QColor ink = Theme::instance().color(Token::Bad);
    const QRect ruler = scene.layout.ruler();
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
    if (x >= scene.map.left && x <= scene.map.right()) {
        painter.fillRect(QRectF(x, ruler.top(), 1, bottom - ruler.top()), ink);
        // At the ruler's top, where no tick's label is before the line.
        const double left = std::max(x - side, static_cast<double>(ruler.left()));
        const QRectF sign(left, ruler.top(), side, side);
        painter.fillRect(sign, ink);
        QFont font = Theme::instance().uiFont();
        font.setPixelSize(11);
        font.setWeight(QFont::Bold);
        painter.setFont(font);
        painter.setPen(Theme::instance().color(Token::Panel));
        painter.drawText(sign, Qt::AlignCenter, QStringLiteral("!"));
    }
    painter.restore();
}

} // namespace hindcast
