#pragma once

#include "views/timeline/timeline_scene.h"

#include <QRect>

class QPainter;

namespace hindcast {

/// Draws a scene with the theme's colours. Rectangles are drawn without antialiasing, in batches of one
/// colour: the cost is columns (or marks) on the screen, however long the log.
class TimelinePainter {
public:
    TimelinePainter(QPainter& painter, const TimelineScene& scene);

    void paint();

    /// Opacity of what lies after the playhead.
    static constexpr double futureOpacity = 0.6;
    /// No column and no mark is lower than this.
    static constexpr int lowestColumn = 2;

private:
    void paintLaneGround();
    void paintGrid();
    void paintDensity(const LaneScene& lane);
    void paintMarks();
    double markDistance() const;
    void paintSelection();
    void paintMarkLabel(const MarkScene& mark, const QRect& body);
    void paintHeaders();
    void paintHover();
    void paintMessage();
    void paintFocus();

    QColor laneGround(int lane) const;

    QPainter& m_painter;
    const TimelineScene& m_scene;
};

/// `color` at `opacity` over `ground`, as an opaque colour: opaque rectangles are drawn faster.
QColor mixed(const QColor& color, const QColor& ground, double opacity);

} // namespace hindcast
