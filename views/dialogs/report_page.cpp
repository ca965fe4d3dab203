#include "views/dialogs/report_page.h"

#include "views/dialogs/padded_delegate.h"
#include "views/dialogs/report_sentences.h"
#include "views/dialogs/wording.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace hindcast {

namespace {

constexpr int columnWidth = 860;

QTableWidgetItem* cell(const QString& text, bool number)
{
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    item->setTextAlignment(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    item->setToolTip(text);
    item->setFont(number ? Theme::instance().dataFont() : Theme::instance().uiFont());
    return item;
}

} // namespace

ReportPage::ReportPage(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_doubts(new QLabel(this))
    , m_lines(new QWidget(this))
    , m_grid(nullptr)
    , m_problemHeading(new QLabel(this))
    , m_problems(new QTableWidget(this))
    , m_copy(new QPushButton(tr("Copy all"), this))
    , m_open(new QPushButton(this))
{
    setObjectName(QStringLiteral("reportPage"));
    m_title->setProperty("title", true);
    m_detail->setProperty("muted", true);
    m_detail->setWordWrap(true);
    m_doubts->setObjectName(QStringLiteral("reportDoubts"));
    m_doubts->setWordWrap(true);
    m_doubts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problemHeading->setFont(Theme::instance().headingFont());
    m_problems->setObjectName(QStringLiteral("problemTable"));
    m_problems->setAccessibleName(tr("Records that could not be read"));
    m_problems->setColumnCount(4);
    m_problems->setHorizontalHeaderLabels({tr("File"), tr("Line"), tr("Column"), tr("Reason")});
    m_problems->setShowGrid(false);
    m_problems->setWordWrap(false);
    m_problems->setTabKeyNavigation(false);
    m_problems->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_problems->verticalHeader()->hide();
    m_problems->verticalHeader()->setDefaultSectionSize(Theme::tableRowHeight);
    m_problems->horizontalHeader()->setStretchLastSection(true);
    m_problems->setItemDelegate(new PaddedDelegate(m_problems));
    m_problems->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_problems->horizontalHeader()->setHighlightSections(false);
    m_copy->setObjectName(QStringLiteral("copyProblems"));
    m_copy->setToolTip(tr("Copy the list as text"));
    m_open->setObjectName(QStringLiteral("openImported"));
    m_open->setProperty("primary", true);
    m_open->setMinimumWidth(110);

    auto* column = new QWidget(this);
    column->setMaximumWidth(columnWidth);
    auto* rows = new QVBoxLayout(column);
    rows->setContentsMargins(24, 28, 24, 20);
    rows->setSpacing(6);
    rows->addWidget(m_title);
    rows->addWidget(m_detail);
    rows->addSpacing(6);
    rows->addWidget(m_doubts);
    rows->addSpacing(14);
    rows->addWidget(m_lines);
    rows->addSpacing(14);
    auto* problemHead = new QHBoxLayout;
    problemHead->addWidget(m_problemHeading, 1);
    problemHead->addWidget(m_copy);
    rows->addLayout(problemHead);
    rows->addWidget(m_problems, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_open);
    rows->addLayout(buttons);
    rows->addStretch(0);

    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addStretch(1);
    page->addWidget(column, 100);
    page->addStretch(1);
    connect(m_open, &QPushButton::clicked, this, &ReportPage::openRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(problemText(m_report));
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] { fillLines(m_report); });
    setFocusProxy(m_open);
}

void ReportPage::setReport(const ImportReport& report, const ImportRequest& request, bool opened)
{
    m_report = report;
    m_target = QString::fromStdString(request.target);
    m_title->setText(tr("Imported %1").arg(counted(report.imported, tr("event"), tr("events"))));
    QStringList detail = readAs(report, request.sources);
    detail << tr("Saved as %1").arg(QDir::toNativeSeparators(m_target));
    m_detail->setText(detail.join(QLatin1Char('\n')));
    m_doubts->setText(doubtLines(report, request.sources).join(QLatin1Char('\n')));
    m_doubts->setVisible(!report.doubts.empty());
    m_open->setText(opened ? tr("Back to the log") : tr("Open"));
    m_open->setToolTip(opened ? tr("Back to the log (Enter)") : tr("Open the imported log (Enter)"));
    fillLines(report);
    fillProblems(report);
}

void ReportPage::fillLines(const ImportReport& report)
{
    delete m_grid;
    qDeleteAll(m_lines->findChildren<QLabel*>());
    m_grid = new QGridLayout(m_lines);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(7);
    m_grid->setColumnStretch(1, 1);
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, Theme::instance().color(Token::PastText));
    m_doubts->setPalette(warning);
    int row = 0;
    for (const ReportLine& line : reportLines(report)) {
        auto* count = new QLabel(line.count, m_lines);
        count->setFont(Theme::instance().dataFont());
        count->setAlignment(Qt::AlignRight | Qt::AlignTop);
        auto* meaning = new QLabel(line.meaning, m_lines);
        meaning->setWordWrap(true);
        if (line.isProblem) {
            count->setPalette(warning);
            meaning->setPalette(warning);
        }
        m_grid->addWidget(count, row, 0);
        m_grid->addWidget(meaning, row, 1);
        ++row;
    }
}

void ReportPage::fillProblems(const ImportReport& report)
{
    const auto shown = static_cast<int>(report.problems.size());
    m_problemHeading->setText(report.skipped > shown
            ? tr("The first %1 of %2 problems").arg(grouped(shown), grouped(report.skipped))
            : tr("Problems"));
    for (QWidget* part : {static_cast<QWidget*>(m_problemHeading),
             static_cast<QWidget*>(m_problems),
             static_cast<QWidget*>(m_copy)}) {
        part->setVisible(shown > 0);
    }
    m_problems->setRowCount(shown);
    int row = 0;
    for (const ImportProblem& problem : report.problems) {
        const QString file = QFileInfo(QString::fromStdString(problem.file)).fileName();
        m_problems->setItem(row, 0, cell(file, false));
        m_problems->setItem(row, 1, cell(problem.line > 0 ? grouped(problem.line) : QString(), true));
        m_problems->setItem(row, 2, cell(problem.column > 0 ? grouped(problem.column) : QString(), true));
        m_problems->setItem(row, 3, cell(QString::fromStdString(problem.reason), false));
        ++row;
    }
    m_problems->resizeColumnsToContents();
}

void ReportPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Escape) {
        Q_EMIT openRequested();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ReportPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::instance().color(Token::Panel));
}

} // namespace hindcast
