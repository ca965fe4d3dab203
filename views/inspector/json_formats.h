#pragma once

#include <QList>
#include <QString>
#include <QTextLayout>

namespace hindcast {

/// The colours of one line of JSON, quiet ones: names in the accent, punctuation muted, figures and literals
/// semibold, texts plain. Line by line, which indented JSON allows: no token of it spans lines.
/// Cost: the line's length.
QList<QTextLayout::FormatRange> jsonFormats(const QString& line);

} // namespace hindcast
