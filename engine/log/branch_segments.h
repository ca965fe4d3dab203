#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hindcast {

class Database;

/// No log gets there. What a file says beyond it is taken for it, so that sums with positions never overflow.
constexpr Position endOfPositions{std::int64_t{1} << 62};

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

/// The last position of a branch with these segments whose own rows end at `greatest`, whatever the file says
/// that is; nothing where it has none.
Position
lastIn(const std::vector<BranchSegment>& segments, BranchId branch, std::optional<std::int64_t> greatest);

/// The branch whose rows hold the position (1 or more).
BranchId ownerOf(const std::vector<BranchSegment>& segments, Position position);

} // namespace hindcast
