#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hindcast {

class RecentFiles;

/// What the window shows while no project is open: a way to open one, the samples, and what was open before.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    /// `samples`: paths of logs that come with the program.
    WelcomePage(RecentFiles& recent, const QStringList& samples, QWidget* parent = nullptr);

    QPushButton* openButton() const { return m_open; }

Q_SIGNALS:
    void openRequested();
    void pathChosen(const QString& path);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void listRecent();
    void chainTabs();

    RecentFiles& m_recent;
    QPushButton* m_open;
    QLabel* m_recentHeading;
    QVBoxLayout* m_recentRows;
};

} // namespace hindcast
