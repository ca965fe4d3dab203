#pragma once

#include "model/session/event_details.h"
#include "model/session/patient_request.h"
#include "model/session/session.h"

#include <QObject>

#include <optional>

namespace hindcast {

/// Follows the playhead and keeps the event there at hand, with its neighbours in the web of causes. As
/// StateTracker: the former event stays until the next one is here, one question at a time, the newest next.
class EventTracker : public QObject {
    Q_OBJECT

public:
    explicit EventTracker(Session& session, QObject* parent = nullptr);

    /// Null before the first event, while nothing is open, and until the first answer.
    const EventDetails* details() const { return m_event ? &*m_event : nullptr; }
    const std::optional<Error>& problem() const { return m_problem; }
    bool isLate() const { return m_request.isLate(); }
    std::int64_t requestsSent() const { return m_request.sent(); }

Q_SIGNALS:
    void changed();
    void lateChanged(bool late);

private:
    void restart();
    void follow();
    void take(Result<EventDetails> answer);

    Session& m_session;
    std::optional<EventDetails> m_event;
    std::optional<Error> m_problem;
    Position m_asked;
    PatientRequest m_request;
};

} // namespace hindcast
