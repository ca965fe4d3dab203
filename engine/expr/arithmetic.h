#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

namespace hindcast::expr {

// CEL's operators on any values; operands are no outcomes. Overflow and division by zero are faults, types
// don't mix.

/// Numbers, durations and timestamps; joins texts, bytes and lists.
Datum add(Run& run, const Datum& a, const Datum& b);
Datum subtract(Run& run, const Datum& a, const Datum& b);
Datum multiply(Run& run, const Datum& a, const Datum& b);
Datum divide(Run& run, const Datum& a, const Datum& b);
Datum modulo(Run& run, const Datum& a, const Datum& b);
Datum negate(Run& run, const Datum& a);

/// `item in container`
Datum contains(Run& run, const Datum& item, const Datum& container);

/// `container[key]`
Datum index(Run& run, const Datum& container, const Datum& key);

/// The same, but nothing where there is no such item: false, with `result` untouched. `result` may become a
/// fault for what can't be indexed at all.
bool tryIndex(Run& run, const Datum& container, const Datum& key, Datum& result);

/// Both texts in a new one; a fault beyond `maxTextSize`.
Datum joined(Run& run, Kind kind, std::string_view a, std::string_view b);

} // namespace hindcast::expr
