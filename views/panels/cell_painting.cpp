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
    constexpr int leastWidth = 12; // less holds no more than a part of the ellipsis
    const bool narrow = rect.width() < leastWidth && textWidth(font, text) > rect.width();
    if (text.isEmpty() || narrow) {
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
    std::int64_t whole = 0;
    for (const QChar c : text) {
        whole += c.isDigit() ? figureWidth : 0;
    }
    QString rest = text;
    rest.removeIf([](QChar c) { return c.isDigit(); });
    if (whole + metrics.horizontalAdvance(rest) > rect.width()) {
        drawCellText(painter, rect, text, font, color);
        return;
    }
    painter.setFont(font);
    painter.setPen(color);
    int x = rect.left();
    for (qsizetype begin = 0; begin < text.size();) {
        const bool figure = text[begin].isDigit();
        qsizetype end = begin + 1;
        while (!figure && end < text.size() && !text[end].isDigit()) {
            ++end;
        }
        const QString part = text.mid(begin, end - begin);
        const int width = figure ? figureWidth : metrics.horizontalAdvance(part);
        painter.drawText(QRect(x, rect.top(), width, rect.height()),
            static_cast<int>((figure ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter)
                | Qt::TextSingleLine | Qt::TextDontClip,
            part);
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
