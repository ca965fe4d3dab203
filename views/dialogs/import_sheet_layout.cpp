// How the import sheet's parts lie; what they do is in import_sheet.cpp.
#include "views/dialogs/import_sheet.h"
#include "views/dialogs/mapping_editor.h"
#include "views/dialogs/padded_delegate.h"
#include "views/dialogs/preview_model.h"
#include "views/dialogs/target_row.h"
#include "views/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace hindcast {

namespace {

constexpr int readingWidth = 320;
constexpr int sideMargin = 24;

QFrame* line(QWidget* parent)
{
    auto* rule = new QFrame(parent);
    rule->setFixedHeight(1);
    rule->setBackgroundRole(QPalette::Mid);
    rule->setAutoFillBackground(true);
    return rule;
}

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(Theme::instance().headingFont());
    return label;
}

} // namespace

void ImportSheet::build()
{
    setObjectName(QStringLiteral("importSheet"));
    m_title = new QLabel(this);
    m_title->setProperty("title", true);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_detail = new QLabel(this);
    m_detail->setProperty("muted", true);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(sideMargin, 18, sideMargin, 14);
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addWidget(m_detail);

    auto* body = new QHBoxLayout;
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    m_reading = buildReading();
    auto* divider = new QFrame(this);
    divider->setFixedWidth(1);
    divider->setBackgroundRole(QPalette::Mid);
    divider->setAutoFillBackground(true);
    body->addWidget(m_reading);
    body->addWidget(divider);
    body->addWidget(buildPreview(), 1);

    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(head);
    page->addWidget(line(this));
    page->addLayout(body, 1);
    page->addWidget(line(this));
    page->addWidget(buildFooter());
}

QWidget* ImportSheet::buildReading()
{
    auto* content = new QWidget;
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(sideMargin, 14, 16, 14);
    rows->setSpacing(8);

    m_formats = new QComboBox(content);
    m_formats->setObjectName(QStringLiteral("formatChoice"));
    m_formats->setToolTip(tr("What the file is read as; recognised from its content"));
    m_formats->setAccessibleName(tr("Format"));
    for (const LogFormat format : allFormats) {
        m_formats->addItem(
            QString::fromUtf8(titleOf(format).data(), static_cast<int>(titleOf(format).size())));
    }
    m_formats->setPlaceholderText(tr("Not recognised"));
    m_formats->setCurrentIndex(-1);
    m_fields = new QWidget(content);
    m_mapping = new MappingEditor(m_fields);
    m_doubts = new QLabel(m_fields);
    m_doubts->setObjectName(QStringLiteral("doubts"));
    m_doubts->setWordWrap(true);
    m_doubts->hide();

    auto* save = new QPushButton(tr("Save as profile…"), m_fields);
    save->setObjectName(QStringLiteral("saveProfile"));
    save->setToolTip(tr("Keep this reading as a file, for the next log of the same kind"));
    auto* load = new QPushButton(tr("Load…"), m_fields);
    load->setObjectName(QStringLiteral("loadProfile"));
    load->setToolTip(tr("Read the fields as a saved profile says"));
    load->setAccessibleName(tr("Load a profile"));
    auto* profiles = new QHBoxLayout;
    profiles->setSpacing(8);
    profiles->addWidget(save);
    profiles->addWidget(load);
    profiles->addStretch(1);
    connect(save, &QPushButton::clicked, this, &ImportSheet::chooseProfileToSave);
    connect(load, &QPushButton::clicked, this, &ImportSheet::chooseProfileToLoad);

    auto* fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins(0, 8, 0, 0);
    fields->setSpacing(8);
    fields->addWidget(heading(tr("Fields"), m_fields));
    fields->addWidget(m_mapping);
    fields->addWidget(m_doubts);
    fields->addSpacing(4);
    fields->addLayout(profiles);
    rows->addWidget(heading(tr("Format"), content));
    rows->addWidget(m_formats);
    rows->addWidget(m_fields);
    rows->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(readingWidth);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll;
}

QWidget* ImportSheet::buildPreview()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("previewTable"));
    m_table->setAccessibleName(tr("First events"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PaddedDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(Theme::tableRowHeight);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setFixedHeight(Theme::rowHeight);

    m_raw = new QPlainTextEdit(this);
    m_raw->setObjectName(QStringLiteral("rawText"));
    m_raw->setReadOnly(true);
    m_raw->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_raw->setFont(Theme::instance().dataFont());
    m_raw->document()->setDocumentMargin(Theme::padding);
    m_raw->setAccessibleName(tr("First lines of the file"));

    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_table, tr("First events"));
    m_tabs->addTab(m_raw, tr("File"));

    m_error = new QLabel(this);
    m_error->setObjectName(QStringLiteral("importError"));
    m_error->setWordWrap(true);
    m_error->setContentsMargins(sideMargin, 14, sideMargin, 14);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_error->hide();

    auto* side = new QWidget(this);
    auto* rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_error);
    rows->addWidget(m_tabs, 1);
    rows->addStretch(0);
    return side;
}

QWidget* ImportSheet::buildFooter()
{
    auto* footer = new QWidget(this);
    m_target = new TargetRow(footer);
    m_strict = new QCheckBox(tr("Strict: stop at the first record that can't be read"), footer);
    m_strict->setObjectName(QStringLiteral("strictBox"));
    m_strict->setToolTip(tr("Otherwise such records are skipped, counted and listed"));
    m_import = new QPushButton(tr("Import"), footer);
    m_import->setObjectName(QStringLiteral("importButton"));
    m_import->setProperty("primary", true);
    m_import->setToolTip(tr("Import and open (Enter)"));
    m_import->setMinimumWidth(110);
    m_cancel = new QPushButton(tr("Cancel"), footer);
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    m_cancel->setToolTip(tr("Back without importing (Esc)"));
    m_another = new QPushButton(tr("Choose another file…"), footer);
    m_another->setObjectName(QStringLiteral("chooseAnother"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_strict);
    buttons->addStretch(1);
    buttons->addWidget(m_another);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_import);
    auto* rows = new QVBoxLayout(footer);
    rows->setContentsMargins(sideMargin, 12, sideMargin, 14);
    rows->setSpacing(10);
    rows->addWidget(m_target);
    rows->addLayout(buttons);
    return footer;
}

} // namespace hindcast
