#include "views/window/reference_banner.h"

#include "model/session/words.h"
#include "views/theme/theme.h"
#include "views/window/link_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace hindcast {

namespace {

constexpr int bannerHeight = 32;

} // namespace

ReferenceBanner::ReferenceBanner(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_text(new QLabel(this))
    , m_end(new LinkButton(tr("Show recorded times"), Token::Text, Token::Muted, this))
{
    setObjectName(QStringLiteral("referenceBanner"));
    setFixedHeight(bannerHeight);
    m_text->setFont(Theme::instance().tabularFont());
    m_text->setMinimumWidth(0);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::padding, 0, Theme::padding, 1);
    row->setSpacing(14);
    row->addWidget(m_text, 1);
    row->addWidget(m_end);
    connect(m_end, &LinkButton::clicked, this, [this] { m_session.reference().clear(); });
    connect(&session.reference(), &TimeReference::changed, this, &ReferenceBanner::follow);
    connect(&Theme::instance(), &Theme::changed, this, &ReferenceBanner::recolour);
    recolour();
    follow();
}

void ReferenceBanner::follow()
{
    const auto& moment = m_session.reference().moment();
    setVisible(moment.has_value());
    if (moment) {
        m_text->setText(tr("Times are relative to position %1 · %2 UTC.")
                            .arg(grouped(moment->position.value), timeText(moment->us, {})));
        setAccessibleName(m_text->text());
    }
}

void ReferenceBanner::setEndKey(const QString& key)
{
    m_end->setKeyText(key);
}

QString ReferenceBanner::text() const
{
    return m_text->text();
}

void ReferenceBanner::recolour()
{
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::WindowText, Theme::instance().color(Token::Text));
    m_text->setPalette(palette);
    update();
}

void ReferenceBanner::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::OnPanel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(Token::Line));
}

} // namespace hindcast
