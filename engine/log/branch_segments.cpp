#include "engine/log/branch_segments.h"

#include "engine/log/database.h"

#include <algorithm>
#include <string>

namespace hindcast {

Result<std::vector<BranchSegment>> readSegments(Database& database, BranchId branch)
{
    auto query = database.prepare("SELECT parent, fork_position FROM branch WHERE id = ?");
    if (!query) {
        return query.error();
    }
    std::vector<BranchSegment> segments;
    Position limit = endOfPositions;
    for (BranchId at = branch;;) {
        auto row = query->bind(1, at.value).step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            if (at == branch) {
                return Error{ErrorCode::UnknownBranch, {std::to_string(branch.value)}, {}};
            }
            return Error{ErrorCode::ProjectDamaged, {"a branch has lost its parent"}, {}};
        }
        const auto parent = query->optionalInteger(0);
        const Position fork{
            parent ? std::clamp<std::int64_t>(query->integer(1), 0, endOfPositions.value) : 0};
        query->reset();
        if (fork < limit) {
            segments.push_back({at, {fork + 1, limit}});
            limit = fork;
        }
        if (!parent || limit.value == 0) {
            break;
        }
        // A parent is older than its branches; anything else would be a circle.
        if (*parent >= at.value) {
            return Error{ErrorCode::ProjectDamaged, {"a branch is its own ancestor"}, {}};
        }
        at = BranchId{*parent};
    }
    std::reverse(segments.begin(), segments.end());
    return segments;
}

std::vector<BranchSegment> clip(const std::vector<BranchSegment>& segments, PositionRange range)
{
    std::vector<BranchSegment> clipped;
    for (const BranchSegment& segment : segments) {
        const PositionRange part{
            std::max(segment.range.first, range.first), std::min(segment.range.last, range.last)};
        if (!part.isEmpty()) {
            clipped.push_back({segment.owner, part});
        }
    }
    return clipped;
}

Position
lastIn(const std::vector<BranchSegment>& segments, BranchId branch, std::optional<std::int64_t> greatest)
{
    const BranchSegment& newest = segments.back();
    if (newest.owner != branch) {
        return newest.range.last;
    }
    const Position before = newest.range.first - 1;
    return greatest ? std::clamp(Position{*greatest}, before, endOfPositions) : before;
}

BranchId ownerOf(const std::vector<BranchSegment>& segments, Position position)
{
    for (const BranchSegment& segment : segments) {
        if (segment.range.contains(position)) {
            return segment.owner;
        }
    }
    return segments.empty() ? BranchId{} : segments.back().owner;
}

} // namespace hindcast
