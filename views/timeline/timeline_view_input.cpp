// TimelineView, second part: what hands do to it.

#include "views/timeline/timeline_tooltip.h"
#include "views/timeline/timeline_view.h"

#include <QGestureEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

constexpr double markReach = 5; ///< pixels from a mark's centre within which it is meant
constexpr double clickSlack = 3; ///< a press that moves less stays a click
constexpr double wheelStep = 120; ///< of QWheelEvent, one notch
constexpr double zoomPerNotch = 1.25;
constexpr double panPerNotch = 0.12; ///< share of the width

} // namespace

OverviewWindow TimelineView::overviewWindow() const
{
    return {overviewMap(), m_zoom.range(), layoutNow().overview()};
}

void TimelineView::zoomAt(double x, double factor)
{
    const PixelMap pixels = map();
    m_zoom.zoomAbout(pixels.toUnit(std::clamp(x, pixels.left, pixels.right())), factor);
    m_gestureEnd.start();
}

void TimelineView::panPixels(double pixels)
{
    m_zoom.panBy(pixels * map().unitsPerPixel());
}

void TimelineView::movePlayhead(double x)
{
    m_session.cursor().setPosition(positionAt(x));
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    if (!m_data || m_data->columns->last() == Position{0}) {
        return;
    }
    const QPointF where = event->position();
    const TimelineLayout layout = layoutNow();
    m_pressedAt = where;
    m_moved = false;
    const bool overLanes = where.y() >= layout.ruler().top() && where.x() >= layout.lanes().left();
    const bool panButton = event->button() == Qt::MiddleButton
        || (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier));
    if (panButton && overLanes) {
        m_drag = Drag::Pan;
        m_dragUnit = map().toUnit(where.x());
        setCursor(Qt::ClosedHandCursor);
    } else if (event->button() != Qt::LeftButton) {
        event->ignore();
    } else if (layout.overview().adjusted(-5, -4, 5, 4).contains(where.toPoint())) {
        pressOverview(where.x());
    } else if (overLanes) {
        m_session.cursor().pause();
        m_drag = Drag::Playhead;
        const Mark* mark = m_marks.isNear()
            ? m_marks.at(layout.laneAt(static_cast<int>(where.y())), where.x(), markReach)
            : nullptr;
        m_session.cursor().setPosition(mark != nullptr ? mark->position : positionAt(where.x()));
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF where = event->position();
    m_moved = m_moved || (where - m_pressedAt).manhattanLength() > clickSlack;
    switch (m_drag) {
    case Drag::None: {
        const QRect lanes = layoutNow().lanes().united(layoutNow().ruler());
        m_hoverX = lanes.contains(where.toPoint()) ? std::optional<double>(where.x()) : std::nullopt;
        updateCursor(where);
        update();
        return;
    }
    case Drag::Playhead:
        if (m_moved) {
            movePlayhead(where.x());
        }
        return;
    case Drag::Pan:
        m_zoom.panBy(m_dragUnit - map().toUnit(where.x()));
        return;
    case Drag::OverviewMove:
    case Drag::OverviewLeft:
    case Drag::OverviewRight:
        dragOverview(where.x());
        return;
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag ended = m_drag;
    m_drag = Drag::None;
    if (ended == Drag::Playhead) {
        if (!m_moved) {
            selectAt(event->position());
        }
        m_session.cursor().jumpTo(m_session.cursor().position());
    } else if (ended != Drag::None) {
        m_zoom.endGesture();
    }
    updateCursor(event->position());
}

void TimelineView::selectAt(QPointF where)
{
    if (!m_marks.isNear()) {
        return;
    }
    const Mark* mark = m_marks.at(layoutNow().laneAt(static_cast<int>(where.y())), where.x(), markReach);
    if (mark != nullptr) {
        m_session.selection().setStream(m_data->columns->stream(mark->position));
    }
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && layoutNow().overview().contains(event->position().toPoint())) {
        m_drag = Drag::None;
        fit();
    } else {
        mousePressEvent(event);
    }
}

void TimelineView::pressOverview(double x)
{
    const AxisSpan range = m_zoom.range();
    switch (overviewWindow().partAt(x)) {
    case OverviewWindow::Part::LeftHandle:
        m_drag = Drag::OverviewLeft;
        m_dragUnit = range.end();
        return;
    case OverviewWindow::Part::RightHandle:
        m_drag = Drag::OverviewRight;
        m_dragUnit = range.first;
        return;
    case OverviewWindow::Part::Outside:
        m_zoom.moveTo(overviewMap().toUnit(x) - range.length / 2);
        break;
    case OverviewWindow::Part::Inside:
        break;
    }
    m_drag = Drag::OverviewMove;
    m_dragUnit = overviewMap().toUnit(x) - m_zoom.range().first;
}

