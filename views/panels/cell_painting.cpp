#include "views/panels/cell_painting.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

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

void drawRunningText(QPainter& painter,
    const QRect& rect,
    const QString& text,
    const QFont& font,
    const QColor& color)
{
    const QFontMetrics metrics(font);
    int figureWidth = 0;
    for (char16_t figure = u'0'; figure <= u'9'; ++figure) {
        figureWidth = std::max(figureWidth, metrics.horizontalAdvance(QChar(figure)));
    }
    painter.setFont(font);
    painter.setPen(color);
    int x = rect.left();
    for (qsizetype begin = 0; begin < text.size() && x <= rect.right();) {
        const bool figure = text[begin].isDigit();
        qsizetype end = begin + 1;
        while (!figure && end < text.size() && !text[end].isDigit()) {
            ++end;
        }
        const QString part = text.mid(begin, end - begin);
        const int width = figure ? figureWidth : metrics.horizontalAdvance(part);
        const QRect cell(x, rect.top(), std::min(width, rect.right() - x + 1), rect.height());
        const bool fits = cell.width() == width;
        painter.drawText(cell,
            static_cast<int>((figure ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter)
                | Qt::TextSingleLine,
            fits ? part : metrics.elidedText(part, Qt::ElideRight, cell.width()));
        x += width;
        begin = end;
    }
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
