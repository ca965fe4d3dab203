#include "views/panels/cell_painting.h"

#include <QFontMetrics>
#include <QPainter>

namespace hindcast {

void drawCellText(QPainter& painter,
    const QRect& rect,
    const QString& text,
    const QFont& font,
    const QColor& color,
    Qt::Alignment alignment,
    Qt::TextElideMode elide)
{
    if (text.isEmpty() || rect.width() <= 0) {
        return;
    }
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, elide, rect.width());
    painter.drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine, shown);
}

void drawDot(QPainter& painter, const QRect& rect, const QColor& color)
{
    constexpr qreal radius = 4;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(rect.left() + radius, rect.top() + rect.height() / 2.0), radius, radius);
    painter.restore();
}

int textWidth(const QFont& font, const QString& text)
{
    return QFontMetrics(font).horizontalAdvance(text);
}

} // namespace hindcast
