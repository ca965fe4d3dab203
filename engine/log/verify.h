#pragma once

#include "engine/base/result.h"
#include "engine/log/chain_mark.h"
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
    /// Of every so many of the events that were checked (see there) and the last one: by them a later check
    /// sees that the chain is still the same. None where it is not sound.
    std::vector<ChainMark> marks;
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
/// `progress` gets events done over all branches; returning false cancels. `known` are the marks of an
/// earlier check of the main branch: who alters events can compute their links anew, but not these. Cost: one
/// pass over each branch and one over the indexes. Errors: Cancelled, StoreFailed, ProjectDamaged where there
/// is no branch to check.
Result<ProjectVerdict> verifyProject(LogReader& reader,
    const std::function<bool(std::int64_t)>& progress = {},
    const std::vector<ChainMark>& known = {});

/// What is to be said of a project that can't even be read: that nothing vouches for any event.
ProjectVerdict unreadableVerdict(const Error& damage);

/// Recomputes every digest of the branch. `progress` gets events done; returning false cancels. `known` as
/// for the project. Cost: one pass over the events. Errors: Cancelled, StoreFailed.
Result<VerifyReport> verifyChain(LogReader& reader,
    BranchId branch,
    const std::function<bool(std::int64_t)>& progress = {},
    const std::vector<ChainMark>& known = {});

/// Recomputes the digests of what was appended behind `known`, a mark of an earlier check; what precedes is
/// taken for what it was. `progress` gets the new events done; returning false cancels. The report counts all
/// events, and has the marks of the new ones. Cost: the new events, and a search by key for each of their
/// streams. Errors: Cancelled, StoreFailed.
Result<VerifyReport> verifyGrowth(LogReader& reader,
    BranchId branch,
    const ChainMark& known,
    const std::function<bool(std::int64_t)>& progress = {});

} // namespace hindcast
