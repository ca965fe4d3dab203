#pragma once

#include "engine/base/result.h"
#include "engine/expr/environment.h"
#include "engine/value/value.h"

#include <string>
#include <vector>

namespace hindcast::ctl {

/// An entity as of a position, as a watch sees it.
struct WatchedPlace {
    /// state, prev, event, version, now: in this order.
    static const expr::Environment& environment();

    std::vector<Value> values; ///< by slot
};

/// `place` is FILE:STREAM:N; the file's and the stream's name may hold colons. `prev` is the state before the
/// entity's last event up to N, `event` that event, `now` its time. Errors: BadArgument, and those of the
/// log.
Result<WatchedPlace> watchPlace(const std::string& place);

} // namespace hindcast::ctl
