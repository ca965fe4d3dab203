#include "model/session/event_tracker.h"

#include <chrono>

namespace hindcast {

EventTracker::EventTracker(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(std::chrono::milliseconds(150));
    connect(&m_patience, &QTimer::timeout, this, [this] { setLate(true); });
    connect(&session.host(), &ProjectHost::opened, this, &EventTracker::restart);
    connect(&session.host(), &ProjectHost::closed, this, &EventTracker::restart);
    connect(&session.host(), &ProjectHost::grown, this, [this] {
        // The first consequence of the shown event may be among the new ones.
        if (m_event && !m_event->firstConsequence && !m_event->event.id.empty()) {
            m_asked = Position{0};
        }
        follow();
    });
    connect(&session.cursor(), &TimeCursor::positionChanged, this, &EventTracker::follow);
    follow();
}

void EventTracker::restart()
{
    m_slot.cancel();
    m_patience.stop();
    m_event.reset();
    m_problem.reset();
    m_asked = Position{0};
    setLate(false);
    Q_EMIT changed();
    follow();
}

void EventTracker::follow()
{
    const auto columns = m_session.columns();
    const Position at = m_session.cursor().position();
    if (!columns || at > columns->last()) {
        return;
    }
    if (at.value == 0) {
        m_slot.cancel();
        m_patience.stop();
        m_asked = at;
        if (m_event || m_problem) {
            m_event.reset();
            m_problem.reset();
            Q_EMIT changed();
        }
        setLate(false);
        return;
    }
    if (at == m_asked || m_slot.isPending()) {
        return; // a pending question's answer looks at the playhead again
    }
    m_asked = at;
    ++m_requestsSent;
    if (!m_patience.isActive()) {
        m_patience.start();
    }
    m_session.host().request<EventDetails>(
        m_slot,
        ProjectHost::Lane::Interactive,
        [at](const ReadContext& context) { return readEventDetails(context.reader, context.branch, at); },
        [this](Result<EventDetails> answer) { take(std::move(answer)); });
}

void EventTracker::take(Result<EventDetails> answer)
{
    m_patience.stop();
    if (answer) {
        m_problem.reset();
        m_event = std::move(*answer);
    } else {
        m_problem = answer.error();
        m_event.reset();
    }
    setLate(false);
    Q_EMIT changed();
    follow();
}

void EventTracker::setLate(bool late)
{
    if (m_late != late) {
        m_late = late;
        Q_EMIT lateChanged(late);
    }
}

} // namespace hindcast
