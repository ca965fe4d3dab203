#pragma once

#include "tests/e2e/window_fixture.h"

#include <QObject>

/// What every test of the window begins and ends with: a user at a window with settings of its own, and no
/// warning when it closes.
class UserTest : public QObject {
    Q_OBJECT

protected:
    /// Imports the log that comes with the program, from this test's own folder.
    bool openSample();
    /// A part of the window by its object name.
    template <class T>
    T* child(const char* name)
    {
        return m_user->window().findChild<T*>(QString::fromLatin1(name));
    }

    std::unique_ptr<WindowFixture> m_user;

private Q_SLOTS:
    void init();
    void cleanup();
};
