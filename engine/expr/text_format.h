#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

#include <string_view>

namespace hindcast::expr {

/// `'%s has %d'.format([...])`: the verbs %s %d %f %e %b %o %x %X and %%, the middle two with a precision
/// ("%.3f"). A fault for an unknown verb, too few arguments, or one that the verb doesn't take.
Datum formatText(Run& run, std::string_view format, const Datum& arguments);

} // namespace hindcast::expr
