#pragma once

#include "engine/log/chain_walk.h"
#include "engine/log/verify.h"

#include <optional>
#include <string>

namespace hindcast {

/// How the walk along a branch's chain came to its end.
struct ChainOutcome {
    Position end; ///< the branch's last position
    std::optional<ChainHead> head;
    std::string wrong; ///< with the event behind the last good one; empty where all fit
    std::optional<Error> damage; ///< met in reading
};

/// What that means. Errors: a damage that is not the file's own.
Result<VerifyReport> reportOf(const ChainWalk& walk, const ChainOutcome& outcome);

} // namespace hindcast
