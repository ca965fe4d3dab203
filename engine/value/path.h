#pragma once

#include "engine/value/value.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace hindcast {

/// One step into a value: a member's name or an item's index.
using PathStep = std::variant<std::string, std::size_t>;
using ValuePath = std::vector<PathStep>;

/// A path as a JSON Pointer (RFC 6901): "/lines/0/sku", "" for the whole, `~0` and `~1` escaped.
std::string toJsonPointer(const ValuePath& path);

/// What lies at the path, or nothing: absent and null are two things. Cost: that of its steps.
std::optional<Value> valueAt(const Value& root, const ValuePath& path);

} // namespace hindcast
