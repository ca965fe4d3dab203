#pragma once

#include <QApplication>
#include <QString>

/// An application that measures how long the UI thread takes for each event it handles: while it handles one,
/// the window answers nobody. For tests with a main function of their own.
class WatchedApplication : public QApplication {
    Q_OBJECT

public:
    using QApplication::QApplication;

    struct Turn {
        double ms = 0; ///< that the thread worked or was blocked; waiting for a free core is not its fault
        double wallMs = 0; ///< with that
        QString what; ///< whose event of which type
    };
    /// The longest since the last call.
    Turn takeLongest();

    bool notify(QObject* receiver, QEvent* event) override;

private:
    Turn m_longest;
    int m_depth = 0;
};
