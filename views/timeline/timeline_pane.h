#pragma once

#include "model/session/timeline_index.h"
#include "model/session/zoom_control.h"

#include <QWidget>

namespace hindcast {

class Session;
class TimelineView;
class TransportBar;

/// The bottom of the window: transport bar, overview, ruler and lanes of the open log. Its slots are what the
/// window's actions call (keys of the interface: Ctrl+0, F, and zooming).
class TimelinePane : public QWidget {
    Q_OBJECT

public:
    explicit TimelinePane(Session& session, QWidget* parent = nullptr);

    ZoomControl& zoom() { return m_zoom; }
    TimelineIndex& index() { return m_index; }
    TimelineView& view() { return *m_view; }
    /// More height than this would stay empty, with the lanes there are.
    int fullHeight() const;

public Q_SLOTS:
    void fit();
    void zoomIn();
    void zoomOut();
    void focusSelection();

private:
    TimelineIndex m_index;
    ZoomControl m_zoom;
    TransportBar* m_bar;
    TimelineView* m_view;
};

} // namespace hindcast
