#pragma once

#include "model/session/patient_request.h"
#include "model/session/session.h"

#include <QObject>

#include <optional>
#include <vector>

namespace hindcast {

/// The selected entity at the playhead.
struct StateSnapshot {
    StreamId stream;
    EntityState entity; ///< version 0 before its first event
    std::vector<Change> lastChanges; ///< what its last event changed
    /// So many of its events up to there have no payload any more: what they wrote is missing. Looked for
    /// among the first `mostLookedAt`.
    std::int64_t redacted = 0;

    static constexpr std::int64_t mostLookedAt = 1000;
};

/// Follows selection and playhead and keeps the selected entity's state at hand. Asks the store only when the
/// entity's version at the playhead is another one, so travelling over other entities' events costs one
/// binary search. While an answer is on its way the former snapshot stays; one question runs at a time, and
/// the newest wish is asked next, so a long drag shows states on the way. Lives on the UI thread.
class StateTracker : public QObject {
    Q_OBJECT

public:
    explicit StateTracker(Session& session, QObject* parent = nullptr);

    /// Null when nothing is selected or nothing has arrived yet.
    const StateSnapshot* snapshot() const { return m_snapshot ? &*m_snapshot : nullptr; }
    /// What the store said instead, if it failed.
    const std::optional<Error>& problem() const { return m_problem; }
    /// The shown snapshot is not that of the playhead, and has not been for a while.
    bool isLate() const { return m_request.isLate(); }
    std::int64_t requestsSent() const { return m_request.sent(); }

Q_SIGNALS:
    void changed();
    void lateChanged(bool late);

private:
    void restart();
    void follow();
    void ask(StreamId stream, Version version);
    void take(Result<StateSnapshot> answer);

    Session& m_session;
    std::optional<StateSnapshot> m_snapshot;
    std::optional<Error> m_problem;
    std::optional<StreamId> m_askedStream;
    Version m_askedVersion;
    PatientRequest m_request;
};

} // namespace hindcast
