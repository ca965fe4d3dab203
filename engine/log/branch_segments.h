#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"

#include <vector>

namespace hindcast {

class Database;

/// A stretch of a branch's positions and the branch whose rows hold them.
struct BranchSegment {
    BranchId owner;
    PositionRange range;
};

/// Where a branch's events lie: its ancestors' shared stretches, oldest first, then its own, which has no
/// end. None is empty. What a branch shares never changes, so the answer stays true while others append.
/// Errors: UnknownBranch.
Result<std::vector<BranchSegment>> readSegments(Database& database, BranchId branch);

/// The part of every segment that lies in the range, in order.
std::vector<BranchSegment> clip(const std::vector<BranchSegment>& segments, PositionRange range);

/// The branch whose rows hold the position (1 or more).
BranchId ownerOf(const std::vector<BranchSegment>& segments, Position position);

} // namespace hindcast
