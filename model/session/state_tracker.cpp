#include "model/session/state_tracker.h"

#include <algorithm>

namespace hindcast {

namespace {

/// Free in the many projects where nothing was ever redacted.
Result<std::int64_t> redactedEvents(const ReadContext& context, StreamId stream, Version version)
{
    auto all = context.reader.redactions();
    if (!all || *all == 0) {
        return all;
    }
    std::int64_t count = 0;
    const Version last{std::min(version.value, StateSnapshot::mostLookedAt)};
    const auto visited =
        context.reader.visitStream(context.branch, stream, Version{1}, last, [&](const EventView& event) {
            count += event.isRedacted ? 1 : 0;
            return true;
        });
    return visited ? Result<std::int64_t>(count) : visited.error();
}

} // namespace

StateTracker::StateTracker(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_request(session.host())
{
    connect(&m_request, &PatientRequest::lateChanged, this, &StateTracker::lateChanged);
    connect(&session.host(), &ProjectHost::opened, this, &StateTracker::restart);
    connect(&session.host(), &ProjectHost::closed, this, &StateTracker::restart);
    const auto readAgain = [this] {
        m_snapshot.reset();
        restart();
    };
    connect(&session.host(), &ProjectHost::payloadsRemoved, this, readAgain);
    connect(&session.host(), &ProjectHost::reloaded, this, readAgain);
    connect(&session.host(), &ProjectHost::grown, this, &StateTracker::follow);
    connect(&session.cursor(), &TimeCursor::positionChanged, this, &StateTracker::follow);
    connect(&session.selection(), &Selection::streamChanged, this, &StateTracker::restart);
    follow();
}

void StateTracker::restart()
{
    m_request.cancel();
    m_askedStream.reset();
    m_problem.reset();
    const auto stream = m_session.selection().stream();
    if (!stream || !m_session.columns()) {
        m_snapshot.reset();
        Q_EMIT changed();
        return;
    }
    follow();
}

void StateTracker::follow()
{
    const auto columns = m_session.columns();
    const auto stream = m_session.selection().stream();
    if (!columns || !stream) {
        return;
    }
    const Version version = columns->versionAt(*stream, m_session.cursor().position());
    const bool shown = m_snapshot && m_snapshot->stream == *stream && m_snapshot->entity.version == version;
    if (shown && !m_request.isPending()) {
        return;
    }
    if (version.value == 0 || shown) {
        m_request.cancel();
        m_askedStream.reset();
        if (!shown) {
            take(StateSnapshot{*stream, {}, {}, 0});
        }
        return;
    }
    if (m_request.isPending()) {
        return; // its answer looks at the playhead again
    }
    ask(*stream, version);
}

void StateTracker::ask(StreamId stream, Version version)
{
    const auto columns = m_session.columns();
    const Position at{columns->positionsOf(stream)[static_cast<std::size_t>(version.value - 1)]};
    if (m_askedStream == stream && m_askedVersion == version) {
        return; // it failed, or the file answered with another version than its columns have; it would again
    }
    m_askedStream = stream;
    m_askedVersion = version;
    m_request.ask<StateSnapshot>(
        [stream, at](const ReadContext& context) -> Result<StateSnapshot> {
            auto before = context.states.stateAt(context.reader, context.branch, stream, at - 1);
            if (!before) {
                return before.error();
            }
            auto entity = context.states.stateAt(context.reader, context.branch, stream, at);
            if (!entity) {
                return entity.error();
            }
            auto redacted = redactedEvents(context, stream, entity->version);
            if (!redacted) {
                return redacted.error();
            }
            auto changes = diff(before->state, entity->state);
            return StateSnapshot{stream, std::move(*entity), std::move(changes), *redacted};
        },
        [this](Result<StateSnapshot> answer) { take(std::move(answer)); });
}

void StateTracker::take(Result<StateSnapshot> answer)
{
    if (answer) {
        m_problem.reset();
        m_snapshot = std::move(*answer);
    } else {
        m_problem = answer.error();
        m_snapshot.reset();
    }
    Q_EMIT changed();
    follow();
}

} // namespace hindcast
