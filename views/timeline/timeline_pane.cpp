#include "views/timeline/timeline_pane.h"

#include "model/session/session.h"
#include "views/timeline/timeline_view.h"
#include "views/timeline/transport_bar.h"

#include <QVBoxLayout>

#include <algorithm>

namespace hindcast {

TimelinePane::TimelinePane(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_index(session.host())
    , m_bar(new TransportBar(session, m_index, this))
    , m_view(new TimelineView(session, m_index, m_zoom, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_view, 1);
    connect(m_bar, &TransportBar::zoomInRequested, this, &TimelinePane::zoomIn);
    connect(m_bar, &TransportBar::zoomOutRequested, this, &TimelinePane::zoomOut);
    connect(m_bar, &TransportBar::fitRequested, this, &TimelinePane::fit);
}

int TimelinePane::fullHeight() const
{
    const auto shown = m_index.data();
    const int lanes = shown ? static_cast<int>(shown->lanes->lanes().size()) : 0;
    const int useful = m_bar->sizeHint().height() + TimelineLayout::fullHeight(lanes);
    return std::max({useful, minimumHeight(), minimumSizeHint().height()});
}

void TimelinePane::fit()
{
    m_view->fit();
}

void TimelinePane::zoomIn()
{
    m_view->zoomIn();
}

void TimelinePane::zoomOut()
{
    m_view->zoomOut();
}

void TimelinePane::focusSelection()
{
    m_view->focusSelection();
}

} // namespace hindcast
