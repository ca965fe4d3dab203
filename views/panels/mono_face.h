#pragma once

#include <QFont>
#include <QRawFont>
#include <QString>

#include <array>

class QPainter;

namespace hindcast {

/// Lines of ASCII in a font whose characters are all of one width, set by arithmetic: shaping text is half
/// the cost of drawing a table, and here there is nothing to shape. Lives on the UI thread, as fonts do.
class MonoFace {
public:
    /// The face of that font; made once for each. Null for a font of several widths.
    static const MonoFace* of(const QFont& font);

    /// Whether all of the text can be set so.
    static bool isPlain(const QString& text);

    /// Whole pixels that a plain text takes.
    int widthOf(const QString& text) const;

    /// The text as it fits into so many pixels, with an ellipsis where something is left out.
    QString elided(const QString& text, Qt::TextElideMode elide, int width) const;

    /// Draws a plain text, which may hold one ellipsis, with the painter's pen. `baseline` is where its first
    /// character stands.
    void draw(QPainter& painter, QPointF baseline, const QString& text) const;

    /// From the top of a line to its baseline, and the line's height.
    qreal ascent() const { return m_ascent; }
    qreal height() const { return m_height; }

private:
    static constexpr char16_t first = 0x20;
    static constexpr char16_t last = 0x7e;
    static constexpr char16_t ellipsis = 0x2026;

    explicit MonoFace(const QFont& font);
    bool isMono() const { return m_advance > 0; }
    quint32 glyphOf(QChar c) const;

    QRawFont m_raw;
    std::array<quint32, last - first + 1> m_glyphs{};
    quint32 m_ellipsisGlyph = 0;
    qreal m_advance = 0; ///< pixels; 0: of several widths
    qreal m_ascent = 0;
    qreal m_height = 0;
};

} // namespace hindcast
