#pragma once

namespace hindcast {

class Actions;
class LinkSteps;
class Session;

/// Connects the commands that move the playhead, mark positions or pin one to the session's parts.
void wireTravel(const Actions& actions, Session& session, LinkSteps& links);

} // namespace hindcast
