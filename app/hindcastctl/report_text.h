#pragma once

#include "engine/value/value.h"

#include <string_view>

namespace hindcast::ctl {

/// Prints an import report (see reportToJson()) for people: what is worth knowing, each with its count, and
/// what recognition was not sure of, and
/// the problems with their places. Counts of zero are left out.
void printReport(const Value& report);

} // namespace hindcast::ctl
