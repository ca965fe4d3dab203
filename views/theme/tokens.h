#pragma once

#include "views/theme/theme.h"

#include <QColor>
#include <QPalette>

namespace hindcast {

/// The theme table: what colour a token has in the light and in the dark look. Text tokens keep a contrast of
/// 4.5:1 on every surface that they are used on (tst_theme computes it).
QColor tokenColor(Token token, bool dark);

/// The roles that Qt's own painting uses, filled from the same table.
QPalette paletteFor(bool dark);

/// WCAG 2.1 contrast of two opaque colours, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

} // namespace hindcast
