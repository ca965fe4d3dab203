#pragma once

#include "engine/value/path.h"
#include "engine/value/value.h"

#include <cstdint>
#include <vector>

namespace hindcast {

/// One difference between two values.
struct Change {
    enum class Kind : std::uint8_t { Added, Removed, Replaced };
    Kind kind = Kind::Replaced;
    ValuePath path;
    Value before; ///< null for Added
    Value after; ///< null for Removed
};

/// What turns `before` into `after`, in an order that may be applied one by one. Equal shared parts are
/// skipped in O(1), so the cost is that of the changed paths. Lists of one length are compared item by item,
/// others after cutting their common head and tail.
std::vector<Change> diff(const Value& before, const Value& after);

/// The changes as a JSON Patch (RFC 6902): a list of {"op","path","value"}.
Value toJsonPatch(const std::vector<Change>& changes);

} // namespace hindcast
