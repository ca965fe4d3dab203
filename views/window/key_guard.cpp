#include "views/window/key_guard.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QComboBox>
#include <QKeyEvent>
#include <QTabBar>
#include <QTreeView>

namespace hindcast {

namespace {

bool isPlain(const QKeyEvent& key)
{
    return (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
}

bool needs(const QObject* control, const QKeyEvent& key)
{
    const bool sideways = key.key() == Qt::Key_Left || key.key() == Qt::Key_Right;
    const bool ends = key.key() == Qt::Key_Home || key.key() == Qt::Key_End;
    if (qobject_cast<const QAbstractButton*>(control) != nullptr) {
        return key.key() == Qt::Key_Space;
    }
    if (const auto* tree = qobject_cast<const QTreeView*>(control)) {
        return sideways && tree->itemsExpandable() && tree->rootIsDecorated()
            && key.modifiers() == Qt::NoModifier;
    }
    if (qobject_cast<const QTabBar*>(control) != nullptr) {
        return sideways;
    }
    if (qobject_cast<const QAbstractSlider*>(control) != nullptr) {
        return sideways || ends;
    }
    if (qobject_cast<const QComboBox*>(control) != nullptr) {
        return sideways || ends || !key.text().trimmed().isEmpty() || key.key() == Qt::Key_Space;
    }
    return false;
}

} // namespace

bool KeyGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (isPlain(*key) && needs(watched, *key)) {
            key->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace hindcast
