#pragma once

#include <QObject>

namespace hindcast {

/// Lets controls keep the keys they need although a command has the same one: Space on a button, arrows in a
/// tree or a row of tabs, letters in a list of choices. Text fields keep theirs by themselves. Installed on
/// the application.
class KeyGuard : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace hindcast
