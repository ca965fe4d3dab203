#pragma once

#include "engine/expr/datum.h"

#include <string>
#include <string_view>

namespace hindcast::expr {

/// What went wrong, in English ("no such key: 'limit'").
std::string describe(const Fault& fault);

/// The stable machine name of a code, such as "no-such-key".
std::string_view nameOf(FaultCode code);

} // namespace hindcast::expr
