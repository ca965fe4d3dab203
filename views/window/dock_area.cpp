#include "views/window/dock_area.h"

#include <QSettings>
#include <QTabBar>

#include <algorithm>

namespace hindcast {

namespace {

/// Rises when docks come or go, so that an older arrangement is not forced on them.
constexpr int layoutVersion = 1;

constexpr int leftWidth = 264;
constexpr int rightWidth = 372;
constexpr int bottomHeight = 236;
constexpr int tallestMinimum = 166;

QString settingsKey()
{
    return QStringLiteral("layout/debug");
}

} // namespace

DockArea::DockArea(QWidget* parent)
    : QMainWindow(parent)
{
    setObjectName(QStringLiteral("dockArea"));
    setWindowFlags(Qt::Widget);
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setContextMenuPolicy(Qt::NoContextMenu);
}

QDockWidget*
DockArea::addPane(const QString& name, const QString& title, QWidget* pane, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(pane);
    // Tabbed docks are as high as their highest: let a pane scroll rather than take the others' room.
    pane->setMinimumHeight(std::min(pane->minimumSizeHint().height(), tallestMinimum));
    dock->setTitleBarWidget(new QWidget(dock));
    addDockWidget(area, dock);
    m_docks[name] = dock;
    return dock;
}

QDockWidget* DockArea::dock(const QString& name) const
{
    const auto found = m_docks.find(name);
    return found == m_docks.end() ? nullptr : found->second;
}

void DockArea::reveal(const QString& name)
{
    QDockWidget* wanted = dock(name);
    if (wanted == nullptr) {
        return;
    }
    wanted->show();
    wanted->raise();
    if (wanted->isFloating()) {
        wanted->activateWindow();
    }
    QWidget* pane = wanted->widget();
    // The first control of the pane that takes the keyboard; a focus proxy decides otherwise.
    if (pane->focusPolicy() != Qt::NoFocus || pane->focusProxy() != nullptr) {
        pane->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    for (QWidget* next = pane->nextInFocusChain(); next != pane; next = next->nextInFocusChain()) {
        if (!pane->isAncestorOf(next)) {
            break;
        }
        if ((next->focusPolicy() & Qt::TabFocus) != 0 && next->isVisibleTo(pane) && next->isEnabled()) {
            next->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void DockArea::setTitleBars(bool shown)
{
    for (const auto& entry : m_docks) {
        QWidget* old = entry.second->titleBarWidget();
        entry.second->setTitleBarWidget(shown ? nullptr : new QWidget(entry.second));
        delete old;
    }
}

void DockArea::rememberDefault()
{
    m_default = saveState(layoutVersion);
}

void DockArea::applyDefaultSizes()
{
    QList<QDockWidget*> sideways;
    QList<int> widths;
    QList<QDockWidget*> upright;
    QList<int> heights;
    for (const auto& entry : m_docks) {
        switch (dockWidgetArea(entry.second)) {
        case Qt::LeftDockWidgetArea:
            sideways << entry.second;
            widths << std::min(leftWidth, width() / 5);
            break;
        case Qt::RightDockWidgetArea:
            sideways << entry.second;
            widths << std::min(rightWidth, width() * 3 / 10);
            break;
        case Qt::BottomDockWidgetArea:
            upright << entry.second;
            heights << std::max(bottomHeight, height() / 4);
            break;
        default:
            break;
        }
    }
    resizeDocks(sideways, widths, Qt::Horizontal);
    resizeDocks(upright, heights, Qt::Vertical);
}

void DockArea::resetLayout()
{
    restoreState(m_default, layoutVersion);
    applyDefaultSizes();
}

void DockArea::saveLayout() const
{
    // Without a size there is no arrangement worth keeping: the area was never seen.
    if (m_sized) {
        QSettings().setValue(settingsKey(), saveState(layoutVersion));
    }
}

void DockArea::restoreLayout()
{
    const QByteArray state = QSettings().value(settingsKey()).toByteArray();
    m_pending = state;
}

void DockArea::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!m_sized) {
        m_sized = true;
        if (m_pending.isEmpty() || !restoreState(m_pending, layoutVersion)) {
            applyDefaultSizes();
        }
    }
}

} // namespace hindcast
