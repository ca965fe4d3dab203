#include "views/window/main_window.h"

#include "model/session/log_files.h"
#include "views/dialogs/command_palette.h"
#include "views/dialogs/file_dialog.h"
#include "views/dialogs/go_to_popup.h"
#include "views/dialogs/help_page.h"
#include "views/dialogs/import_band.h"
#include "views/dialogs/import_sheet.h"
#include "views/dialogs/report_page.h"
#include "views/dialogs/welcome_page.h"
#include "views/dialogs/wording.h"
#include "views/log/log_pane.h"
#include "views/window/actions.h"
#include "views/window/damage_text.h"
#include "views/window/dock_area.h"
#include "views/window/drop_overlay.h"
#include "views/window/event_text.h"
#include "views/window/help_keys.h"
#include "views/window/import_flow.h"
#include "views/window/key_guard.h"
#include "views/window/main_menu.h"
#include "views/window/message_bar.h"
#include "views/window/miss_text.h"
#include "views/window/shortcuts_dialog.h"
#include "views/window/theme_setting.h"
#include "views/window/top_bar.h"
#include "views/window/travel_wiring.h"
#include "views/window/workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace hindcast {

namespace {

QString geometryKey()
{
    return QStringLiteral("layout/geometry");
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_links(m_session)
{
    compose();
    connectProject();
    connectImport();
    connectCommands();
    connectPopups();
    wireTravel(*m_actions, m_session, m_links);
    m_workspace->docks().restoreLayout();
    resize(1280, 800);
    restoreGeometry(QSettings().value(geometryKey()).toByteArray());
    showHome();
}

MainWindow::~MainWindow() = default;

void MainWindow::compose()
{
    setWindowTitle(tr("Hindcast"));
    setMinimumSize(720, 480);
    setAcceptDrops(true);
    qApp->installEventFilter(new KeyGuard(this));
    m_actions = new Actions(this);
    auto* content = new QWidget(this);
    m_topBar = new TopBar(*m_actions, makeMainMenu(*m_actions, this), content);
    m_messages = new MessageBar(content);
    m_pages = new QStackedWidget(content);
    m_welcome = new WelcomePage(m_recent, sampleLogs(), m_pages);
    m_sheet = new ImportSheet(m_pages);
    m_report = new ReportPage(m_pages);
    m_help = new HelpPage(m_pages);
    m_workspace = new Workspace(m_session, *m_actions, m_pages);
    for (QWidget* page : std::initializer_list<QWidget*>{m_welcome, m_sheet, m_report, m_help, m_workspace}) {
        m_pages->addWidget(page);
    }
    m_band = new ImportBand(content);
    m_import = new ImportFlow(*m_sheet, *m_band, *m_report, this);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_topBar);
    rows->addWidget(m_messages);
    rows->addWidget(m_pages, 1);
    rows->addWidget(m_band);
    setCentralWidget(content);

    std::vector<CommandPalette::Offer> offers;
    for (const CommandInfo& info : commandTable()) {
        if (info.command != Command::Palette) {
            offers.push_back({m_actions->action(info.command), titleOf(info.command), titleOf(info.group)});
        }
    }
    m_palette = new CommandPalette(m_session, std::move(offers), this);
    m_goTo = new GoToPopup(m_session, this);
    m_drop = new DropOverlay(this);
}

void MainWindow::connectProject()
{
    ProjectHost& host = m_session.host();
    connect(&host, &ProjectHost::opening, this, &MainWindow::showStatus);
    connect(&host, &ProjectHost::opened, this, [this, &host] {
        m_recent.add(host.path());
        const QString name = QFileInfo(host.path()).fileName();
        m_topBar->setProject(name, QDir::toNativeSeparators(host.path()));
        setWindowTitle(tr("%1 - Hindcast").arg(name));
        showStatus();
        showHome();
        m_workspace->focusLog();
    });
    connect(&host, &ProjectHost::closed, this, [this] {
        m_topBar->setProject({}, {});
        setWindowTitle(tr("Hindcast"));
        m_toldDamage.clear();
        showStatus();
    });
    connect(&host, &ProjectHost::failed, this, [this](const Error& error) {
        showStatus();
        showHome();
        m_messages->showError(error);
    });
    connect(&host, &ProjectHost::replaced, this, [this](const QString& path) {
        m_messages->showNotice(
            tr("%1 is another file now, which has been opened.").arg(QFileInfo(path).fileName()));
    });
    connect(&m_session.integrity(), &IntegrityCheck::finished, this, &MainWindow::tellDamage);
    connect(&host, &ProjectHost::reloaded, this, &MainWindow::tellDamage);
    connect(&m_session.filter(), &LogFilter::changed, this, &MainWindow::showStatus);
    connect(&m_session.filter(), &LogFilter::hitsGrew, this, &MainWindow::showStatus);
    connect(&m_links, &LinkSteps::missed, m_messages, [this](LinkSteps::Miss miss) {
        m_messages->showRemark(missText(miss));
    });
    connect(&m_workspace->log(), &LogPane::missed, m_messages, &MessageBar::showRemark);
    connect(&m_links, &LinkSteps::failed, m_messages, &MessageBar::showError);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::chooseFiles);
    connect(m_welcome, &WelcomePage::pathChosen, this, [this](const QString& path) {
        if (sampleLogs().contains(path)) {
            openSample(path);
        } else {
            openPaths({path});
        }
    });
    connect(m_drop, &DropOverlay::dropped, this, &MainWindow::openPaths);
}

