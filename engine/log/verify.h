#pragma once

#include "engine/base/result.h"
#include "engine/log/log_reader.h"

#include <functional>
#include <optional>

namespace hindcast {

/// The outcome of checking a branch's digest chain.
struct VerifyReport {
    std::int64_t events = 0; ///< events checked, up to and including the first bad one
    std::optional<Position> firstBad; ///< nothing when all is well
    std::string
        reason; ///< what does not match there ("payload or envelope altered", "position missing", ...)
    std::string head; ///< hex digest of the last good event
};

/// Recomputes every digest of the branch. `progress` gets events done; returning false cancels.
/// Cost: one pass over the events. Errors: Cancelled, StoreFailed.
Result<VerifyReport>
verifyChain(LogReader& reader, BranchId branch, const std::function<bool(std::int64_t)>& progress = {});

} // namespace hindcast
