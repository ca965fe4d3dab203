#include "views/dialogs/help_page.h"

#include "views/dialogs/padded_delegate.h"
#include "views/theme/theme.h"

#include <QFile>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextFragment>
#include <QTextTable>
#include <QVBoxLayout>

#include <array>
#include <utility>
#include <vector>

namespace hindcast {

namespace {

constexpr int topicWidth = 220;
constexpr int textWidth = 760;
constexpr int lineHeightPercent = 125;
constexpr int cellPadding = 6;
constexpr int keyWidth = 180;

struct Topic {
    const char* title;
    const char* file; ///< empty: the table of keys
};

constexpr std::array<Topic, 6> topicTable{{
    {QT_TRANSLATE_NOOP("HelpPage", "All keys"), ""},
    {QT_TRANSLATE_NOOP("HelpPage", "Opening logs"), "opening.md"},
    {QT_TRANSLATE_NOOP("HelpPage", "Mapping fields"), "mapping.md"},
    {QT_TRANSLATE_NOOP("HelpPage", "Travelling"), "travelling.md"},
    {QT_TRANSLATE_NOOP("HelpPage", "Formats"), "formats.md"},
    {QT_TRANSLATE_NOOP("HelpPage", "Trust"), "trust.md"},
}};

QString markdown(const char* file)
{
    QFile content(QStringLiteral(":/help/") + QLatin1String(file));
    return content.open(QIODevice::ReadOnly) ? QString::fromUtf8(content.readAll()) : QString();
}

/// The texts write "{go-to}" for the key of a command, which the user may have changed.
QString withKeys(QString text, const std::vector<HelpKey>& keys)
{
    static const QRegularExpression punctuation(QStringLiteral(R"(([!-/:-@[-`{-~]))"));
    for (const HelpKey& key : keys) {
        QString shown = key.firstKey;
        shown.replace(punctuation, QStringLiteral("\\\\1"));
        text.replace(u'{' + key.command + u'}', shown.isEmpty() ? HelpPage::tr("(no key)") : shown);
    }
    return text;
}

/// What is written as code comes in the system's fixed font; here it has the theme's.
void setCodeFace(QTextDocument& document)
{
    QTextCharFormat code;
    code.setFontFamilies({Theme::instance().dataFont().family()});
    code.setProperty(QTextFormat::FontPixelSize, Theme::instance().dataFont().pixelSize());
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        std::vector<std::pair<int, int>> spans;
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().fontFixedPitch()) {
                spans.emplace_back(it.fragment().position(), it.fragment().length());
            }
        }
        for (const auto& span : spans) {
            QTextCursor cursor(&document);
            cursor.setPosition(span.first);
            cursor.setPosition(span.first + span.second, QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(code);
        }
    }
}

/// A line below each row and room in its cells, as the window's own tables have; no boxes.
void dress(QTextTable& table)
{
    const Theme& theme = Theme::instance();
    QTextTableFormat format = table.format();
    format.setBorder(0);
    format.setCellSpacing(0);
    format.setCellPadding(0);
    format.setTopMargin(4);
    format.setBottomMargin(12);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    table.setFormat(format);
    for (int row = 0; row < table.rows(); ++row) {
        for (int column = 0; column < table.columns(); ++column) {
            QTextTableCell cell = table.cellAt(row, column);
            QTextTableCellFormat inside = cell.format().toTableCellFormat();
            inside.setTopPadding(cellPadding);
            inside.setBottomPadding(cellPadding);
            inside.setLeftPadding(column == 0 ? 0 : 2 * cellPadding);
            inside.setRightPadding(2 * cellPadding);
            inside.setBottomBorder(1);
            inside.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            inside.setBottomBorderBrush(theme.color(Token::Line));
            inside.setVerticalAlignment(QTextCharFormat::AlignTop);
            cell.setFormat(inside);
        }
    }
}

/// The first row of a table in Markdown names its columns.
void muteHead(QTextTable& table)
{
    QTextCharFormat head;
    head.setForeground(Theme::instance().color(Token::Muted));
    head.setFontWeight(QFont::Medium);
    for (int column = 0; column < table.columns(); ++column) {
        const QTextTableCell cell = table.cellAt(0, column);
        QTextCursor cursor = cell.firstCursorPosition();
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(head);
    }
}

/// Markdown comes without room between its blocks.
void loosen(QTextDocument& document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        const bool inTable = QTextCursor(block).currentTable() != nullptr;
        const bool heading = format.headingLevel() > 0;
        format.setLineHeight(lineHeightPercent, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(heading && block != document.begin() ? 18 : 0);
        format.setBottomMargin(inTable ? 0 : block.textList() != nullptr ? 3 : 8);
        QTextCursor(block).setBlockFormat(format);
    }
}

} // namespace

