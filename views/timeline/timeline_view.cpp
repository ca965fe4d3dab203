#include "views/timeline/timeline_view.h"

#include "model/session/words.h"
#include "views/theme/theme.h"
#include "views/timeline/timeline_painter.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace hindcast {

namespace {

/// How near the edge the playhead may come before the view follows it, as a share of the width.
constexpr double followMargin = 0.08;
constexpr int gestureEndMs = 600;

} // namespace

TimelineView::TimelineView(Session& session, TimelineIndex& index, ZoomControl& zoom, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_index(index)
    , m_zoom(zoom)
    , m_scrollBar(new QScrollBar(Qt::Vertical, this))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    grabGesture(Qt::PinchGesture);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(
        tr("Where the playhead stands in the log. Drag it; plus and minus zoom about it."));
    m_scrollBar->setAccessibleName(tr("Scroll lanes"));
    m_scrollBar->setSingleStep(26);
    m_gestureEnd.setSingleShot(true);
    m_gestureEnd.setInterval(gestureEndMs);
    connect(&m_gestureEnd, &QTimer::timeout, &m_zoom, &ZoomControl::endGesture);

    const auto repaint = qOverload<>(&QWidget::update);
    connect(m_scrollBar, &QScrollBar::valueChanged, this, repaint);
    connect(&m_index, &TimelineIndex::changed, this, &TimelineView::takeData);
    connect(&m_zoom, &ZoomControl::rangeChanged, this, repaint);
    connect(&m_zoom, &ZoomControl::extentChanged, this, repaint);
    connect(&m_session.cursor(), &TimeCursor::positionChanged, this, &TimelineView::followPlayhead);
    connect(&m_session.cursor(), &TimeCursor::pinChanged, this, repaint);
    connect(&m_session.reference(), &TimeReference::changed, this, repaint);
    connect(&m_session.selection(), &Selection::streamChanged, this, repaint);
    connect(&m_session.bookmarks(), &Bookmarks::changed, this, repaint);
    connect(&m_session.integrity(), &IntegrityCheck::finished, this, repaint);
    connect(&m_session.filter(), &LogFilter::changed, this, [this] { takeHits(true); });
    connect(&m_session.filter(), &LogFilter::hitsGrew, this, [this] { takeHits(false); });
    connect(&Theme::instance(), &Theme::changed, this, repaint);
    takeData();
}

void TimelineView::takeData()
{
    const auto incoming = m_index.data();
    const bool sameAxis = m_data && incoming && incoming->axis->kind() == m_data->axis->kind();
    const bool sameLanes = m_data && incoming && incoming->lanes->kind() == m_data->lanes->kind();
    m_data = incoming;
    m_laneNames.clear();
    m_typeLabels.clear();
    if (m_data) {
        for (const std::string& type : m_data->columns->names().types) {
            m_typeLabels.push_back(typeWords(type));
        }
        for (const Lane& lane : m_data->lanes->lanes()) {
            m_laneNames.push_back(
                m_data->lanes->kind() == LaneKind::Type ? typeWords(lane.name) : fromUtf8(lane.name));
        }
        const AxisSpan extent = m_data->axis->extent();
        if (sameAxis) {
            m_zoom.extend(extent);
        } else {
            m_zoom.reset(extent, m_data->axis->minLength());
        }
    } else {
        m_zoom.reset({}, 1);
    }
    if (!sameAxis || !sameLanes) {
        m_jumpFullColumn = true;
        m_drag = Drag::None;
    }
    updateScrollBar();
    takeHits(true);
}

void TimelineView::takeHits(bool fresh)
{
    const auto hits = m_session.filter().hits();
    if (hits) {
        m_hits.update(m_data, *hits, fresh);
    } else {
        m_hits.clear();
    }
    update();
}

void TimelineView::followPlayhead()
{
    // A hand on the timeline leads; whatever else moves the playhead is followed.
    if (m_drag == Drag::None && m_data) {
        m_zoom.reveal(m_data->axis->unitOf(m_session.cursor().position()), followMargin);
    }
    update();
}

TimelineLayout TimelineView::layoutNow() const
{
    return {size(), static_cast<int>(m_laneNames.size()), m_scrollBar->value()};
}

PixelMap TimelineView::map() const
{
    const QRect lanes = layoutNow().lanes();
    return {
        m_zoom.range(), static_cast<double>(lanes.left()), static_cast<double>(std::max(1, lanes.width()))};
}

PixelMap TimelineView::overviewMap() const
{
    const QRect strip = layoutNow().overview();
    return {m_zoom.extent(), static_cast<double>(strip.left()), static_cast<double>(strip.width())};
}

double TimelineView::xOf(Position position) const
{
    return m_data ? map().toPixel(m_data->axis->unitOf(position)) : 0;
}

Position TimelineView::positionAt(double x) const
{
    if (!m_data) {
        return Position{0};
    }
    const PixelMap pixels = map();
    return m_data->axis->nearest(pixels.toUnit(std::clamp(x, pixels.left, pixels.right())));
}

void TimelineView::updateScrollBar()
{
    const TimelineLayout layout = layoutNow();
    const QRect lanes = layout.lanes();
    m_scrollBar->setRange(0, layout.maxScroll());
    m_scrollBar->setPageStep(std::max(1, lanes.height()));
    m_scrollBar->setGeometry(lanes.right() + 1, lanes.top(), TimelineLayout::scrollBarWidth, lanes.height());
    m_scrollBar->setVisible(layout.maxScroll() > 0);
}

void TimelineView::resizeEvent(QResizeEvent*)
{
    updateScrollBar();
}

QSize TimelineView::minimumSizeHint() const
{
    return {320, TimelineLayout::minimumHeight};
}

QSize TimelineView::sizeHint() const
{
    return {1200, 220};
}

void TimelineView::paintEvent(QPaintEvent*)
{
    QElapsedTimer clock;
    clock.start();
    QPainter painter(this);
    TimelineScene frame = scene();
    TimelinePainter(painter, frame).paint();
    Q_EMIT painted(clock.nsecsElapsed());
}

void TimelineView::fit()
{
    m_zoom.fit();
}

void TimelineView::zoomIn()
{
    zoomAt(xOf(m_session.cursor().position()), 1.5);
}

void TimelineView::zoomOut()
{
    zoomAt(xOf(m_session.cursor().position()), 1 / 1.5);
}

void TimelineView::focusSelection()
{
    if (!m_data) {
        return;
    }
    const TimelineAxis& axis = *m_data->axis;
    const auto stream = m_session.selection().stream();
    const auto positions = stream ? m_data->columns->positionsOf(*stream) : std::span<const std::uint32_t>{};
    if (positions.empty()) {
        const double unit = axis.unitOf(m_session.cursor().position());
        const double length = std::max(m_zoom.minLength(), m_zoom.range().length / 8);
        m_zoom.setRange({unit - length / 2, length});
        return;
    }
    double from = axis.unitOf(Position{positions.front()});
    double to = from;
    for (const std::uint32_t position : positions) {
        const double unit = axis.unitOf(Position{position});
        from = std::min(from, unit);
        to = std::max(to, unit);
    }
    const double length = std::max(m_zoom.minLength(), (to - from) * 1.1);
    m_zoom.setRange({(from + to) / 2 - length / 2, length});
}

} // namespace hindcast
