#include "views/panels/mono_face.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <memory>

namespace hindcast {

namespace {

using Faces = QHash<QFont, std::shared_ptr<const MonoFace>>;

Faces& faces()
{
    static Faces all;
    return all;
}

} // namespace

const MonoFace* MonoFace::of(const QFont& font)
{
    auto known = faces().find(font);
    if (known == faces().end()) {
        if (faces().isEmpty()) {
            // Fonts must go before the application does.
            qAddPostRoutine([] { faces().clear(); });
        }
        known = faces().insert(font, std::shared_ptr<const MonoFace>(new MonoFace(font)));
    }
    return (*known)->isMono() ? known->get() : nullptr;
}

MonoFace::MonoFace(const QFont& font)
    : m_raw(QRawFont::fromFont(font))
{
    const QFontMetricsF metrics(font);
    m_ascent = metrics.ascent();
    m_height = metrics.height();
    QString all;
    for (char16_t c = first; c <= last; ++c) {
        all += QChar(c);
    }
    all += QChar(ellipsis);
    const QList<quint32> glyphs = m_raw.glyphIndexesForString(all);
    const qreal advance = metrics.horizontalAdvance(QChar(u'0'));
    const bool mono = m_raw.isValid() && glyphs.size() == all.size() && !glyphs.contains(0U)
        && std::all_of(all.begin(), all.end(), [&](QChar c) {
               return std::abs(metrics.horizontalAdvance(c) - advance) < 0.01;
           });
    if (!mono) {
        return;
    }
    m_advance = advance;
    std::copy(glyphs.begin(), glyphs.end() - 1, m_glyphs.begin());
    m_ellipsisGlyph = glyphs.back();
}

bool MonoFace::isPlain(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= first && c <= last; });
}

int MonoFace::widthOf(const QString& text) const
{
    return static_cast<int>(std::ceil(static_cast<qreal>(text.size()) * m_advance));
}

QString MonoFace::elided(const QString& text, Qt::TextElideMode elide, int width) const
{
    const auto room = static_cast<qsizetype>(std::floor(width / m_advance + 1e-6));
    if (text.size() <= room || elide == Qt::ElideNone) {
        return text;
    }
    const qsizetype kept = std::max<qsizetype>(room - 1, 0);
    const QChar dots(ellipsis);
    switch (elide) {
    case Qt::ElideLeft:
        return dots + text.right(kept);
    case Qt::ElideMiddle:
        return text.left(kept - kept / 2) + dots + text.right(kept / 2);
    default:
        return text.left(kept) + dots;
    }
}

quint32 MonoFace::glyphOf(QChar c) const
{
    return c == ellipsis ? m_ellipsisGlyph : m_glyphs[static_cast<std::size_t>(c.unicode() - first)];
}

void MonoFace::draw(QPainter& painter, QPointF baseline, const QString& text) const
{
    QList<quint32> glyphs;
    QList<QPointF> places;
    glyphs.reserve(text.size());
    places.reserve(text.size());
    qreal x = 0;
    for (const QChar c : text) {
        if (c != u' ') {
            glyphs.append(glyphOf(c));
            places.append({x, 0});
        }
        x += m_advance;
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setGlyphIndexes(glyphs);
    run.setPositions(places);
    painter.drawGlyphRun(baseline, run);
}

} // namespace hindcast
