#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace hindcast::expr {

/// The value as the language writes it: `[1, 2u, 'open', timestamp('2024-01-01T00:00:00Z')]`. What goes
/// beyond `limit` bytes is cut and ends in an ellipsis.
std::string literalText(Run& run, const Datum& value, std::size_t limit = 4096);

/// The same in at most about 60 bytes, in the arena: for messages.
std::string_view shortText(Run& run, const Datum& value);

/// `text` between single quotes, with the escapes that the language has.
std::string quoteLiteral(std::string_view text);

} // namespace hindcast::expr
