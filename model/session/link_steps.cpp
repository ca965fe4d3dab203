#include "model/session/link_steps.h"

namespace hindcast {

LinkSteps::LinkSteps(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
}

void LinkSteps::go(Work work)
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

void LinkSteps::followLink(std::string Event::*id, Lookup find, Miss none, Miss nowhere)
{
    const Position here = m_session.cursor().position();
    if (here == Position{0}) {
        Q_EMIT missed(Miss::NoEvent);
        return;
    }
    go([=](const ReadContext& context) -> Result<Answer> {
        const Result<Event> event = context.reader.event(context.branch, here);
        if (!event) {
            return event.error();
        }
        const std::string& link = (*event).*id;
        if (link.empty()) {
            return Answer{{}, none};
        }
        const auto found = (context.reader.*find)(context.branch, link);
        if (!found) {
            return found.error();
        }
        return Answer{*found, nowhere};
    });
}

void LinkSteps::toCause()
{
    followLink(&Event::causation, &LogReader::findId, Miss::NoCause, Miss::CauseNotInLog);
}

void LinkSteps::toConsequence()
{
    followLink(&Event::id, &LogReader::firstCausedBy, Miss::NoConsequence, Miss::NoConsequence);
}

void LinkSteps::toHit(int direction)
{
    TimeCursor& cursor = m_session.cursor();
    cursor.pause();
    if (!m_session.filter().isActive()) {
        cursor.stepBy(direction);
    } else if (const auto hit = m_session.filter().neighbour(cursor.position(), direction)) {
        cursor.setPosition(*hit);
    } else if (!m_session.filter().isSearching()) {
        Q_EMIT missed(direction > 0 ? Miss::NoLaterHit : Miss::NoEarlierHit);
    }
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
