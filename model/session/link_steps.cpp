#include "model/session/link_steps.h"

namespace hindcast {

LinkSteps::LinkSteps(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
}

void LinkSteps::go(std::function<Result<Answer>(const ReadContext&)> work)
{
    m_session.cursor().pause();
    m_session.host().request<Answer>(
        m_slot, ProjectHost::Lane::Interactive, std::move(work), [this](const Result<Answer>& answer) {
            if (!answer) {
                Q_EMIT failed(answer.error());
            } else if (answer->position) {
                m_session.cursor().jumpTo(*answer->position);
            } else {
                Q_EMIT missed(answer->miss);
            }
        });
}

void LinkSteps::toCause()
{
    const Position here = m_session.cursor().position();
    if (here == Position{0}) {
        Q_EMIT missed(Miss::NoEvent);
        return;
    }
    go([here](const ReadContext& context) -> Result<Answer> {
        const Result<Event> event = context.reader.event(context.branch, here);
        if (!event) {
            return event.error();
        }
        if (event->causation.empty()) {
            return Answer{{}, Miss::NoCause};
        }
        const auto cause = context.reader.findId(context.branch, event->causation);
        if (!cause) {
            return cause.error();
        }
        return Answer{*cause, Miss::CauseNotInLog};
    });
}

void LinkSteps::toConsequence()
{
    const Position here = m_session.cursor().position();
    if (here == Position{0}) {
        Q_EMIT missed(Miss::NoEvent);
        return;
    }
    go([here](const ReadContext& context) -> Result<Answer> {
        const Result<Event> event = context.reader.event(context.branch, here);
        if (!event) {
            return event.error();
        }
        if (event->id.empty()) {
            return Answer{{}, Miss::NoConsequence};
        }
        const auto consequence = context.reader.firstCausedBy(context.branch, event->id);
        if (!consequence) {
            return consequence.error();
        }
        return Answer{*consequence, Miss::NoConsequence};
    });
}

void LinkSteps::toLastWrite()
{
    const auto stream = m_session.selection().stream();
    const auto field = m_session.selection().field();
    if (!stream || !field) {
        Q_EMIT missed(Miss::NoField);
        return;
    }
    const Position here = m_session.cursor().position();
    go([here, stream = *stream, field = *field](const ReadContext& context) -> Result<Answer> {
        const auto writes = context.states.writesOf(context.reader, context.branch, stream, field, here);
        if (!writes) {
            return writes.error();
        }
        for (auto write = writes->rbegin(); write != writes->rend(); ++write) {
            if (write->position < here) {
                return Answer{write->position, {}};
            }
        }
        return Answer{{}, Miss::NeverWritten};
    });
}

} // namespace hindcast
