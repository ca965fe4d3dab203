#include "views/window/workspace.h"

#include "views/inspector/difference_pane.h"
#include "views/inspector/event_pane.h"
#include "views/inspector/state_pane.h"
#include "views/log/log_pane.h"
#include "views/log/log_table_view.h"
#include "views/panels/bookmarks_pane.h"
#include "views/panels/entity_pane.h"
#include "views/timeline/timeline_pane.h"
#include "views/window/actions.h"
#include "views/window/dock_area.h"
#include "views/window/past_banner.h"
#include "views/window/reference_banner.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace hindcast {

Workspace::Workspace(Session& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_banner(new PastBanner(session, this))
    , m_reference(new ReferenceBanner(session, this))
    , m_docks(new DockArea(this))
{
    setObjectName(QStringLiteral("workspace"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_banner);
    rows->addWidget(m_reference);
    rows->addWidget(m_docks, 1);
    makePanes(session);
    actions.tellKeys(m_docks);
    connectCommands(actions);
    m_reference->setEndKey(tr("Esc"));
    const auto tellKey = [this, &actions] { m_banner->setReturnKey(actions.keyText(Command::LastEvent)); };
    tellKey();
    connect(&actions, &Actions::keysChanged, m_banner, tellKey);
    connect(m_banner, &PastBanner::returnRequested, actions.action(Command::LastEvent), &QAction::trigger);
}

void Workspace::makePanes(Session& session)
{
    m_log = new LogPane(session, m_docks);
    m_docks->setCentralWidget(m_log);
    m_docks->addPane(
        QStringLiteral("entities"), tr("Entities"), new EntityPane(session), Qt::LeftDockWidgetArea);
    QDockWidget* bookmarks = m_docks->addPane(
        QStringLiteral("bookmarks"), tr("Bookmarks"), new BookmarksPane(session), Qt::LeftDockWidgetArea);
    m_state = new StatePane(session);
    QDockWidget* state =
        m_docks->addPane(QStringLiteral("state"), tr("State"), m_state, Qt::RightDockWidgetArea);
    QDockWidget* event = m_docks->addPane(
        QStringLiteral("event"), tr("Event"), new EventPane(session), Qt::RightDockWidgetArea);
    QDockWidget* difference = m_docks->addPane(
        QStringLiteral("difference"), tr("Difference"), new DifferencePane(session), Qt::RightDockWidgetArea);
    m_docks->tabifyDockWidget(state, event);
    m_docks->tabifyDockWidget(event, difference);
    state->raise();
    m_timeline = new TimelinePane(session);
    m_docks->addPane(QStringLiteral("timeline"), tr("Timeline"), m_timeline, Qt::BottomDockWidgetArea);
    // One colour a lane, in the timeline as in the table.
    connect(&m_timeline->index(), &TimelineIndex::changed, m_log, [this] {
        const auto shown = m_timeline->index().data();
        m_log->setLanes(shown ? shown->lanes : nullptr);
        if (shown) {
            m_docks->limitHeight(QStringLiteral("timeline"), m_timeline->fullHeight());
        }
    });
    // Below the entities, for who wants it: its command brings it.
    bookmarks->hide();
    m_docks->rememberDefault();
}

void Workspace::connectCommands(const Actions& actions)
{
    const auto reveal = [this, &actions](Command command, const char* dock) {
        connect(actions.action(command), &QAction::triggered, this, [this, dock] {
            m_docks->reveal(QLatin1String(dock));
        });
    };
    reveal(Command::ShowEntities, "entities");
    reveal(Command::ShowState, "state");
    reveal(Command::ShowEvent, "event");
    reveal(Command::ShowDifference, "difference");
    reveal(Command::ShowBookmarks, "bookmarks");
    reveal(Command::ShowTimeline, "timeline");
    const auto on = [this, &actions](Command command, auto run) {
        connect(actions.action(command), &QAction::triggered, this, run);
    };
    on(Command::ShowLog, [this] { focusLog(); });
    on(Command::FocusFilter, [this] { m_log->focusFilter(); });
    on(Command::FitAll, [this] { m_timeline->fit(); });
    on(Command::FocusSelection, [this] { m_timeline->focusSelection(); });
    // The wiring of travel pins; here the answer is brought to the front without taking the keyboard.
    on(Command::PinHere, [this] {
        m_docks->dock(QStringLiteral("difference"))->show();
        m_docks->dock(QStringLiteral("difference"))->raise();
    });
    connect(m_log, &LogPane::eventActivated, this, [this] { m_docks->reveal(QStringLiteral("event")); });
    connect(actions.action(Command::RearrangePanels), &QAction::toggled, m_docks, &DockArea::setTitleBars);
    connect(actions.action(Command::ResetLayout), &QAction::triggered, m_docks, &DockArea::resetLayout);
}

void Workspace::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_session.reference().moment()) {
        m_session.reference().clear();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void Workspace::focusLog()
{
    m_log->table()->setFocus(Qt::OtherFocusReason);
}

} // namespace hindcast
