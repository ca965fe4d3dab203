#pragma once

#include "views/window/command_table.h"

#include <QAction>
#include <QObject>

#include <optional>
#include <vector>

namespace hindcast {

/// The QActions of one window, one a command, with the keys that the user gave them. Knows nothing of what
/// they do: others connect to triggered().
class Actions : public QObject {
    Q_OBJECT

public:
    /// Adds all actions to `window`, so that their keys work in it.
    explicit Actions(QWidget* window);

    QAction* action(Command command) const { return m_actions[static_cast<std::size_t>(command)]; }
    /// Its first key as the user reads it; empty when it has none.
    QString keyText(Command command) const;

    /// Gives a command other keys and remembers them; takes them away from whichever command had them.
    void setKeys(Command command, const QList<QKeySequence>& keys);
    void resetKeys();
    /// The command that has this key now, if any.
    std::optional<Command> owner(const QKeySequence& key) const;

    /// Commands that act on the workspace are enabled only while it is what the user sees.
    void setWorkspaceVisible(bool visible);

    /// Puts an action's text and key into a button's tooltip and keeps them true.
    void describe(QWidget* control, Command command, const QString& text = {});
    /// Tells every control below `panes` the key of the command that it names (setHint), now and whenever
    /// keys change.
    void tellKeys(QWidget* panes);

Q_SIGNALS:
    void keysChanged();

private:
    void apply(Command command, const QList<QKeySequence>& keys);

    std::vector<QAction*> m_actions;
};

} // namespace hindcast
