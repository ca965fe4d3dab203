#include "views/window/travel_wiring.h"

#include "model/session/link_steps.h"
#include "model/session/session.h"
#include "views/window/actions.h"

namespace hindcast {

namespace {

constexpr std::int64_t manyEvents = 10;

/// A gesture of the user's ends playback before it moves the playhead.
void step(Session& session, std::int64_t events)
{
    session.cursor().pause();
    session.cursor().stepBy(events);
}

/// In the picked entity's stream, or, when none is picked, in that of the event at the playhead.
void stepInStream(Session& session, int direction)
{
    TimeCursor& cursor = session.cursor();
    const auto columns = session.columns();
    auto stream = session.selection().stream();
    if (!stream && columns && cursor.position() > Position{0}) {
        stream = columns->stream(cursor.position());
    }
    if (stream) {
        cursor.pause();
        cursor.stepInStream(*stream, direction);
    }
}

void jump(Session& session, std::optional<Position> position)
{
    if (position) {
        session.cursor().pause();
        session.cursor().jumpTo(*position);
    }
}

} // namespace

void wireTravel(const Actions& actions, Session& session, LinkSteps& links)
{
    TimeCursor& cursor = session.cursor();
    const auto on = [&actions, &session](Command command, auto run) {
        QObject::connect(actions.action(command), &QAction::triggered, &session, run);
    };
    on(Command::TogglePlay, [&cursor] { cursor.togglePlay(); });
    on(Command::PreviousEvent, [&session] { step(session, -1); });
    on(Command::NextEvent, [&session] { step(session, 1); });
    on(Command::TenBack, [&session] { step(session, -manyEvents); });
    on(Command::TenForward, [&session] { step(session, manyEvents); });
    on(Command::PreviousHit, [&links] { links.toHit(-1); });
    on(Command::NextHit, [&links] { links.toHit(1); });
    on(Command::PreviousInStream, [&session] { stepInStream(session, -1); });
    on(Command::NextInStream, [&session] { stepInStream(session, 1); });
    on(Command::ToCause, [&links] { links.toCause(); });
    on(Command::ToConsequence, [&links] { links.toConsequence(); });
    on(Command::FirstEvent, [&session] { jump(session, Position{1}); });
    on(Command::LastEvent, [&session] { jump(session, session.cursor().last()); });
    on(Command::Back, [&cursor] {
        cursor.pause();
        cursor.back();
    });
    on(Command::Forward, [&cursor] {
        cursor.pause();
        cursor.forward();
    });
    on(Command::ToggleBookmark, [&session] {
        if (session.cursor().position() > Position{0}) {
            session.bookmarks().toggle(session.cursor().position());
        }
    });
    on(Command::NextBookmark,
        [&session] { jump(session, session.bookmarks().neighbour(session.cursor().position(), 1)); });
    on(Command::PreviousBookmark,
        [&session] { jump(session, session.bookmarks().neighbour(session.cursor().position(), -1)); });
    on(Command::LastWriter, [&links] { links.toLastWrite(); });
    on(Command::PinHere, [&cursor] { cursor.setPin(cursor.position()); });
}

} // namespace hindcast
