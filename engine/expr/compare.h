#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

#include <compare>
#include <optional>

namespace hindcast::expr {

/// CEL's equality: numbers by value across their types, values of different types unequal, NaN equal to
/// nothing, lists and maps by their parts. Neither is an outcome. Charges for the parts it looks at.
bool equals(Run& run, const Datum& a, const Datum& b);

/// Order of two values that have one: numbers across their types, and bools, texts, bytes, timestamps and
/// durations among themselves. Unordered for NaN; nothing where there is no order.
std::optional<std::partial_ordering> order(const Datum& a, const Datum& b);

} // namespace hindcast::expr
