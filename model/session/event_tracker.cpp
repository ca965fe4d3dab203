#include "model/session/event_tracker.h"

namespace hindcast {

EventTracker::EventTracker(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_request(session.host())
{
    connect(&m_request, &PatientRequest::lateChanged, this, &EventTracker::lateChanged);
    connect(&session.host(), &ProjectHost::opened, this, &EventTracker::restart);
    connect(&session.host(), &ProjectHost::closed, this, &EventTracker::restart);
    connect(&session.host(), &ProjectHost::payloadsRemoved, this, &EventTracker::restart);
    connect(&session.host(), &ProjectHost::reloaded, this, &EventTracker::restart);
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
    m_request.cancel();
    m_event.reset();
    m_problem.reset();
    m_asked = Position{0};
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
        m_request.cancel();
        m_asked = at;
        if (m_event || m_problem) {
            m_event.reset();
            m_problem.reset();
            Q_EMIT changed();
        }
        return;
    }
    if (at == m_asked || m_request.isPending()) {
        return; // a pending question's answer looks at the playhead again
    }
    m_asked = at;
    m_request.ask<EventDetails>(
        [at](const ReadContext& context) { return readEventDetails(context.reader, context.branch, at); },
        [this](Result<EventDetails> answer) { take(std::move(answer)); });
}

void EventTracker::take(Result<EventDetails> answer)
{
    if (answer) {
        m_problem.reset();
        m_event = std::move(*answer);
    } else {
        m_problem = answer.error();
        m_event.reset();
    }
    Q_EMIT changed();
    follow();
}

} // namespace hindcast
