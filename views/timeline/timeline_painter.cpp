#include "views/timeline/timeline_painter.h"

#include "model/session/words.h"
#include "views/theme/theme.h"
#include "views/timeline/doubt_painter.h"
#include "views/timeline/overview_painter.h"
#include "views/timeline/ruler_labels.h"
#include "views/timeline/ruler_painter.h"
#include "views/timeline/small_fonts.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

constexpr int lanePadding = 8; ///< above and below marks
constexpr int densityPadding = 4; ///< above and below densities
constexpr double notAHit = 0.22; ///< opacity of what the filter keeps back
constexpr std::size_t mostSetApart = 400; ///< selected events that keep a gap to their neighbours
constexpr double ringDistance = 8; ///< pixels between marks from which selected ones are ringed
constexpr int shortestName = 48; ///< pixels of a lane's name that stay, or else its count goes

QColor token(Token t)
{
    return Theme::instance().color(t);
}

/// Batches of rectangles of one colour each.
class Batches {
public:
    void add(const QColor& color, const QRect& rect)
    {
        for (auto& batch : m_batches) {
            if (batch.first == color) {
                batch.second.push_back(rect);
                return;
            }
        }
        m_batches.emplace_back(color, std::vector<QRect>{rect});
    }

    void draw(QPainter& painter) const
    {
        painter.setPen(Qt::NoPen);
        for (const auto& batch : m_batches) {
            painter.setBrush(batch.first);
            painter.drawRects(batch.second.data(), static_cast<int>(batch.second.size()));
        }
    }

private:
    std::vector<std::pair<QColor, std::vector<QRect>>> m_batches;
};

} // namespace

QColor mixed(const QColor& color, const QColor& ground, double opacity)
{
    const auto mix = [opacity](int over, int under) {
        return static_cast<int>(std::lround(over * opacity + under * (1 - opacity)));
    };
    return {
        mix(color.red(), ground.red()), mix(color.green(), ground.green()), mix(color.blue(), ground.blue())};
}

TimelinePainter::TimelinePainter(QPainter& painter, const TimelineScene& scene)
    : m_painter(painter)
    , m_scene(scene)
{
}

QColor TimelinePainter::laneGround(int lane) const
{
    return token(lane % 2 == 0 ? Token::Zebra : Token::Panel);
}

void TimelinePainter::paint()
{
    const QRect all =
        m_scene.layout.overview().united(m_scene.layout.headers()).united(m_scene.layout.lanes());
    m_painter.fillRect(all.adjusted(0, -all.top(), TimelineLayout::scrollBarWidth, 0), token(Token::Panel));
    paintOverview(m_painter, m_scene);
    if (!m_scene.message.isEmpty()) {
        paintMessage();
        paintFocus();
        return;
    }
    m_painter.save();
    m_painter.setClipRect(m_scene.layout.lanes()
                              .united(m_scene.layout.headers())
                              .adjusted(0, 0, TimelineLayout::scrollBarWidth, 0));
    paintLaneGround();
    paintHeaders();
    m_painter.setClipRect(m_scene.layout.lanes());
    paintGrid();
    if (m_scene.isNear) {
        paintMarks();
    } else {
        for (const LaneScene& lane : m_scene.lanes) {
            paintDensity(lane);
        }
    }
    paintSelection();
    m_painter.restore();
    const RulerLabels labels = RulerLabels::of(m_scene);
    paintRuler(m_painter, m_scene, labels);
    paintDoubt(m_painter, m_scene, labels);
    paintHover();
    paintPlayhead(m_painter, m_scene, labels);
    paintFocus();
}

void TimelinePainter::paintLaneGround()
{
    for (const LaneScene& lane : m_scene.lanes) {
        const QRect rect = m_scene.layout.header(lane.index).united(m_scene.layout.lane(lane.index));
        m_painter.fillRect(rect.adjusted(0, 0, TimelineLayout::scrollBarWidth, 0), laneGround(lane.index));
    }
}

void TimelinePainter::paintGrid()
{
    const QRect area = m_scene.layout.lanes();
    const int bottom = m_scene.lanesBottom();
    for (const Tick& tick : m_scene.ticks.ticks) {
        const int x = static_cast<int>(m_scene.map.toPixel(tick.unit));
        m_painter.fillRect(QRect(x, area.top(), 1, bottom - area.top()), token(Token::CanvasGrid));
    }
}

