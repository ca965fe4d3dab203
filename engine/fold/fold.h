#pragma once

#include "engine/base/result.h"
#include "engine/log/event.h"
#include "engine/value/value.h"

#include <string_view>

namespace hindcast {

/// State of one entity after one of its events.
struct EntityState {
    Version version; ///< 0: the entity does not exist yet
    Position position; ///< of the last event folded in
    bool deleted = false;
    Value state; ///< null while version is 0
};

/// What a fold sees of an event.
struct FoldInput {
    std::string_view type;
    Position position;
    Version version;
    std::string_view data; ///< JSON text
};

/// (state, event) -> state: pure, without clock, chance or locale, usable from many threads.
class Fold {
public:
    virtual ~Fold() = default;
    /// Errors: FoldFault with the position of the event whose payload can't be folded.
    virtual Result<EntityState> apply(const EntityState& before, const FoldInput& event) const = 0;
};

/// The fold for logs without rules: merges the payload into the entity (JSON Merge Patch, RFC 7396: members
/// replace, null removes, a payload that is no object replaces the whole state). An event without payload, or
/// with the payload null, changes nothing but version and position. An event whose type says so (see
/// type_words.h: "order-deleted", "OrderDeletedV2") marks the entity deleted, keeping its last state; a later
/// event revives it.
const Fold& defaultFold();

} // namespace hindcast
