#pragma once

#include "model/session/session.h"
#include "model/session/timeline_index.h"
#include "model/session/zoom_control.h"
#include "views/timeline/density_cache.h"
#include "views/timeline/hit_lanes.h"
#include "views/timeline/mark_cache.h"
#include "views/timeline/overview_cache.h"
#include "views/timeline/overview_window.h"
#include "views/timeline/smoothed_max.h"
#include "views/timeline/timeline_scene.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QScrollBar;

namespace hindcast {

/// Overview strip, ruler and lanes of the open log. Every drawn thing comes from caches keyed by (data,
/// range, width): moving the playhead, the mouse or the selection repaints without a look at the index.
///
/// Gestures: drag in ruler or lanes moves the playhead, a click selects the event there; Ctrl+wheel and pinch
/// zoom about the pointer, wheel, middle drag and Shift+drag pan; the overview's window is dragged, resized
/// by its edges, and double-clicked away. Keys while focused: + and - zoom at the playhead, Ctrl+0 fits, Page
/// Up and Page Down pan, Up and Down scroll the lanes, Backspace undoes a zoom.
class TimelineView : public QWidget {
    Q_OBJECT

public:
    TimelineView(Session& session, TimelineIndex& index, ZoomControl& zoom, QWidget* parent = nullptr);

    TimelineLayout layoutNow() const;
    /// Units to pixels of ruler and lanes, and of the overview.
    PixelMap map() const;
    PixelMap overviewMap() const;
    /// Where an event stands, in pixels of this widget; outside of it when it is not in sight.
    double xOf(Position position) const;
    /// The event that a place in ruler or lanes stands for, 0 left of all.
    Position positionAt(double x) const;
    /// True when events are drawn one by one.
    bool showsMarks() const { return m_marks.isNear(); }
    /// How often densities were asked of the index so far.
    int densityComputations() const { return m_densities.computations() + m_overview.computations(); }
    /// One frame as values, for the painter and for tests.
    TimelineScene scene();

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

public Q_SLOTS:
    void fit();
    void zoomIn();
    void zoomOut();
    /// Shows the events of the selected stream, or what lies around the playhead when none is selected.
    void focusSelection();

Q_SIGNALS:
    /// A frame was drawn; how long it took.
    void painted(qint64 nanoseconds);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Drag { None, Playhead, Pan, OverviewMove, OverviewLeft, OverviewRight };

    void takeData();
    void takeHits(bool fresh);
    void followPlayhead();
    void refreshCaches();
    void updateScrollBar();
    void fillLanes(TimelineScene& scene);
    void fillMarks(TimelineScene& scene);
    void fillRuler(TimelineScene& scene);
    void fillFlags(TimelineScene& scene);
    void fillSelection(TimelineScene& scene);

    void pressOverview(double x);
    void dragOverview(double x);
    void movePlayhead(double x);
    void selectAt(QPointF where);
    void updateCursor(QPointF where);
    void zoomAt(double x, double factor);
    void panPixels(double pixels);
    bool showTip(QPoint where, QPoint globalWhere);
    OverviewWindow overviewWindow() const;

    Session& m_session;
    TimelineIndex& m_index;
    ZoomControl& m_zoom;
    std::shared_ptr<const TimelineData> m_data;
    QStringList m_laneNames;
    QStringList m_typeLabels; ///< by TypeId

    DensityCache m_densities;
    OverviewCache m_overview;
    MarkCache m_marks;
    HitLanes m_hits;
    SmoothedMax m_fullColumn;
    bool m_jumpFullColumn = true;

    QScrollBar* m_scrollBar;
    QTimer m_gestureEnd; ///< a pause between wheel turns makes them two zooms for undo
    Drag m_drag = Drag::None;
    QPointF m_pressedAt;
    bool m_moved = false; ///< the press has become a drag
    double m_dragUnit = 0; ///< unit that stays under the mouse, or the window edge that stays
    std::optional<double> m_hoverX;
};

} // namespace hindcast
