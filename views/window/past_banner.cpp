#include "views/window/past_banner.h"

#include "views/dialogs/wording.h"
#include "views/theme/theme.h"
#include "views/window/link_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace hindcast {

namespace {

constexpr int bannerHeight = 32;

} // namespace

PastBanner::PastBanner(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(tr("You are looking at the past."), this))
    , m_where(new QLabel(this))
    , m_return(new LinkButton(tr("Return to now"), Token::PastText, Token::PastLine, this))
{
    setObjectName(QStringLiteral("pastBanner"));
    setFixedHeight(bannerHeight);
    m_title->setFont(Theme::instance().headingFont());
    m_where->setFont(Theme::instance().tabularFont());
    m_where->setMinimumWidth(0);
    m_where->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::padding, 0, Theme::padding, 1);
    row->setSpacing(14);
    row->addWidget(m_title);
    row->addWidget(m_where, 1);
    row->addWidget(m_return);
    connect(m_return, &LinkButton::clicked, this, &PastBanner::returnRequested);
    connect(&session.cursor(), &TimeCursor::positionChanged, this, &PastBanner::follow);
    connect(&session.cursor(), &TimeCursor::lastChanged, this, [this] {
        if (const auto columns = m_session.columns()) {
            m_style.fraction = TimeStyle::of(*columns).fraction;
        }
        follow();
    });
    connect(&session.reference(), &TimeReference::changed, this, &PastBanner::follow);
    connect(&Theme::instance(), &Theme::changed, this, &PastBanner::recolour);
    recolour();
    follow();
}

void PastBanner::follow()
{
    const TimeCursor& cursor = m_session.cursor();
    const auto columns = m_session.columns();
    setVisible(columns && !cursor.isAtEnd());
    if (!columns || cursor.isAtEnd()) {
        return;
    }
    const Position here = cursor.position();
    QString where = here == Position{0}
        ? tr("Before the first of %1 events").arg(grouped(cursor.last().value))
        : tr("Position %1 of %2").arg(grouped(here.value), grouped(cursor.last().value));
    if (here > Position{0} && here <= columns->last() && columns->time(here) != noTime) {
        where += QStringLiteral(" · ") + shownTime(columns->time(here), m_style, m_session.reference().us());
    }
    m_where->setText(where);
    setAccessibleName(m_title->text() + QLatin1Char(' ') + where);
}

void PastBanner::setReturnKey(const QString& key)
{
    m_return->setKeyText(key);
}

QString PastBanner::text() const
{
    return m_where->text();
}

void PastBanner::recolour()
{
    const QColor ink = Theme::instance().color(Token::PastText);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_where)}) {
        QPalette palette = part->palette();
        palette.setColor(QPalette::WindowText, ink);
        part->setPalette(palette);
    }
    update();
}

void PastBanner::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::PastSurface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(Token::PastLine));
}

} // namespace hindcast