void TimelinePainter::paintDensity(const LaneScene& lane)
{
    const QRect rect = m_scene.layout.lane(lane.index);
    const int room = std::max(lowestColumn, rect.height() - 2 * densityPadding);
    const int base = rect.bottom() + 1 - densityPadding;
    const double playheadX = m_scene.map.toPixel(m_scene.playheadUnit);
    const QColor ground = laneGround(lane.index);
    const QColor dimmed = mixed(lane.color, ground, notAHit);
    const auto columns = [&](const DensityCache::Columns& counts, const QColor& color) {
        std::vector<QRect> past;
        std::vector<QRect> future;
        for (std::size_t c = 0; c < counts.size(); ++c) {
            if (counts[c] == 0) {
                continue;
            }
            const int height =
                std::clamp(qRound(room * (counts[c] / m_scene.fullColumn)), lowestColumn, room);
            const int x = rect.left() + static_cast<int>(c);
            (x > playheadX ? future : past).emplace_back(x, base - height, 1, height);
        }
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawRects(past.data(), static_cast<int>(past.size()));
        m_painter.setBrush(mixed(color, ground, futureOpacity));
        m_painter.drawRects(future.data(), static_cast<int>(future.size()));
    };
    if (lane.density != nullptr) {
        columns(*lane.density, m_scene.filtered ? dimmed : lane.color);
    }
    if (m_scene.filtered) {
        columns(lane.hits, lane.color);
    }
}

void TimelinePainter::paintMarks()
{
    // Narrower than the events' distance, so that neighbours of one lane stay two marks.
    const double distance = markDistance();
    const int width = std::clamp(static_cast<int>(distance) - 1, lowestColumn, 7);
    Batches bodies;
    std::vector<QRect> rings;
    m_painter.setFont(smallFont());
    for (const MarkScene& entry : m_scene.marks) {
        const QRect lane = m_scene.layout.lane(entry.mark.lane);
        const auto inLane = [&](const LaneScene& l) { return l.index == entry.mark.lane; };
        const auto scene = std::find_if(m_scene.lanes.begin(), m_scene.lanes.end(), inLane);
        if (scene == m_scene.lanes.end()) {
            continue;
        }
        const QColor ground = laneGround(entry.mark.lane);
        QColor color = entry.hit ? scene->color : mixed(scene->color, ground, notAHit);
        if (entry.mark.position > m_scene.playhead) {
            color = mixed(color, ground, futureOpacity);
        }
        const int left = qRound(static_cast<double>(entry.mark.x) - width / 2.0);
        const QRect body(left, lane.top() + lanePadding, width, lane.height() - 2 * lanePadding);
        // Corners cut by one pixel: rounded to the eye, and still plain rectangles.
        bodies.add(color, body.adjusted(0, 1, 0, -1));
        bodies.add(color, QRect(body.left() + 1, body.top(), width - 2, 1));
        bodies.add(color, QRect(body.left() + 1, body.bottom(), width - 2, 1));
        // Without room around them rings would run into a frame; the ruler's ticks tell then.
        if (entry.selected && distance >= ringDistance) {
            rings.push_back(body.adjusted(-2, -2, 1, 1));
        }
        if (!entry.label.isEmpty()) {
            paintMarkLabel(entry, body);
        }
    }
    bodies.draw(m_painter);
    m_painter.setPen(token(Token::Accent));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRects(rings.data(), static_cast<int>(rings.size()));
}

double TimelinePainter::markDistance() const
{
    return m_scene.map.width / static_cast<double>(std::max<std::size_t>(1, m_scene.marks.size()));
}

void TimelinePainter::paintSelection()
{
    if (m_scene.isNear && markDistance() >= ringDistance) {
        return; // every one has its ring
    }
    // As high as the lane, and with a gap on both sides: in a blue lane the colour alone would not tell.
    if (m_scene.selectionTicks.size() <= mostSetApart) {
        for (const SelectionTick& tick : m_scene.selectionTicks) {
            const QRect lane = m_scene.layout.lane(tick.lane);
            m_painter.fillRect(QRect(tick.x - 2, lane.top(), 5, lane.height()), laneGround(tick.lane));
        }
    }
    for (const SelectionTick& tick : m_scene.selectionTicks) {
        const QRect lane = m_scene.layout.lane(tick.lane);
        m_painter.fillRect(QRect(tick.x - 1, lane.top() + 1, 3, lane.height() - 2), token(Token::Accent));
    }
}

