// TimelineView, first part of drawing: what is shown, as values.

#include "model/session/words.h"
#include "views/theme/theme.h"
#include "views/timeline/timeline_view.h"

#include <QScrollBar>

#include <algorithm>

namespace hindcast {

namespace {

constexpr double tickDistance = 84; ///< pixels between labels of positions
constexpr double timeTickDistance = 104;
constexpr double relativeTickDistance = 120; ///< days may stand before the clock
constexpr float labelRoom = 60; ///< a mark with less up to its neighbour stays without a label
/// Selected streams with more events than this are marked by the pixel.
constexpr std::size_t manyEvents = 4096;

} // namespace

void TimelineView::refreshCaches()
{
    const PixelMap pixels = map();
    m_marks.setView(m_data, pixels);
    m_densities.setView(m_data, pixels.range, static_cast<int>(pixels.width));
    m_overview.setView(m_data, m_zoom.extent(), static_cast<int>(overviewMap().width));
}

TimelineScene TimelineView::scene()
{
    TimelineScene frame;
    frame.layout = layoutNow();
    frame.map = map();
    frame.overviewMap = overviewMap();
    frame.laneCount = static_cast<int>(m_laneNames.size());
    frame.focused = hasFocus();
    if (!m_data) {
        if (m_session.host().state() == ProjectHost::State::Closed) {
            frame.message = tr("No log is open.");
            frame.advice = tr("Open or import one to travel through it.");
        } else {
            frame.message = tr("Counting the lanes …");
            frame.advice = tr("The rest of the window can be used meanwhile.");
        }
        return frame;
    }
    if (m_data->columns->last() == Position{0}) {
        frame.message = tr("This log holds no events yet.");
        frame.advice = tr("They appear here as soon as the first one is appended.");
        return frame;
    }
    refreshCaches();
    frame.playhead = m_session.cursor().position();
    frame.playheadUnit = m_data->axis->unitOf(frame.playhead);
    frame.playheadText = grouped(frame.playhead.value);
    frame.isNear = m_marks.isNear();
    frame.filtered = m_session.filter().isActive();
    frame.hoverX = m_hoverX;
    frame.overview = &m_overview.heights();
    frame.overviewFull = m_overview.full();
    fillLanes(frame);
    fillMarks(frame);
    fillRuler(frame);
    fillFlags(frame);
    fillSelection(frame);
    return frame;
}

void TimelineView::fillLanes(TimelineScene& frame)
{
    const int first = frame.layout.firstVisibleLane();
    const int last = frame.layout.lastVisibleLane();
    double tallest = 1;
    for (int index = first; index <= last; ++index) {
        LaneScene lane;
        lane.index = index;
        lane.name = m_laneNames[index];
        lane.color = Theme::instance().laneColor(index);
        lane.total = m_data->lanes->lanes()[static_cast<std::size_t>(index)].events;
        lane.count =
            m_data->lanes->count(index, {Position{1}, std::min(frame.playhead, m_data->columns->last())});
        if (!frame.isNear) {
            lane.density = &m_densities.lane(index);
            if (!lane.density->empty()) {
                tallest = std::max(tallest,
                    static_cast<double>(*std::max_element(lane.density->begin(), lane.density->end())));
            }
            if (frame.filtered) {
                lane.hits = m_hits.density(index, frame.map.range, static_cast<int>(frame.map.width));
            }
        }
        frame.lanes.push_back(std::move(lane));
    }
    if (m_jumpFullColumn) {
        m_fullColumn.set(tallest);
        m_jumpFullColumn = false;
    } else if (!frame.isNear && m_fullColumn.follow(tallest)) {
        update();
    }
    frame.fullColumn = m_fullColumn.value();
}

void TimelineView::fillMarks(TimelineScene& frame)
{
    if (!frame.isNear) {
        return;
    }
    const auto stream = m_session.selection().stream();
    for (const Mark& mark : m_marks.marks()) {
        MarkScene entry;
        entry.mark = mark;
        entry.hit = !frame.filtered || m_hits.contains(mark.position);
        entry.selected = stream && m_data->columns->stream(mark.position) == *stream;
        if (mark.room >= labelRoom) {
            entry.label =
                m_typeLabels.value(static_cast<qsizetype>(m_data->columns->type(mark.position).value));
        }
        frame.marks.push_back(std::move(entry));
    }
}

void TimelineView::fillRuler(TimelineScene& frame)
{
    if (m_data->axis->kind() == AxisKind::ByPosition) {
        frame.ticks = positionTicks(frame.map, tickDistance);
        frame.caption = tr("Position");
    } else if (const auto& reference = m_session.reference().moment()) {
        frame.ticks =
            relativeTicks(frame.map, relativeTickDistance, m_data->columns->firstTime(), reference->us);
        frame.caption = tr("Since %1").arg(grouped(reference->position.value));
        frame.untimedUnit = m_data->axis->untimedUnit();
    } else {
        frame.ticks = timeTicks(frame.map, timeTickDistance, m_data->columns->firstTime());
        frame.caption = frame.ticks.prefix.isEmpty() ? tr("Time, UTC") : tr("%1 UTC").arg(frame.ticks.prefix);
        frame.untimedUnit = m_data->axis->untimedUnit();
    }
}

void TimelineView::fillFlags(TimelineScene& frame)
{
    if (const auto pin = m_session.cursor().pin()) {
        frame.pin = FlagScene{m_data->axis->unitOf(*pin), tr("A · %1").arg(grouped(pin->value))};
    }
    if (const auto& reference = m_session.reference().moment()) {
        frame.referenceUnit = m_data->axis->unitOf(reference->position);
    }
    const auto doubted = m_session.integrity().unvouchedFrom();
    if (doubted && *doubted <= m_data->columns->last()) {
        const bool isOrdered =
            m_data->axis->kind() == AxisKind::ByPosition || m_data->columns->timeOrder().empty();
        frame.doubt = DoubtScene{m_data->axis->unitOf(*doubted), isOrdered};
    }
    for (const Bookmark& bookmark : m_session.bookmarks().all()) {
        if (bookmark.position <= m_data->columns->last()) {
            frame.bookmarks.push_back({m_data->axis->unitOf(bookmark.position), bookmark.label});
        }
    }
}

void TimelineView::fillSelection(TimelineScene& frame)
{
    const auto stream = m_session.selection().stream();
    if (!stream) {
        return;
    }
    const TimelineAxis& axis = *m_data->axis;
    const auto positions = m_data->columns->positionsOf(*stream);
    const bool byPosition = axis.kind() == AxisKind::ByPosition;
    if (!byPosition && positions.size() > manyEvents) {
        return; // out of order here, and more than pixels anyway
    }
    auto it = positions.begin();
    while (it != positions.end()) {
        const double x = frame.map.toPixel(axis.unitOf(Position{*it}));
        if (x >= frame.map.left && x <= frame.map.right()) {
            frame.selectionTicks.push_back({static_cast<int>(x), m_data->lanes->laneOf(Position{*it})});
        }
        if (!byPosition || positions.size() <= manyEvents) {
            ++it;
            continue;
        }
        // On to the first event of the next pixel in sight.
        const double next = std::max(frame.map.toUnit(std::floor(x) + 1), frame.map.range.first);
        if (next > frame.map.range.end()) {
            return;
        }
        it = std::lower_bound(
            std::next(it), positions.end(), next, [](std::uint32_t p, double unit) { return p < unit; });
    }
}

} // namespace hindcast
