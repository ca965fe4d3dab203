#pragma once

#include "engine/value/value.h"

namespace hindcast {

/// JSON Merge Patch (RFC 7396): members of `patch` replace those of `target`, null removes, anything that is
/// not an object replaces the target whole. Untouched members stay shared; returns `target` itself when
/// nothing changes.
Value mergePatch(const Value& target, const Value& patch);

} // namespace hindcast