void TimelineView::dragOverview(double x)
{
    const PixelMap strip = overviewMap();
    const double unit = strip.toUnit(std::clamp(x, strip.left, strip.right()));
    if (m_drag == Drag::OverviewMove) {
        m_zoom.moveTo(unit - m_dragUnit);
        return;
    }
    // The other edge stays where it is; the dragged one stops before it.
    const double length =
        std::max(m_drag == Drag::OverviewLeft ? m_dragUnit - unit : unit - m_dragUnit, m_zoom.minLength());
    const double factor = m_zoom.range().length / length;
    m_zoom.zoomAbout(m_dragUnit, factor);
}

void TimelineView::updateCursor(QPointF where)
{
    const TimelineLayout layout = layoutNow();
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (m_data && layout.overview().adjusted(-5, -4, 5, 4).contains(where.toPoint())) {
        switch (overviewWindow().partAt(where.x())) {
        case OverviewWindow::Part::LeftHandle:
        case OverviewWindow::Part::RightHandle:
            shape = Qt::SizeHorCursor;
            break;
        case OverviewWindow::Part::Inside:
            shape = m_zoom.isFitted() ? Qt::ArrowCursor : Qt::OpenHandCursor;
            break;
        case OverviewWindow::Part::Outside:
            break;
        }
    }
    setCursor(shape);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const QPoint angle = event->angleDelta();
    const QPointF where = event->position();
    const TimelineLayout layout = layoutNow();
    event->accept();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomAt(where.x(), std::pow(zoomPerNotch, (angle.y() != 0 ? angle.y() : angle.x()) / wheelStep));
        return;
    }
    const bool overHeaders = where.x() < layout.lanes().left() && where.y() >= layout.lanes().top();
    if (overHeaders || event->modifiers().testFlag(Qt::ShiftModifier)) {
        const int delta = angle.y() != 0 ? angle.y() : angle.x();
        m_scrollBar->setValue(
            m_scrollBar->value() - delta * 2 * m_scrollBar->singleStep() / static_cast<int>(wheelStep));
        return;
    }
    if (!event->pixelDelta().isNull()) {
        const QPoint pixels = event->pixelDelta();
        panPixels(-(std::abs(pixels.x()) > std::abs(pixels.y()) ? pixels.x() : pixels.y()));
        return;
    }
    const int delta = std::abs(angle.x()) > std::abs(angle.y()) ? angle.x() : angle.y();
    m_zoom.panBy(-delta / wheelStep * panPerNotch * m_zoom.range().length);
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    const double page = 0.8 * m_zoom.range().length;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_0:
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            return fit();
        }
        break;
    case Qt::Key_Backspace:
        return m_zoom.undo();
    case Qt::Key_PageUp:
        return m_zoom.panBy(-page);
    case Qt::Key_PageDown:
        return m_zoom.panBy(page);
    case Qt::Key_Up:
        return m_scrollBar->setValue(m_scrollBar->value() - layoutNow().laneHeight());
    case Qt::Key_Down:
        return m_scrollBar->setValue(m_scrollBar->value() + layoutNow().laneHeight());
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

bool TimelineView::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (!showTip(help->pos(), help->globalPos())) {
            QToolTip::hideText();
            event->ignore();
        }
        return true;
    }
    case QEvent::NativeGesture: {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(gesture->position().x(), 1 + gesture->value());
            return true;
        }
        break;
    }
    case QEvent::Gesture: {
        const auto* gestures = static_cast<QGestureEvent*>(event);
        if (const auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture))) {
            zoomAt(mapFromGlobal(pinch->centerPoint()).x(), pinch->scaleFactor());
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QWidget::event(event);
}

bool TimelineView::showTip(QPoint where, QPoint globalWhere)
{
    if (!m_data || m_data->columns->last() == Position{0} || m_drag != Drag::None) {
        return false;
    }
    const TimelineLayout layout = layoutNow();
    if (!layout.lanes().united(layout.ruler()).contains(where)) {
        const int lane = layout.headers().contains(where) ? layout.laneAt(where.y()) : -1;
        if (lane >= 0) {
            QToolTip::showText(
                globalWhere, laneTip(*m_data, lane, m_laneNames[lane], m_session.cursor().position()), this);
        }
        return lane >= 0;
    }
    refreshCaches();
    TipQuestion question{*m_data,
        m_session.cursor().position(),
        m_laneNames,
        positionAt(where.x()),
        {},
        false,
        m_session.reference().us()};
    if (m_marks.isNear()) {
        const Mark* mark = m_marks.at(layout.laneAt(where.y()), where.x(), markReach);
        if (mark != nullptr) {
            question.event = mark->position;
        }
    } else {
        const auto column = static_cast<std::size_t>(where.x() - layout.lanes().left());
        question.isColumn = true;
        for (int lane = 0; lane < m_laneNames.size(); ++lane) {
            question.counts.push_back(m_densities.lane(lane)[column]);
        }
    }
    QToolTip::showText(globalWhere, eventTip(question), this);
    return true;
}

void TimelineView::leaveEvent(QEvent*)
{
    m_hoverX.reset();
    update();
}

void TimelineView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void TimelineView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace hindcast
