#include "views/window/actions.h"

#include "views/theme/key_hint.h"

#include <QSettings>
#include <QWidget>

namespace hindcast {

namespace {

QString settingsKey(Command command)
{
    return QStringLiteral("keys/") + QString::fromLatin1(infoOf(command).id);
}

} // namespace

Actions::Actions(QWidget* window)
    : QObject(window)
{
    const QSettings settings;
    for (const CommandInfo& info : commandTable()) {
        auto* action = new QAction(titleOf(info.command), this);
        action->setObjectName(QString::fromLatin1(info.id));
        action->setCheckable(info.checkable);
        action->setAutoRepeat(info.group == CommandGroup::Travel && info.command != Command::TogglePlay);
        m_actions.push_back(action);
        window->addAction(action);
        const QVariant own = settings.value(settingsKey(info.command));
        const QList<QKeySequence> keys = own.isValid()
            ? QKeySequence::listFromString(own.toString(), QKeySequence::PortableText)
            : defaultKeys(info.command);
        action->setShortcuts(keys);
    }
}

QString Actions::keyText(Command command) const
{
    return action(command)->shortcut().toString(QKeySequence::NativeText);
}

void Actions::apply(Command command, const QList<QKeySequence>& keys)
{
    action(command)->setShortcuts(keys);
    QSettings settings;
    if (keys == defaultKeys(command)) {
        settings.remove(settingsKey(command));
    } else {
        settings.setValue(settingsKey(command), QKeySequence::listToString(keys, QKeySequence::PortableText));
    }
}

void Actions::setKeys(Command command, const QList<QKeySequence>& keys)
{
    for (const QKeySequence& key : keys) {
        const auto other = owner(key);
        if (other && *other != command) {
            QList<QKeySequence> rest = action(*other)->shortcuts();
            rest.removeAll(key);
            apply(*other, rest);
        }
    }
    apply(command, keys);
    Q_EMIT keysChanged();
}

void Actions::resetKeys()
{
    for (const CommandInfo& info : commandTable()) {
        apply(info.command, defaultKeys(info.command));
    }
    Q_EMIT keysChanged();
}

std::optional<Command> Actions::owner(const QKeySequence& key) const
{
    for (const CommandInfo& info : commandTable()) {
        if (action(info.command)->shortcuts().contains(key)) {
            return info.command;
        }
    }
    return {};
}

void Actions::setWorkspaceVisible(bool visible)
{
    for (const CommandInfo& info : commandTable()) {
        if (info.needsProject) {
            action(info.command)->setEnabled(visible);
        }
    }
}

void Actions::describe(QWidget* control, Command command, const QString& text)
{
    const QString said = text.isEmpty() ? titleOf(command) : text;
    control->setAccessibleName(said);
    setHint(control, said);
    const auto tell = [this, control, command] { setHintKey(control, keyText(command)); };
    tell();
    connect(this, &Actions::keysChanged, control, tell);
}

void Actions::tellKeys(QWidget* panes)
{
    const auto tell = [this, panes] {
        for (QWidget* control : panes->findChildren<QWidget*>()) {
            const QByteArray id = hintCommand(control);
            if (const auto command = commandOf(id)) {
                setHintKey(control, keyText(*command));
            }
        }
    };
    tell();
    connect(this, &Actions::keysChanged, panes, tell);
}

} // namespace hindcast
