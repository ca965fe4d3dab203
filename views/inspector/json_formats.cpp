#include "views/inspector/json_formats.h"

#include "views/theme/theme.h"

#include <algorithm>

namespace hindcast {

namespace {

/// The end of the string that begins at `begin`: behind its closing quote, or the end of the line.
qsizetype endOfString(const QString& text, qsizetype begin)
{
    qsizetype i = begin + 1;
    while (i < text.size() && text[i] != u'"') {
        i += text[i] == u'\\' ? 2 : 1;
    }
    return std::min(i + 1, text.size());
}

bool isPunctuation(QChar c)
{
    return c == u'{' || c == u'}' || c == u'[' || c == u']' || c == u',' || c == u':';
}

} // namespace

QList<QTextLayout::FormatRange> jsonFormats(const QString& line)
{
    const Theme& theme = Theme::instance();
    QList<QTextLayout::FormatRange> ranges;
    const auto mark = [&](qsizetype begin, qsizetype end, const QTextCharFormat& format) {
        ranges.push_back({static_cast<int>(begin), static_cast<int>(end - begin), format});
    };
    QTextCharFormat name;
    name.setForeground(theme.color(Token::Accent));
    QTextCharFormat punctuation;
    punctuation.setForeground(theme.color(Token::Muted));
    QTextCharFormat plain;
    plain.setForeground(theme.color(Token::Text));
    QTextCharFormat literal = plain;
    literal.setFontWeight(QFont::DemiBold);

    for (qsizetype i = 0; i < line.size();) {
        const QChar c = line[i];
        if (c == u'"') {
            const qsizetype end = endOfString(line, i);
            const bool isName = end < line.size() && line[end] == u':';
            mark(i, end, isName ? name : plain);
            i = end;
        } else if (isPunctuation(c)) {
            mark(i, i + 1, punctuation);
            ++i;
        } else if (c.isSpace()) {
            ++i;
        } else {
            const qsizetype begin = i;
            while (i < line.size() && !line[i].isSpace() && !isPunctuation(line[i])) {
                ++i;
            }
            mark(begin, i, literal);
        }
    }
    return ranges;
}

} // namespace hindcast