HelpPage::HelpPage(QWidget* parent)
    : QWidget(parent)
    , m_topics(new QListWidget(this))
    , m_browser(new QTextBrowser(this))
{
    setObjectName(QStringLiteral("helpPage"));
    auto* title = new QLabel(tr("Help"), this);
    title->setProperty("title", true);
    title->setContentsMargins(12, 0, 0, 8);
    m_topics->setItemDelegate(new PaddedDelegate(m_topics));
    m_topics->setAccessibleName(tr("Topics"));
    for (const Topic& topic : topicTable) {
        auto* item = new QListWidgetItem(tr(topic.title), m_topics);
        item->setSizeHint({topicWidth - 24, Theme::rowHeight});
    }
    auto* change = new QPushButton(tr("Change keys…"), this);
    change->setObjectName(QStringLiteral("changeKeys"));
    change->setToolTip(tr("Give commands other keys"));
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("closeHelp"));
    close->setToolTip(tr("Back to where you were (Esc)"));
    m_browser->setOpenExternalLinks(true);
    m_browser->setAccessibleName(tr("Help text"));
    // Lines of a readable length, the scroll bar at the edge of the window.
    m_browser->setLineWrapMode(QTextEdit::FixedPixelWidth);
    m_browser->setLineWrapColumnOrWidth(textWidth);
    m_browser->document()->setDocumentMargin(20);

    auto* side = new QVBoxLayout;
    side->setContentsMargins(12, 20, 12, 14);
    side->setSpacing(8);
    side->addWidget(title);
    side->addWidget(m_topics, 1);
    side->addWidget(change);
    side->addWidget(close);
    auto* left = new QWidget(this);
    left->setFixedWidth(topicWidth);
    left->setLayout(side);
    auto* rule = new QFrame(this);
    rule->setFixedWidth(1);
    rule->setBackgroundRole(QPalette::Mid);
    rule->setAutoFillBackground(true);
    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(left);
    page->addWidget(rule);
    page->addWidget(m_browser, 1);
    connect(m_topics, &QListWidget::currentRowChanged, this, &HelpPage::render);
    // What is read is what is marked, whatever keys and clicks do to a selection.
    connect(m_topics, &QListWidget::itemSelectionChanged, this, &HelpPage::markTopic);
    connect(m_topics, &QListWidget::currentRowChanged, this, &HelpPage::markTopic);
    connect(close, &QPushButton::clicked, this, &HelpPage::closeRequested);
    connect(change, &QPushButton::clicked, this, &HelpPage::changeKeysRequested);
    connect(&Theme::instance(), &Theme::changed, this, &HelpPage::render);
    setFocusProxy(m_topics);
    m_topics->setCurrentRow(0);
}

void HelpPage::setKeys(std::vector<HelpKey> keys)
{
    m_keys = std::move(keys);
    render();
}

void HelpPage::showTopic(int row)
{
    m_topics->setCurrentRow(row);
}

QString HelpPage::keyTable() const
{
    const Theme& theme = Theme::instance();
    const QString face = QStringLiteral("font-family:'%1';font-size:%2px;color:%3")
                             .arg(theme.dataFont().family(),
                                 QString::number(theme.dataFont().pixelSize()),
                                 theme.color(Token::Accent).name());
    QString html = QStringLiteral("<h1>%1</h1>").arg(tr("All keys"));
    QString group;
    for (const HelpKey& key : m_keys) {
        if (key.keys.isEmpty()) {
            continue;
        }
        if (key.group != group) {
            html += group.isEmpty() ? QString() : QStringLiteral("</table>");
            group = key.group;
            html += QStringLiteral("<h3>%1</h3><table>").arg(group.toHtmlEscaped());
        }
        html += QStringLiteral("<tr><td width=\"%1\" style=\"%2\">%3</td><td>%4</td></tr>")
                    .arg(QString::number(keyWidth), face, key.keys.toHtmlEscaped(), key.text.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

void HelpPage::markTopic()
{
    QListWidgetItem* current = m_topics->currentItem();
    if (current != nullptr && m_topics->selectedItems() != QList<QListWidgetItem*>{current}) {
        m_topics->setCurrentItem(current, QItemSelectionModel::ClearAndSelect);
    }
}

void HelpPage::render()
{
    const auto row = static_cast<std::size_t>(std::max(0, m_topics->currentRow()));
    const Topic& topic = topicTable[row];
    m_browser->document()->setDefaultFont(Theme::instance().uiFont());
    const bool isKeys = *topic.file == '\0';
    if (isKeys) {
        m_browser->setHtml(keyTable());
    } else {
        m_browser->setMarkdown(withKeys(markdown(topic.file), m_keys));
    }
    QTextDocument& document = *m_browser->document();
    loosen(document);
    setCodeFace(document);
    for (QTextFrame* frame : document.rootFrame()->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            dress(*table);
            if (!isKeys) {
                muteHead(*table);
            }
        }
    }
    m_browser->verticalScrollBar()->setValue(0);
}

QString HelpPage::text() const
{
    return m_browser->toPlainText();
}

void HelpPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void HelpPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::instance().color(Token::Panel));
}

} // namespace hindcast
