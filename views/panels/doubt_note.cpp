#include "views/panels/doubt_note.h"

#include "model/session/words.h"
#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace hindcast {

DoubtNote::DoubtNote(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_sign(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_text->setProperty("error", true);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::padding, 6, Theme::padding, 6);
    row->setSpacing(8);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    connect(&session.integrity(), &IntegrityCheck::finished, this, &DoubtNote::follow);
    connect(&session.host(), &ProjectHost::closed, this, &DoubtNote::follow);
    connect(&Theme::instance(), &Theme::changed, this, &DoubtNote::recolour);
    recolour();
    follow();
}

void DoubtNote::setEvent(std::optional<Position> event)
{
    m_event = event;
    follow();
}

QString DoubtNote::text() const
{
    return m_text->text();
}

void DoubtNote::follow()
{
    const auto from = m_session.integrity().unvouchedFrom();
    setVisible(from && m_event && *m_event >= *from);
    if (from) {
        m_text->setText(
            tr("Not vouched for from %1 on: the log is not what was recorded.").arg(grouped(from->value)));
        setAccessibleName(m_text->text());
    }
}

void DoubtNote::recolour()
{
    m_sign->setPixmap(Theme::instance().icon(QStringLiteral("warning"), Token::Bad).pixmap(16, 16));
}

} // namespace hindcast
