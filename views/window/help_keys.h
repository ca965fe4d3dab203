#pragma once

#include "views/dialogs/help_page.h"

namespace hindcast {

class Actions;

/// All keys as they are now, by group: the commands' and those that belong to one place.
std::vector<HelpKey> helpKeys(const Actions& actions);

} // namespace hindcast
