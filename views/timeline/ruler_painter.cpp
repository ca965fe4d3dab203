#include "views/timeline/ruler_painter.h"

#include "views/theme/theme.h"
#include "views/timeline/ruler_labels.h"
#include "views/timeline/small_fonts.h"
#include "views/timeline/timeline_scene.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace hindcast {

namespace {

QColor token(Token t)
{
    return Theme::instance().color(t);
}

class RulerPainter {
public:
    RulerPainter(QPainter& painter, const TimelineScene& scene, const RulerLabels& labels)
        : m_painter(painter)
        , m_scene(scene)
        , m_labels(labels)
        , m_ruler(scene.layout.ruler())
    {
    }

    void paint()
    {
        m_painter.setFont(smallFont());
        m_painter.setPen(token(Token::Muted));
        m_painter.drawText(QRect(12, m_ruler.top(), m_ruler.left() - 24, m_ruler.height()),
            Qt::AlignVCenter | Qt::AlignLeft,
            m_scene.caption);
        m_painter.save();
        m_painter.setClipRect(
            m_ruler.united(m_scene.layout.lanes()).adjusted(0, 0, TimelineLayout::scrollBarWidth, 0));
        paintTicks();
        paintInversions();
        paintSelection();
        paintUntimed();
        paintBookmarks();
        paintReference();
        paintPin();
        m_painter.restore();
    }

    void paintPlayhead()
    {
        const double x = m_scene.map.toPixel(m_scene.playheadUnit);
        if (!m_scene.isInView(x) || !m_labels.playhead) {
            return;
        }
        const int top = m_ruler.top() + 4;
        m_painter.fillRect(QRect(qRound(x) - 1, top, 2, m_scene.lanesBottom() - top), token(Token::Accent));
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(token(Token::Accent));
        m_painter.drawRoundedRect(*m_labels.playhead, 9, 9);
        m_painter.setFont(pillFont());
        m_painter.setPen(token(Token::AccentText));
        m_painter.drawText(*m_labels.playhead, Qt::AlignCenter, m_scene.playheadText);
        m_painter.restore();
    }

private:
    void paintTicks()
    {
        m_painter.setFont(smallFigures());
        for (std::size_t i = 0; i < m_scene.ticks.ticks.size(); ++i) {
            const Tick& tick = m_scene.ticks.ticks[i];
            const int x = static_cast<int>(m_scene.map.toPixel(tick.unit));
            const QRect mark(x, m_ruler.top() + 5, 1, m_ruler.height() - 5);
            m_painter.fillRect(mark.intersected(m_ruler), token(Token::CanvasGrid));
            if (const auto& label = m_labels.ticks[i]) {
                m_painter.setPen(token(Token::Muted));
                m_painter.drawText(*label, Qt::AlignVCenter | Qt::AlignLeft, tick.label);
            }
        }
    }

    /// Events out of order: a small amber wedge that points back.
    void paintInversions()
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(token(Token::Pin));
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (const MarkScene& entry : m_scene.marks) {
            if (entry.mark.inversion) {
                const auto x = static_cast<double>(entry.mark.x);
                const double y = m_ruler.bottom() - 2.5;
                const std::array<QPointF, 3> wedge{
                    QPointF(x + 2, y - 3), QPointF(x - 3, y), QPointF(x + 2, y + 3)};
                m_painter.drawPolygon(wedge.data(), 3);
            }
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintSelection()
    {
        for (const SelectionTick& tick : m_scene.selectionTicks) {
            m_painter.fillRect(QRect(tick.x - 1, m_ruler.bottom() - 4, 3, 5), token(Token::Accent));
        }
    }

    void paintUntimed()
    {
        const double x = m_scene.untimedUnit ? m_scene.map.toPixel(*m_scene.untimedUnit) : -1;
        if (!m_scene.untimedUnit || !m_scene.isInView(x)) {
            return;
        }
        m_painter.setPen(QPen(token(Token::Line), 1, Qt::DashLine));
        m_painter.drawLine(QPointF(x - 8, m_ruler.top()), QPointF(x - 8, m_scene.lanesBottom()));
        if (m_labels.untimed) {
            write(*m_labels.untimed, Qt::AlignCenter, RulerLabels::untimedText());
        }
    }

    /// A ribbon with a notch, as the bookmark icon.
    void paintBookmarks()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(token(Token::Pin));
        for (const FlagScene& bookmark : m_scene.bookmarks) {
            const double x = m_scene.map.toPixel(bookmark.unit);
            if (m_scene.isInView(x)) {
                const double top = m_ruler.top() + 1;
                const std::array<QPointF, 5> ribbon{QPointF(x - 3.5, top),
                    QPointF(x + 3.5, top),
                    QPointF(x + 3.5, top + 10),
                    QPointF(x, top + 7),
                    QPointF(x - 3.5, top + 10)};
                m_painter.drawPolygon(ribbon.data(), static_cast<int>(ribbon.size()));
            }
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintReference()
    {
        if (!m_scene.referenceUnit || !drawLine(*m_scene.referenceUnit, 1, Token::Muted)) {
            return;
        }
        if (const auto& place = m_labels.reference) {
            const QRectF sign(place->left(), place->top() + 2, place->width(), place->height() - 4);
            m_painter.fillRect(sign, token(Token::Muted));
            m_painter.setFont(smallFont());
            m_painter.setPen(token(Token::Panel));
            m_painter.drawText(sign, Qt::AlignCenter, QStringLiteral("T"));
        }
    }

    void paintPin()
    {
        if (!m_scene.pin || !drawLine(m_scene.pin->unit, 2, Token::Pin)) {
            return;
        }
        // The flag hangs below the row of labels, so that it is seen under the playhead's pill as well.
        const double x = std::round(m_scene.map.toPixel(m_scene.pin->unit));
        const double top = m_ruler.bottom() - 5;
        const std::array<QPointF, 3> flag{QPointF(x, top), QPointF(x + 9, top + 3), QPointF(x, top + 6)};
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(token(Token::Pin));
        m_painter.drawPolygon(flag.data(), 3);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        if (m_labels.pin) {
            write(*m_labels.pin, Qt::AlignVCenter | Qt::AlignLeft, m_scene.pin->label);
        }
    }

    /// Down through ruler and lanes; false when it is out of sight.
    bool drawLine(double unit, int width, Token ink)
    {
        const double x = std::round(m_scene.map.toPixel(unit));
        if (!m_scene.isInView(x)) {
            return false;
        }
        const double top = m_ruler.top() + 4;
        m_painter.fillRect(QRectF(x - 1, top, width, m_scene.lanesBottom() - top), token(ink));
        return true;
    }

    void write(const QRectF& place, Qt::Alignment alignment, const QString& text)
    {
        m_painter.fillRect(place, token(Token::Panel));
        m_painter.setFont(smallFont());
        m_painter.setPen(token(Token::Muted));
        m_painter.drawText(place, static_cast<int>(alignment), text);
    }

    QPainter& m_painter;
    const TimelineScene& m_scene;
    const RulerLabels& m_labels;
    const QRect m_ruler;
};

} // namespace

void paintRuler(QPainter& painter, const TimelineScene& scene, const RulerLabels& labels)
{
    RulerPainter(painter, scene, labels).paint();
}

void paintPlayhead(QPainter& painter, const TimelineScene& scene, const RulerLabels& labels)
{
    RulerPainter(painter, scene, labels).paintPlayhead();
}

} // namespace hindcast
