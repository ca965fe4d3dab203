#pragma once

#include <QApplication>
#include <QMenu>
#include <QStringList>
#include <QTest>
#include <QTimer>
#include <QWindow>

/// Right-clicks at a place of the view, through the window as a hand does, and chooses an entry of the menu
/// that opens; closes it if it can't be. Returns what the menu offered, and nothing when none opened.
inline QStringList chooseFromMenu(QWidget& view, QPoint at, const QString& entry)
{
    QStringList offered;
    QTimer hand; // the menu runs a loop of its own
    hand.setInterval(10);
    QObject::connect(&hand, &QTimer::timeout, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr) {
            return;
        }
        hand.stop();
        QAction* wanted = nullptr;
        for (QAction* action : menu->actions()) {
            if (!action->isSeparator()) {
                offered << action->text();
                wanted = action->text() == entry ? action : wanted;
            }
        }
        if (wanted != nullptr) {
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(wanted).center());
        }
        if (wanted == nullptr || !wanted->isEnabled()) {
            menu->close();
        }
    });
    hand.start();
    QTest::mouseClick(view.window()->windowHandle(), Qt::RightButton, {}, view.mapTo(view.window(), at));
    return offered;
}
