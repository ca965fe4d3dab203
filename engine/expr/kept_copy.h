#pragma once

#include "engine/expr/arena.h"
#include "engine/expr/datum.h"

#include <cstddef>
#include <optional>

namespace hindcast::expr {

/// The value with all that was built for it in another arena, where it outlives its evaluation; what is
/// borrowed from `Value`s stays borrowed. Nothing when it has more than `most` parts. No outcome.
std::optional<Datum> keptCopy(Arena& arena, const Datum& value, std::size_t most);

} // namespace hindcast::expr
