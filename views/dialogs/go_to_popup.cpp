#include "views/dialogs/go_to_popup.h"

#include "model/session/go_to.h"
#include "views/dialogs/wording.h"
#include "views/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

namespace hindcast {

namespace {

constexpr int popupWidth = 420;

/// What a time that is typed means in this log.
QString timeMeaning(const TimeColumns& columns)
{
    if (columns.firstTime() == noTime) {
        return GoToPopup::tr("No event of this log has a time.");
    }
    if (columns.timeOrder().empty()) {
        return GoToPopup::tr("A time means the last event that was recorded at or before it.");
    }
    return GoToPopup::tr(
        "A time means the event with the latest recorded time up to it. This log is not in the "
        "order of its times: events before that one may be later, and those after it earlier.");
}

} // namespace

GoToPopup::GoToPopup(Session& session, QWidget* window)
    : Overlay(window)
    , m_session(session)
    , m_field(new QLineEdit(this))
    , m_message(new QLabel(this))
{
    setObjectName(QStringLiteral("goToPopup"));
    m_field->setPlaceholderText(tr("Position, time or id"));
    m_field->setAccessibleName(tr("Go to position, time or id"));
    m_field->setFont(Theme::instance().dataFont());
    m_message->setWordWrap(true);
    m_message->setContentsMargins(4, 0, 4, 4);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(8, 8, 8, 8);
    rows->setSpacing(6);
    rows->addWidget(m_field);
    rows->addWidget(m_message);
    connect(m_field, &QLineEdit::textChanged, this, &GoToPopup::foresee);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { go(m_field->text()); });
    connect(this, &Overlay::dismissed, this, [this] { m_slot.cancel(); });
}

void GoToPopup::openUnder(QPoint topCentre)
{
    m_field->clear();
    foresee();
    openAt(topCentre, popupWidth, m_field);
}

void GoToPopup::foresee()
{
    m_slot.cancel();
    const auto columns = m_session.columns();
    if (!columns) {
        return;
    }
    const Destination destination = readDestination(m_field->text(), *columns, m_session.cursor().position());
    switch (destination.kind) {
    case Destination::Kind::Nowhere:
        if (destination.problem.isEmpty()) {
            say(tr("1,386 · -10 · 50% · 2026-11-23 10:42 · an event's id") + QLatin1Char('\n')
                    + timeMeaning(*columns),
                false);
        } else {
            say(destination.problem + QLatin1Char(' ') + destination.advice, false);
        }
        break;
    case Destination::Kind::AtPosition: {
        const Position p = destination.position;
        QString text = tr("Position %1 of %2").arg(grouped(p.value), grouped(columns->last().value));
        if (p > Position{0} && columns->time(p) != noTime) {
            text += QStringLiteral(" · ") + timeText(columns->time(p), {});
        }
        if (destination.byTime) {
            text += QLatin1Char('\n') + timeMeaning(*columns);
        }
        say(text, false);
        break;
    }
    case Destination::Kind::Id:
        say(tr("Enter looks for an event with this id."), false);
        break;
    }
}

void GoToPopup::go(const QString& text)
{
    const auto columns = m_session.columns();
    if (!columns) {
        return;
    }
    const Destination destination = readDestination(text, *columns, m_session.cursor().position());
    switch (destination.kind) {
    case Destination::Kind::Nowhere:
        if (!destination.problem.isEmpty()) {
            say(destination.problem + QLatin1Char(' ') + destination.advice, true);
        }
        break;
    case Destination::Kind::AtPosition:
        arrive(destination.position);
        break;
    case Destination::Kind::Id:
        findId(destination.id, destination.problem, destination.advice);
        break;
    }
}

void GoToPopup::findId(const QString& id, const QString& problem, const QString& advice)
{
    say(tr("Looking…"), false);
    m_session.host().request<std::optional<Position>>(
        m_slot,
        ProjectHost::Lane::Interactive,
        [id = id.toStdString()](
            const ReadContext& context) { return context.reader.findId(context.branch, id); },
        [this, problem, advice](const Result<std::optional<Position>>& found) {
            if (!found) {
                say(sentence(reasonOf(found.error())) + QLatin1Char(' ') + sentence(adviceFor(found.error())),
                    true);
            } else if (*found) {
                arrive(**found);
            } else {
                say(problem + QLatin1Char(' ') + advice, true);
            }
        });
}

void GoToPopup::arrive(Position position)
{
    m_session.cursor().pause();
    m_session.cursor().jumpTo(position);
    dismiss();
}

void GoToPopup::say(const QString& text, bool problem)
{
    if (m_field->property("invalid").toBool() != problem) {
        m_field->setProperty("invalid", problem);
        m_field->style()->polish(m_field); // the style looks at the property anew
    }
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, Theme::instance().color(problem ? Token::Bad : Token::Muted));
    m_message->setPalette(palette);
    m_message->setText(text);
    fitHeight();
}

QString GoToPopup::message() const
{
    return m_message->text();
}

} // namespace hindcast
