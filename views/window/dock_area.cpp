#include "views/window/dock_area.h"

#include <QResizeEvent>
#include <QSettings>
#include <QTabBar>

#include <algorithm>
#include <cstdlib>

namespace hindcast {

namespace {

/// Rises when docks come or go, so that an older arrangement is not forced on them.
constexpr int layoutVersion = 1;

constexpr int leftWidth = 264;
constexpr int rightWidth = 372;
constexpr int bottomHeight = 236;
constexpr int tallestMinimum = 166;

constexpr int slack = 2; ///< pixels by which the layout may round

QString settingsKey()
{
    return QStringLiteral("layout/debug");
}

QString limitKey()
{
    return QStringLiteral("layout/limit");
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
        case Qt::RightDockWidgetArea:
            sideways << entry.second;
            widths << defaultWidth(entry.second, width());
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

int DockArea::defaultWidth(QDockWidget* dock, int windowWidth) const
{
    switch (dockWidgetArea(dock)) {
    case Qt::LeftDockWidgetArea:
        return std::min(leftWidth, windowWidth / 5);
    case Qt::RightDockWidgetArea:
        return std::min(rightWidth, windowWidth * 3 / 10);
    default:
        return 0;
    }
}

void DockArea::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    // Qt takes all of a change from the middle. Panels at the sides that nobody resized keep their share.
    QList<QDockWidget*> docks;
    QList<int> widths;
    const int before = event->oldSize().width();
    for (const auto& entry : m_docks) {
        const int own = defaultWidth(entry.second, before);
        if (m_sized && before > 0 && own > 0 && std::abs(entry.second->width() - own) <= slack) {
            docks << entry.second;
            widths << defaultWidth(entry.second, width());
        }
    }
    resizeDocks(docks, widths, Qt::Horizontal);
}

void DockArea::limitHeight(const QString& name, int useful)
{
    if (m_limit.name == name && m_limit.useful == useful) {
        return;
    }
    m_limit.name = name;
    m_limit.useful = useful;
    // Once the docks have the heights that they were just given.
    QMetaObject::invokeMethod(this, &DockArea::applyLimit, Qt::QueuedConnection);
}

void DockArea::applyLimit()
{
    QDockWidget* limited = dock(m_limit.name);
    const bool here = limited != nullptr && limited->isVisible() && !limited->isFloating()
        && dockWidgetArea(limited) == Qt::BottomDockWidgetArea;
    if (!m_sized || !here) {
        return;
    }
    const bool ours = m_limit.given > 0 && std::abs(limited->height() - m_limit.given) <= slack;
    m_limit.whole = ours ? m_limit.whole : limited->height();
    const int wanted = std::min(m_limit.whole, m_limit.useful);
    m_limit.given = wanted < m_limit.whole ? wanted : 0;
    if (wanted != limited->height()) {
        resizeDocks({limited}, {wanted}, Qt::Vertical);
    }
}

void DockArea::resetLayout()
{
    restoreState(m_default, layoutVersion);
    applyDefaultSizes();
    m_limit.given = 0;
    QMetaObject::invokeMethod(this, &DockArea::applyLimit, Qt::QueuedConnection);
}

void DockArea::saveLayout() const
{
    // Without a size there is no arrangement worth keeping: the area was never seen.
    if (m_sized) {
        QSettings().setValue(settingsKey(), saveState(layoutVersion));
        QSettings().setValue(limitKey(), QVariantList{m_limit.whole, m_limit.given});
    }
}

void DockArea::restoreLayout()
{
    const QByteArray state = QSettings().value(settingsKey()).toByteArray();
    m_pending = state;
    const QVariantList limit = QSettings().value(limitKey()).toList();
    m_limit.whole = limit.value(0).toInt();
    m_limit.given = limit.value(1).toInt();
}

void DockArea::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!m_sized) {
        m_sized = true;
        if (m_pending.isEmpty() || !restoreState(m_pending, layoutVersion)) {
            applyDefaultSizes();
            m_limit.given = 0;
        }
        QMetaObject::invokeMethod(this, &DockArea::applyLimit, Qt::QueuedConnection);
    }
}

} // namespace hindcast
