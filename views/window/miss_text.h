#pragma once

#include "model/session/link_steps.h"

#include <QString>

namespace hindcast {

/// Why a jump along a link went nowhere, in a sentence.
QString missText(LinkSteps::Miss miss);

} // namespace hindcast
