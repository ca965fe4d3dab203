#pragma once

#include "model/session/axis_span.h"

#include <QObject>

#include <vector>

namespace hindcast {

/// Which part of the axis the timeline shows: the extent of the whole log, the visible range within it, and
/// the zooms one can go back to. Knows units only, not pixels and not events. The range never leaves the
/// extent and never gets shorter than minLength (or the extent, where that is shorter). Lives on the UI
/// thread.
class ZoomControl : public QObject {
    Q_OBJECT

public:
    explicit ZoomControl(QObject* parent = nullptr);

    AxisSpan extent() const { return m_extent; }
    AxisSpan range() const { return m_range; }
    double minLength() const { return m_minLength; }
    bool isFitted() const { return m_range == m_extent; }

    /// Another axis or another log: shows all of it and forgets the zooms.
    void reset(AxisSpan extent, double minLength);
    /// The log grew. A range that showed everything still does; one that touched the end moves along with it;
    /// any other stays.
    void extend(AxisSpan extent);

    /// Shows `range`, clamped. Remembered for undo().
    void setRange(AxisSpan range);
    /// Divides the visible length by `factor` (above 1 is closer); `unit` keeps its place in the range unless
    /// an end of the log is in the way. Zooms of one gesture are one step of undo().
    void zoomAbout(double unit, double factor);
    void fit();
    /// Ends a run of zooms: what follows is a gesture of its own.
    void endGesture() { m_inGesture = false; }

    /// Moves the range; not remembered, as going back to a place is not what undoing a zoom means.
    void panBy(double units);
    void moveTo(double first);
    /// Moves the range as little as needed for `unit` to lie `margin` (a share of the length, below 0.5)
    /// inside it; centres it when it lies further away than a whole length.
    void reveal(double unit, double margin);

    bool canUndo() const { return !m_undo.empty(); }
    void undo();

Q_SIGNALS:
    void rangeChanged();
    void extentChanged();

private:
    AxisSpan clamped(AxisSpan range) const;
    void show(AxisSpan range);
    void remember();

    AxisSpan m_extent;
    AxisSpan m_range;
    double m_minLength = 1;
    std::vector<AxisSpan> m_undo;
    bool m_inGesture = false;
};

} // namespace hindcast
