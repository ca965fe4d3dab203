#pragma once

#include "engine/log/event.h"

#include <QString>

namespace hindcast {

/// An event as one JSON object, with the same members as on the command line; data and meta as they lie in
/// the log, so that long numbers stay exact.
QString eventAsJson(const Event& event);

} // namespace hindcast
