#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/log/branch_segments.h"
#include "engine/log/database.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hindcast {

/// Finds a stream's versions and positions over a branch's segments. Used by the thread of its connection.
class StreamLookup {
public:
    Result<void> prepare(Database& database);

    /// The stream's version behind the last of these segments' positions; 0 when it has no event in them.
    Result<Version> versionAt(const std::vector<BranchSegment>& segments, StreamId stream);
    /// Where that version lies, if it is in these segments.
    Result<std::optional<Position>>
    positionOf(const std::vector<BranchSegment>& segments, StreamId stream, Version version);

private:
    struct Place {
        Version version;
        Position position;
    };
    static Result<std::optional<Place>> placeOf(Statement& query, BranchId owner, StreamId stream);
    Result<std::optional<Position>> positionIn(BranchId owner, StreamId stream, Version version);
    Result<Version> versionIn(BranchId owner, StreamId stream, Position at);

    Statement m_positionOfVersion;
    Statement m_lastVersion;
    Statement m_firstVersion;
};

/// The first position that a query (branch, text, first and last position) finds over the segments.
Result<std::optional<Position>>
firstUnder(Statement& query, const std::vector<BranchSegment>& segments, std::string_view text);

} // namespace hindcast