void MainWindow::connectImport()
{
    connect(m_import, &ImportFlow::sheetWanted, this, [this] { showPage(m_sheet); });
    connect(m_import, &ImportFlow::reportWanted, this, [this] { showPage(m_report); });
    connect(m_import, &ImportFlow::homeWanted, this, [this] {
        // Without a project there is nothing else to look at while the import runs.
        if (!m_import->isRunning() || m_session.columns()) {
            showHome();
        }
    });
    connect(m_import, &ImportFlow::started, m_messages, &MessageBar::dismiss);
    connect(m_import, &ImportFlow::reported, this, [this] {
        m_actions->action(Command::ImportReport)->setEnabled(true);
    });
    connect(m_import, &ImportFlow::projectReady, this, &MainWindow::openProject);
    connect(m_import, &ImportFlow::failed, m_messages, &MessageBar::showError);
    connect(m_import, &ImportFlow::notice, this, [this](const QString& text, bool hasReport) {
        if (hasReport) {
            QAction* report = m_actions->action(Command::ImportReport);
            m_messages->showNotice(text, tr("Import report"), [report] { report->trigger(); });
        } else {
            m_messages->showNotice(text);
        }
    });
    connect(m_sheet, &ImportSheet::openExistingRequested, this, &MainWindow::openProject);
    connect(m_sheet, &ImportSheet::anotherRequested, this, &MainWindow::chooseFiles);
    connect(m_report, &ReportPage::openRequested, this, [this] {
        const QString target = m_report->target();
        if (m_session.columns() && m_session.host().path() == target) {
            showHome();
        } else {
            openProject(target);
        }
    });
}

void MainWindow::on(Command command, const std::function<void()>& run)
{
    connect(m_actions->action(command), &QAction::triggered, this, run);
}

