#pragma once

#include "tests/support/strict_messages.h"
#include "views/window/main_window.h"

#include <QTemporaryDir>

#include <memory>

/// A main window with settings and data of its own, and what a person does with it. Everything goes through
/// real mouse and key events; the await... helpers wait for what the person would see.
class WindowFixture {
public:
    WindowFixture();
    ~WindowFixture();

    hindcast::MainWindow& window() { return *m_window; }
    hindcast::Session& session() { return m_window->session(); }
    hindcast::Position position() { return session().cursor().position(); }
    hindcast::Position last() { return session().cursor().last(); }
    QStringList takeWarnings() { return m_messages.take(); }
    QString folder() const { return m_home.path(); }

    /// Closes the window, and opens another that finds the same settings.
    void restart();
    /// A copy of a file in this test's own folder, so that projects are made beside it.
    QString copyOf(const QString& path) const;
    QString write(const QString& name, const QByteArray& content) const;

    /// A key to whatever has the focus.
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    void click(QWidget* widget, QPoint at = {});
    void drop(const QStringList& paths);

    bool awaitSheet();
    bool awaitOpen();
    bool awaitError();
    bool awaitPosition(std::int64_t wanted);
    /// Drops the log on the window and presses Enter on the sheet.
    bool importLog(const QString& path);

private:
    void open();

    QTemporaryDir m_home;
    StrictMessages m_messages;
    std::unique_ptr<hindcast::MainWindow> m_window;
};