void TimelinePainter::paintMarkLabel(const MarkScene& entry, const QRect& body)
{
    const int room = static_cast<int>(entry.mark.room) - body.width() - 12;
    const QFontMetrics metrics(m_painter.font());
    const QString text = metrics.elidedText(entry.label, Qt::ElideRight, room);
    const bool future = entry.mark.position > m_scene.playhead;
    m_painter.setPen(token(future || !entry.hit ? Token::Muted : Token::Text));
    m_painter.drawText(
        QRect(body.right() + 6, body.top(), room, body.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
}

void TimelinePainter::paintHeaders()
{
    const QFont nameFont = Theme::instance().uiFont();
    const QFont figures = smallFigures();
    const QFontMetrics nameMetrics(nameFont);
    const QFontMetrics figureMetrics(figures);
    constexpr int dot = 8;
    constexpr int left = 12;
    for (const LaneScene& lane : m_scene.lanes) {
        const QRect header = m_scene.layout.header(lane.index);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(lane.color);
        m_painter.drawEllipse(QRectF(left, header.center().y() + 0.5 - dot / 2.0, dot, dot));
        m_painter.setRenderHint(QPainter::Antialiasing, false);

        const int nameLeft = left + dot + 8;
        const int right = header.right() - 11;
        QString counts = grouped(lane.count) + QStringLiteral(" / ") + grouped(lane.total);
        // The total gives way first, then the count: a lane without its name is nothing, and the tooltip has
        // all.
        const int nameWidth = nameMetrics.horizontalAdvance(lane.name);
        if (nameLeft + nameWidth + 8 + figureMetrics.horizontalAdvance(counts) > right) {
            counts = grouped(lane.count);
        }
        // Room for the total's digits, so that the name does not move while one scrubs.
        int figuresWidth = std::max(figureMetrics.horizontalAdvance(counts),
                               figureMetrics.horizontalAdvance(grouped(lane.total)))
            + 8;
        if (right - figuresWidth - nameLeft < std::min(nameWidth, shortestName)) {
            figuresWidth = 0;
        } else {
            m_painter.setFont(figures);
            m_painter.setPen(token(Token::Muted));
            m_painter.drawText(QRect(nameLeft, header.top(), right - nameLeft, header.height()),
                Qt::AlignVCenter | Qt::AlignRight,
                counts);
        }
        m_painter.setFont(nameFont);
        m_painter.setPen(token(Token::Text));
        const int nameRoom = right - figuresWidth - nameLeft;
        m_painter.drawText(QRect(nameLeft, header.top(), nameRoom, header.height()),
            Qt::AlignVCenter | Qt::AlignLeft,
            nameMetrics.elidedText(lane.name, Qt::ElideRight, nameRoom));
    }
}

void TimelinePainter::paintHover()
{
    if (!m_scene.hoverX || !m_scene.isInView(*m_scene.hoverX)) {
        return;
    }
    const double x = std::floor(*m_scene.hoverX) + 0.5;
    m_painter.setPen(QPen(token(Token::Muted), 1, Qt::CustomDashLine));
    QPen pen = m_painter.pen();
    pen.setDashPattern({2, 3});
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(x, m_scene.layout.ruler().top() + 4), QPointF(x, m_scene.lanesBottom()));
}

void TimelinePainter::paintMessage()
{
    const QRect area = m_scene.layout.headers().united(m_scene.layout.lanes());
    const int middle = area.center().y();
    m_painter.setFont(Theme::instance().headingFont());
    m_painter.setPen(token(Token::Text));
    m_painter.drawText(QRect(area.left(), middle - 22, area.width(), 20), Qt::AlignCenter, m_scene.message);
    m_painter.setFont(Theme::instance().uiFont());
    m_painter.setPen(token(Token::Muted));
    m_painter.drawText(QRect(area.left(), middle + 2, area.width(), 20), Qt::AlignCenter, m_scene.advice);
}

void TimelinePainter::paintFocus()
{
    if (!m_scene.focused) {
        return;
    }
    const QRect strip = m_scene.layout.overview();
    const QRect lanes = m_scene.layout.lanes();
    const QRect all(0, 0, strip.right() + 1 + TimelineLayout::scrollBarWidth, lanes.bottom() + 1);
    m_painter.setPen(token(Token::Accent));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(all.adjusted(0, 0, -1, -1));
}

} // namespace hindcast
