#pragma once

#include <QColor>
#include <QFont>
#include <QRect>
#include <QString>

class QPainter;

namespace hindcast {

/// What every row of every list is drawn with, so that they all look alike.

/// One line of text, elided to the rectangle.
void drawCellText(QPainter& painter,
    const QRect& rect,
    const QString& text,
    const QFont& font,
    const QColor& color,
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter,
    Qt::TextElideMode elide = Qt::ElideRight);

/// The same with every figure as wide as the widest, so that a running number doesn't shake what follows it.
void drawRunningText(QPainter& painter,
    const QRect& rect,
    const QString& text,
    const QFont& font,
    const QColor& color);

/// A dot of 8 pixels at the left edge, vertically centred.
void drawDot(QPainter& painter, const QRect& rect, const QColor& color);

/// Width of a text in a font, in whole pixels.
int textWidth(const QFont& font, const QString& text);

} // namespace hindcast
