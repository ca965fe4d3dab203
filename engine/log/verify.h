#pragma once

#include "engine/base/result.h"
#include "engine/log/log_reader.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hindcast {

/// The outcome of checking a branch's digest chain.
struct VerifyReport {
    std::int64_t events = 0; ///< events checked, up to and including the first bad one
    std::optional<Position> firstBad; ///< nothing when all is well
    std::string
        reason; ///< what does not match there ("payload or envelope altered", "position missing", ...)
    std::string head; ///< hex digest of the last good event
};

/// The same of a whole project.
struct ProjectVerdict {
    struct Branch {
        BranchInfo branch;
        VerifyReport report;
    };
    std::vector<Branch> branches; ///< the main one first
    std::string staleIndex; ///< the name of one that does not hold the events; empty when all do

    bool isSound() const;
};

/// Checks every branch's chain, each from its first event on, and then the indexes by which events are found.
/// `progress` gets events done over all branches; returning false cancels. Cost: one pass over each branch
/// and one over the indexes. Errors: Cancelled, StoreFailed, ProjectDamaged where there is no branch to
/// check.
Result<ProjectVerdict> verifyProject(LogReader& reader,
    const std::function<bool(std::int64_t)>& progress = {});

/// Recomputes every digest of the branch. `progress` gets events done; returning false cancels.
/// Cost: one pass over the events. Errors: Cancelled, StoreFailed.
Result<VerifyReport>
verifyChain(LogReader& reader, BranchId branch, const std::function<bool(std::int64_t)>& progress = {});

} // namespace hindcast
