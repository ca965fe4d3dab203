#include "views/panels/cell_painting.h"

#include "views/panels/mono_face.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

/// Where a text of that size begins.
QPointF cornerIn(const QRect& rect, QSizeF size, Qt::Alignment alignment)
{
    QPointF corner = rect.topLeft();
    if (alignment.testFlag(Qt::AlignRight)) {
        corner.rx() += rect.width() - size.width();
    } else if (alignment.testFlag(Qt::AlignHCenter)) {
        corner.rx() += (rect.width() - size.width()) / 2;
    }
    if (alignment.testFlag(Qt::AlignVCenter)) {
        corner.ry() += (rect.height() - size.height()) / 2;
    } else if (alignment.testFlag(Qt::AlignBottom)) {
        corner.ry() += rect.height() - size.height();
    }
    return {std::round(corner.x()), std::round(corner.y())};
}

} // namespace

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
    painter.setPen(color);
    const MonoFace* face = MonoFace::of(font);
    if (face != nullptr && MonoFace::isPlain(text)) {
        const QString shown = face->elided(text, elide, rect.width());
        const QPointF corner = cornerIn(rect, QSizeF(face->widthOf(shown), face->height()), alignment);
        face->draw(painter, corner + QPointF(0, face->ascent()), shown);
        return;
    }
    painter.setFont(font);
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
    if (const MonoFace* face = MonoFace::of(font); face != nullptr && MonoFace::isPlain(text)) {
        return face->widthOf(text);
    }
    return QFontMetrics(font).horizontalAdvance(text);
}

} // namespace hindcast
