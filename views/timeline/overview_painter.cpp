#include "views/timeline/overview_painter.h"

#include "views/theme/theme.h"
#include "views/timeline/overview_window.h"
#include "views/timeline/timeline_painter.h"

#include <QPainter>

namespace hindcast {

namespace {

QColor token(Token t)
{
    return Theme::instance().color(t);
}

void paintColumns(QPainter& painter, const TimelineScene& scene, const QRect& strip)
{
    if (scene.overview == nullptr) {
        return;
    }
    std::vector<QRect> past;
    std::vector<QRect> future;
    const double playheadX = scene.overviewMap.toPixel(scene.playheadUnit);
    const int room = strip.height() - 4;
    for (std::size_t c = 0; c < scene.overview->size(); ++c) {
        const std::uint32_t count = (*scene.overview)[c];
        if (count == 0) {
            continue;
        }
        const int height =
            std::clamp(qRound(room * (count / scene.overviewFull)), TimelinePainter::lowestColumn, room);
        const int x = strip.left() + static_cast<int>(c);
        (x > playheadX ? future : past).emplace_back(x, strip.bottom() + 1 - height, 1, height);
    }
    const QColor color = token(Token::Overview);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRects(past.data(), static_cast<int>(past.size()));
    painter.setBrush(mixed(color, token(Token::Zebra), TimelinePainter::futureOpacity));
    painter.drawRects(future.data(), static_cast<int>(future.size()));
}

void paintWindow(QPainter& painter, const TimelineScene& scene, const QRect& strip)
{
    const QRectF window = OverviewWindow(scene.overviewMap, scene.map.range, strip).rect();
    const QColor accent = token(Token::Accent);
    QColor veil = accent;
    veil.setAlphaF(0.14F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accent, 1.5));
    painter.setBrush(veil);
    painter.drawRoundedRect(window.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(accent);
    if (window.width() > 4 * OverviewWindow::narrowest) {
        // Grips, to say that the edges can be dragged.
        for (const double x : {window.left() + 3.5, window.right() - 5.5}) {
            painter.drawRoundedRect(QRectF(x, window.center().y() - 5, 2, 10), 1, 1);
        }
    }
    painter.restore();
}

} // namespace

void paintOverview(QPainter& painter, const TimelineScene& scene)
{
    const QRect strip = scene.layout.overview();
    painter.fillRect(strip, token(Token::Zebra));
    paintColumns(painter, scene, strip);
    const auto line = [&](double unit, Token color) {
        const int x = static_cast<int>(scene.overviewMap.toPixel(unit));
        if (x >= strip.left() && x <= strip.right()) {
            painter.fillRect(QRect(x, strip.top(), 1, strip.height()), token(color));
        }
    };
    for (const FlagScene& bookmark : scene.bookmarks) {
        const int x = static_cast<int>(scene.overviewMap.toPixel(bookmark.unit));
        painter.fillRect(QRect(x - 1, strip.top(), 2, 7), token(Token::Pin));
    }
    if (scene.pin) {
        line(scene.pin->unit, Token::Pin);
    }
    if (scene.message.isEmpty()) {
        paintWindow(painter, scene, strip);
        line(scene.playheadUnit, Token::Accent);
    }
}

} // namespace hindcast