void MainWindow::connectCommands()
{
    on(Command::Open, [this] { chooseFiles(); });
    on(Command::CloseProject, [this] {
        m_messages->dismiss(); // it was about that project
        m_session.host().close();
        showHome();
    });
    on(Command::ImportReport, [this] {
        m_messages->dismiss(); // that it is there
        showPage(m_report);
    });
    m_actions->action(Command::ImportReport)->setEnabled(false); // until something is imported
    on(Command::Quit, [this] { close(); });
    on(Command::CopyEvent, [this] { copyEvent(); });
    on(Command::TimesFromHere, [this] { tellTimesFromHere(); });
    on(Command::SwitchTheme, [] { switchTheme(); });
    on(Command::Help, [this] { toggleHelp(); });
    on(Command::Shortcuts, [this] {
        auto* dialog = new ShortcutsDialog(*m_actions, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
    connect(m_actions, &Actions::keysChanged, m_help, [this] { m_help->setKeys(helpKeys(*m_actions)); });
    m_help->setKeys(helpKeys(*m_actions));
    connect(m_help, &HelpPage::closeRequested, this, &MainWindow::toggleHelp);
    connect(m_help, &HelpPage::changeKeysRequested, m_actions->action(Command::Shortcuts), &QAction::trigger);
}

void MainWindow::connectPopups()
{
    on(Command::Palette, [this] { m_palette->openUnder(m_topBar->popupAnchor()); });
    on(Command::GoTo, [this] { m_goTo->openUnder(m_topBar->popupAnchor()); });
    connect(m_palette, &CommandPalette::destinationChosen, m_goTo, &GoToPopup::go);
    connect(m_palette, &CommandPalette::streamChosen, this, [this](StreamId stream) {
        m_session.selection().setStream(stream);
        m_workspace->docks().reveal(QStringLiteral("state"));
    });
    connect(m_palette, &CommandPalette::typeChosen, this, [this](TypeId type) {
        const auto index = static_cast<std::size_t>(type.value);
        const QString name = QString::fromStdString(m_session.columns()->names().types[index]);
        m_session.filter().setQuery(QStringLiteral("type:\"%1\"").arg(name));
        m_workspace->focusLog();
    });
}

QWidget* MainWindow::currentPage() const
{
    return m_pages->currentWidget();
}

void MainWindow::showPage(QWidget* page)
{
    m_actions->setWorkspaceVisible(page == m_workspace);
    if (m_pages->currentWidget() != page) {
        m_messages->dismissRemark();
    }
    if (m_pages->currentWidget() != page || focusWidget() == nullptr) {
        m_pages->setCurrentWidget(page);
        page->setFocus(Qt::OtherFocusReason);
    }
}

void MainWindow::showHome()
{
    const bool open = m_session.columns() != nullptr;
    showPage(open ? static_cast<QWidget*>(m_workspace) : m_welcome);
}

void MainWindow::openProject(const QString& path)
{
    m_messages->dismiss();
    m_session.host().open(path);
}

void MainWindow::openPaths(const QStringList& paths)
{
    m_messages->dismiss();
    QStringList logs;
    for (const QString& path : paths) {
        const QString absolute = QFileInfo(path).absoluteFilePath();
        if (!QFileInfo::exists(absolute)) {
            m_messages->showError({ErrorCode::FileNotFound, {}, {absolute.toStdString(), 0, 0}});
            return;
        }
        if (isProjectFile(absolute)) {
            openProject(absolute);
            return;
        }
        logs << absolute;
    }
    if (!logs.isEmpty()) {
        logs.sort();
        m_import->begin(logs);
    }
}

void MainWindow::openSample()
{
    const QStringList samples = sampleLogs();
    if (samples.isEmpty()) {
        m_messages->showProblem(tr("The sample that comes with the program was not found."),
            tr("Install Hindcast again, or open a log of your own."));
        return;
    }
    openSample(samples.front());
}

void MainWindow::openSample(const QString& source)
{
    // Into the user's data: the sample's own folder belongs to the program.
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QString target = folder.filePath(QFileInfo(defaultTarget(source)).fileName());
    const QFileInfo made(target);
    if (made.exists() && made.lastModified() >= QFileInfo(source).lastModified()) {
        openProject(target);
    } else {
        m_import->importNow(source, target);
    }
}

void MainWindow::chooseFiles()
{
    const QStringList paths = askForLogs(this);
    if (!paths.isEmpty()) {
        openPaths(paths);
    }
}

void MainWindow::toggleHelp()
{
    if (m_pages->currentWidget() == m_help) {
        showPage(m_pageBeforeHelp);
    } else {
        m_pageBeforeHelp = m_pages->currentWidget();
        showPage(m_help);
    }
}

void MainWindow::showStatus()
{
    if (m_session.host().state() == ProjectHost::State::Opening) {
        m_topBar->setStatus(tr("Opening…"));
    } else if (m_session.filter().isSearching()) {
        m_topBar->setStatus(tr("Searching…"));
    } else {
        const auto& verdict = m_session.integrity().verdict();
        const auto damage = verdict ? damageText(*verdict) : std::nullopt;
        if (damage) {
            m_topBar->setWarning(damage->status);
        } else {
            m_topBar->setStatus({});
        }
    }
}

void MainWindow::tellDamage()
{
    showStatus();
    const auto& verdict = m_session.integrity().verdict();
    const auto damage = verdict ? damageText(*verdict) : std::nullopt;
    if (!damage && m_session.host().isReloading()) {
        return; // the panes still show the altered log
    }
    const QString what = damage ? damage->what : QString();
    // Said once: a log is checked again and again.
    if (what == m_toldDamage) {
        return;
    }
    m_toldDamage = what;
    if (damage) {
        m_messages->showProblem(damage->what, damage->advice);
    } else {
        m_messages->showNotice(tr("The log is again what was recorded."));
    }
}

void MainWindow::tellTimesFromHere()
{
    const Position here = m_session.cursor().position();
    if (m_session.reference().toggle(here)) {
        return;
    }
    m_messages->showRemark(here == Position{0}
            ? tr("The playhead stands before the first event: there is no time to tell others from.")
            : tr("Event %1 has no recorded time to tell others from.").arg(grouped(here.value)));
}

void MainWindow::copyEvent()
{
    const Position here = m_session.cursor().position();
    m_session.host().request<Event>(
        m_copySlot,
        ProjectHost::Lane::Interactive,
        [here](const ReadContext& context) { return context.reader.event(context.branch, here); },
        [this](const Result<Event>& event) {
            if (event) {
                QGuiApplication::clipboard()->setText(eventAsJson(*event));
                m_messages->showNotice(tr("Copied event %1.").arg(grouped(event->position.value)));
            } else {
                m_messages->showError(event.error());
            }
        });
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    QSettings().setValue(geometryKey(), saveGeometry());
    m_workspace->docks().saveLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!DropOverlay::filesIn(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
        m_drop->cover();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_drop->hide();
    const QStringList paths = DropOverlay::filesIn(event->mimeData());
    if (!paths.isEmpty()) {
        event->acceptProposedAction();
        openPaths(paths);
    }
}

} // namespace hindcast
