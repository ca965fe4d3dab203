#pragma once

#include "model/session/session.h"

#include <QObject>

namespace hindcast {

/// Jumps from event to event: to the cause, to the first consequence, to the last event that wrote
/// the selected field, to the filter's hits. Each asks the store and moves the playhead when the answer
/// comes. Lives on the UI thread.
class LinkSteps : public QObject {
    Q_OBJECT

public:
    enum class Miss {
        NoEvent, ///< the playhead stands before the first event
        NoCause,
        CauseNotInLog,
        NoConsequence,
        NoField, ///< no field is selected
        NeverWritten,
        NoLaterHit, ///< of the filter
        NoEarlierHit
    };
    Q_ENUM(Miss)

    explicit LinkSteps(Session& session, QObject* parent = nullptr);

    void toCause();
    void toConsequence();
    /// From the last write to the one before it, when the playhead stands on the last.
    void toLastWrite();
    /// To the filter's next hit, or the one before; without a filter to the neighbouring event.
    void toHit(int direction);

Q_SIGNALS:
    /// There was nowhere to go.
    void missed(hindcast::LinkSteps::Miss miss);
    void failed(const hindcast::Error& error);

private:
    struct Answer {
        std::optional<Position> position;
        Miss miss = Miss::NoEvent;
    };
    using Work = std::function<Result<Answer>(const ReadContext&)>;
    void go(Work work);
    /// Where the link of the event at the playhead leads: `id` names it, `find` looks it up.
    using Lookup = Result<std::optional<Position>> (LogReader::*)(BranchId, std::string_view);
    void followLink(std::string Event::*id, Lookup find, Miss none, Miss nowhere);

    Session& m_session;
    RequestSlot m_slot;
};

} // namespace hindcast
