#pragma once

#include <QByteArray>
#include <QString>

class QWidget;

namespace hindcast {

/// What a control does, as its tooltip, with the key that does the same behind it. The pane knows what its
/// control does and names the window's command by its id; the window knows that command's key and tells it
/// whenever it changes. So no pane holds a key that the user may have changed.

/// Of a text of several lines the first gets the key. `command`: none for what only the control can do.
void setHint(QWidget* control, const QString& text, const char* command = nullptr);
/// Empty: no key.
void setHintKey(QWidget* control, const QString& key);
/// The id of the command that does the same; empty for none.
QByteArray hintCommand(const QWidget* control);

} // namespace hindcast
