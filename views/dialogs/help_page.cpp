#include "views/dialogs/help_page.h"

#include "views/dialogs/padded_delegate.h"
#include "views/theme/theme.h"

#include <QFile>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextTable>
#include <QVBoxLayout>

#include <array>

namespace hindcast {

namespace {

constexpr int topicWidth = 220;
constexpr int textWidth = 760;
constexpr int lineHeightPercent = 125;

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
    QString html = QStringLiteral("<h1>%1</h1>").arg(tr("All keys"));
    QString group;
    for (const HelpKey& key : m_keys) {
        if (key.keys.isEmpty()) {
            continue;
        }
        if (key.group != group) {
            html += group.isEmpty() ? QString() : QStringLiteral("</table>");
            group = key.group;
            html += QStringLiteral("<h3>%1</h3><table width=\"100%\" cellpadding=\"4\" cellspacing=\"0\">")
                        .arg(group.toHtmlEscaped());
        }
        html += QStringLiteral(
            "<tr><td width=\"180\" style=\"font-family:'%1';color:%2\">%3</td><td>%4</td></tr>")
                    .arg(theme.dataFont().family(),
                        theme.color(Token::Accent).name(),
                        key.keys.toHtmlEscaped(),
                        key.text.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

void HelpPage::render()
{
    const auto row = static_cast<std::size_t>(std::max(0, m_topics->currentRow()));
    const Topic& topic = topicTable[row];
    m_browser->document()->setDefaultFont(Theme::instance().uiFont());
    if (*topic.file == '\0') {
        m_browser->setHtml(keyTable());
    } else {
        m_browser->setMarkdown(withKeys(markdown(topic.file), m_keys));
    }
    loosen(*m_browser->document());
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
