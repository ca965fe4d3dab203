#include "views/window/message_bar.h"

#include "views/dialogs/wording.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <chrono>

namespace hindcast {

namespace {

constexpr auto noticeStays = std::chrono::seconds(6);
/// Time to read, to decide and to reach it; what the button does is in the menu too.
constexpr auto buttonStays = std::chrono::seconds(20);

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_advice(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_timer(new QTimer(this))
{
    setObjectName(QStringLiteral("messageBar"));
    auto* copy = new QToolButton(this);
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copy the message"));
    copy->setAccessibleName(copy->toolTip());
    m_copy = copy;
    auto* close = new QToolButton(this);
    close->setToolTip(tr("Close the message"));
    close->setAccessibleName(close->toolTip());
    m_close = close;
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_advice->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_advice);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::padding, 6, 8, 7);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addLayout(words, 1);
    row->addWidget(m_button);
    row->addWidget(m_copy);
    row->addWidget(m_close);
    connect(
        m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_whole); });
    connect(m_close, &QAbstractButton::clicked, this, &MessageBar::dismiss);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &MessageBar::dismiss);
    connect(&Theme::instance(), &Theme::changed, this, &MessageBar::recolour);
    hide();
}

void MessageBar::say(Kind kind, const QString& text, const QString& advice)
{
    m_kind = kind;
    m_timer->stop();
    // Only ours: the style listens to the button as well.
    disconnect(m_onButton);
    m_button->hide();
    m_text->setText(text);
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
    m_whole = advice.isEmpty() ? text : text + QLatin1Char(' ') + advice;
    m_copy->setVisible(isError());
    recolour();
    setAccessibleName(m_whole);
    show();
}

void MessageBar::showError(const Error& error)
{
    Error placeless = error;
    placeless.place = {};
    const QString file = QString::fromStdString(error.place.file);
    QString where = file.section(QLatin1Char('/'), -1);
    if (error.place.line > 0) {
        const QString line = error.place.column > 0
            ? tr("line %1, column %2").arg(error.place.line).arg(error.place.column)
            : tr("line %1").arg(error.place.line);
        where = where.isEmpty() ? line : where + QStringLiteral(", ") + line;
    }
    const QString reason = sentence(reasonOf(placeless));
    say(Kind::Error,
        where.isEmpty() ? reason : QStringLiteral("%1: %2").arg(where, reason),
        sentence(adviceFor(error)));
    m_whole = QString::fromStdString(describe(error));
}

void MessageBar::showProblem(const QString& text, const QString& advice)
{
    say(Kind::Error, text, advice);
}

void MessageBar::showNotice(const QString& text)
{
    say(Kind::Done, text, {});
    m_timer->start(noticeStays);
}

void MessageBar::showRemark(const QString& text)
{
    say(Kind::Remark, text, {});
    m_timer->start(noticeStays);
}

void MessageBar::showNotice(const QString& text,
    const QString& buttonText,
    const std::function<void()>& onButton)
{
    say(Kind::Done, text, {});
    m_button->setText(buttonText);
    m_button->show();
    m_onButton = connect(m_button, &QPushButton::clicked, this, onButton);
    m_timer->start(buttonStays);
}

void MessageBar::dismiss()
{
    m_timer->stop();
    hide();
}

void MessageBar::dismissRemark()
{
    if (m_kind == Kind::Remark) {
        dismiss();
    }
}

QString MessageBar::text() const
{
    return m_text->text();
}

QString MessageBar::advice() const
{
    return m_advice->text();
}

QString MessageBar::iconName() const
{
    switch (m_kind) {
    case Kind::Error:
        return QStringLiteral("warning");
    case Kind::Done:
        return QStringLiteral("check");
    case Kind::Remark:
        break;
    }
    return QStringLiteral("info");
}

Token MessageBar::barToken() const
{
    return isError() ? Token::Bad : m_kind == Kind::Done ? Token::Accent : Token::Muted;
}

void MessageBar::recolour()
{
    const Theme& theme = Theme::instance();
    m_icon->setPixmap(theme.icon(iconName(), barToken()).pixmap(16, 16));
    m_close->setIcon(theme.icon(QStringLiteral("close"), Token::Muted));
    QPalette palette = m_advice->palette();
    palette.setColor(QPalette::WindowText, theme.color(Token::Muted));
    m_advice->setPalette(palette);
    update();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Panel));
    painter.fillRect(QRect(0, 0, 3, height()), theme.color(barToken()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(Token::Line));
}

} // namespace hindcast
