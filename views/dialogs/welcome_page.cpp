#include "views/dialogs/welcome_page.h"

#include "model/session/recent_files.h"
#include "views/dialogs/file_row.h"
#include "views/dialogs/wording.h"
#include "views/theme/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace hindcast {

namespace {

constexpr int columnWidth = 560;
constexpr int markSize = 44;

/// "~/logs" for a path below the user's home.
QString homely(const QString& path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.mid(home.size()) : path;
}

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(Theme::instance().headingFont());
    label->setContentsMargins(10, 0, 0, 0);
    return label;
}

/// What a sample is about, by its file's name.
QString aboutSample(const QString& path)
{
    if (QFileInfo(path).completeBaseName() == QLatin1String("orders")) {
        return WelcomePage::tr("Orders, stock and payments of a small shop");
    }
    return byteText(QFileInfo(path).size());
}

} // namespace

WelcomePage::WelcomePage(RecentFiles& recent, const QStringList& samples, QWidget* parent)
    : QWidget(parent)
    , m_recent(recent)
    , m_open(new QPushButton(tr("Open log or project…"), this))
{
    setObjectName(QStringLiteral("welcomePage"));
    auto* column = new QWidget(this);
    column->setMaximumWidth(columnWidth);
    auto* rows = new QVBoxLayout(column);
    rows->setContentsMargins(Theme::padding, 24, Theme::padding, 24);
    rows->setSpacing(4);

    auto* mark = new QLabel(column);
    const auto drawMark = [mark] {
        mark->setPixmap(
            Theme::instance().icon(QStringLiteral("hindcast"), Token::Accent).pixmap(markSize, markSize));
    };
    drawMark();
    connect(&Theme::instance(), &Theme::changed, mark, drawMark);
    auto* name = new QLabel(tr("Hindcast"), column);
    name->setProperty("title", true);
    auto* purpose = new QLabel(tr("Open an event log and travel through it: every entity, as of any event."));
    purpose->setProperty("muted", true);
    purpose->setWordWrap(true);
    auto* hint = new QLabel(
        tr("or drop files anywhere in this window: CloudEvents, JSON, NDJSON, CSV, XES, also as .gz"));
    hint->setProperty("muted", true);
    hint->setWordWrap(true);
    m_open->setObjectName(QStringLiteral("openButton"));
    m_open->setProperty("primary", true);
    m_open->setMinimumHeight(34);
    m_open->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_open->setAccessibleName(tr("Open log or project"));

    for (QWidget* part :
        {static_cast<QWidget*>(mark), static_cast<QWidget*>(name), static_cast<QWidget*>(purpose)}) {
        part->setContentsMargins(10, 0, 0, 0);
        rows->addWidget(part);
    }
    rows->addSpacing(16);
    auto* opening = new QHBoxLayout;
    opening->setContentsMargins(10, 0, 0, 0);
    opening->setSpacing(14);
    opening->addWidget(m_open);
    opening->addWidget(hint, 1);
    rows->addLayout(opening);

    if (!samples.isEmpty()) {
        rows->addSpacing(28);
        rows->addWidget(heading(tr("Samples"), column));
        for (const QString& path : samples) {
            auto* row =
                new FileRow(QFileInfo(path).fileName(), aboutSample(path), QStringLiteral("event"), column);
            row->setObjectName(QStringLiteral("sampleRow"));
            row->setToolTip(path);
            connect(row, &FileRow::clicked, this, [this, path] { Q_EMIT pathChosen(path); });
            rows->addWidget(row);
        }
    }
    rows->addSpacing(24);
    m_recentHeading = heading(tr("Recent"), column);
    rows->addWidget(m_recentHeading);
    m_recentRows = new QVBoxLayout;
    m_recentRows->setSpacing(2);
    rows->addLayout(m_recentRows);

    auto* centre = new QWidget;
    auto* vertical = new QVBoxLayout(centre);
    vertical->addStretch(2);
    auto* horizontal = new QHBoxLayout;
    horizontal->addStretch(1);
    horizontal->addWidget(column, 100);
    horizontal->addStretch(1);
    vertical->addLayout(horizontal);
    vertical->addStretch(3);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(centre);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    centre->setAutoFillBackground(false);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(scroll);

    connect(m_open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(&m_recent, &RecentFiles::changed, this, &WelcomePage::listRecent);
    listRecent();
    setFocusProxy(m_open);
}

void WelcomePage::listRecent()
{
    while (QLayoutItem* item = m_recentRows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentHeading->setVisible(!m_recent.paths().isEmpty());
    for (const QString& path : m_recent.paths()) {
        const QFileInfo info(path);
        const QString folder = homely(info.absolutePath());
        const QString detail = info.exists() ? folder : tr("%1 (not there)").arg(folder);
        auto* line = new QWidget(this);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(4);
        auto* open = new FileRow(info.fileName(), detail, QStringLiteral("clock"), line);
        open->setObjectName(QStringLiteral("recentRow"));
        open->setToolTip(path);
        auto* forget = new QToolButton(line);
        forget->setObjectName(QStringLiteral("forgetButton"));
        forget->setIcon(Theme::instance().icon(QStringLiteral("close"), Token::Muted));
        forget->setToolTip(tr("Remove from this list; the file stays"));
        forget->setAccessibleName(tr("Remove %1 from the list").arg(info.fileName()));
        row->addWidget(open, 1);
        row->addWidget(forget);
        m_recentRows->addWidget(line);
        connect(open, &FileRow::clicked, this, [this, path] { Q_EMIT pathChosen(path); });
        // Queued: the list is made anew, and with it this button.
        connect(
            forget,
            &QToolButton::clicked,
            this,
            [this, path] { m_recent.remove(path); },
            Qt::QueuedConnection);
    }
    chainTabs();
}

void WelcomePage::chainTabs()
{
    // By place and not by birth: button, samples, then each recent file with its remover.
    QWidget* before = m_open;
    for (const QString& kind : {QStringLiteral("sampleRow"), QStringLiteral("recentRow")}) {
        for (auto* row : findChildren<FileRow*>(kind)) {
            setTabOrder(before, row);
            before = row;
            if (auto* forget = row->parentWidget()->findChild<QToolButton*>(QStringLiteral("forgetButton"))) {
                setTabOrder(before, forget);
                before = forget;
            }
        }
    }
}

void WelcomePage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::instance().color(Token::Panel));
}

} // namespace hindcast
