#pragma once

#include "model/session/link_steps.h"
#include "model/session/recent_files.h"
#include "model/session/session.h"
#include "views/window/command_table.h"

#include <QMainWindow>

class QStackedWidget;

namespace hindcast {

class Actions;
class CommandPalette;
class DropOverlay;
class GoToPopup;
class HelpPage;
class ImportBand;
class ImportFlow;
class ImportSheet;
class MessageBar;
class ReportPage;
class TopBar;
class WelcomePage;
class Workspace;

/// The window: composes the bar, the pages and the popups, and decides which page is seen. One project a
/// window; everything it knows is in its session.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens the first project among the files, or shows the import sheet for the logs among them.
    void openPaths(const QStringList& paths);
    /// Opens the log that comes with the program, importing it when that has not been done before.
    void openSample();

    // The parts, for tests.
    Session& session() { return m_session; }
    Actions& actions() const { return *m_actions; }
    MessageBar& messages() const { return *m_messages; }
    ImportSheet& importSheet() const { return *m_sheet; }
    ImportBand& importBand() const { return *m_band; }
    ReportPage& reportPage() const { return *m_report; }
    WelcomePage& welcomePage() const { return *m_welcome; }
    HelpPage& helpPage() const { return *m_help; }
    Workspace& workspace() const { return *m_workspace; }
    CommandPalette& palette() const { return *m_palette; }
    GoToPopup& goTo() const { return *m_goTo; }
    TopBar& topBar() const { return *m_topBar; }
    QWidget* currentPage() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void compose();
    void connectProject();
    void connectImport();
    void connectCommands();
    void connectPopups();
    void on(Command command, const std::function<void()>& run);
    void showPage(QWidget* page);
    /// The workspace while a project is open, else the welcome page.
    void showHome();
    void openProject(const QString& path);
    void openSample(const QString& source);
    void chooseFiles();
    void toggleHelp();
    void showStatus();
    void tellDamage();
    void copyEvent();
    void tellTimesFromHere();

    Session m_session;
    RecentFiles m_recent;
    LinkSteps m_links;
    RequestSlot m_copySlot;

    Actions* m_actions = nullptr;
    TopBar* m_topBar = nullptr;
    MessageBar* m_messages = nullptr;
    QStackedWidget* m_pages = nullptr;
    WelcomePage* m_welcome = nullptr;
    ImportSheet* m_sheet = nullptr;
    ReportPage* m_report = nullptr;
    HelpPage* m_help = nullptr;
    Workspace* m_workspace = nullptr;
    ImportBand* m_band = nullptr;
    ImportFlow* m_import = nullptr;
    CommandPalette* m_palette = nullptr;
    GoToPopup* m_goTo = nullptr;
    DropOverlay* m_drop = nullptr;
    QWidget* m_pageBeforeHelp = nullptr;
    QString m_toldDamage;
};

} // namespace hindcast
