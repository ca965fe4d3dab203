#pragma once

#include "engine/value/value.h"

#include <cstddef>

namespace hindcast {

/// Bytes of the nodes behind a value. What it shares inside itself counts each time.
/// Cost: a walk over the whole value.
std::size_t weightOf(const Value& value);

/// About how many bytes of nodes `value` adds for somebody who keeps `known` already.
/// Cost: a walk over what the two don't share.
std::size_t weightBeyond(const Value& known, const Value& value);

} // namespace hindcast
