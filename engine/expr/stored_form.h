#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"
#include "engine/value/value.h"

namespace hindcast::expr {

/// How many parts a value may have that is to be stored.
inline constexpr std::size_t maxStoredParts = 1'000'000;

/// The value as state and events hold it, in JSON's kinds: decimals, timestamps, durations and types as
/// texts, bytes in base64, records as objects, keys as texts, an optional as its content (nothing: null). A
/// double keeps a point or an exponent, so that it reads as one again. What was borrowed whole is shared, not
/// copied.
///
/// Returns null, or a fault, with `stored` untouched. Refused are NaN and infinities, outcomes, keys that
/// have one text, and what has more than `maxStoredParts` parts or would lie deeper than `maxJsonDepth` when
/// it is put `depth` steps below the top.
Datum storeValue(Run& run, const Datum& value, Value& stored, std::size_t depth = 0);

} // namespace hindcast::expr
