#include "engine/log/stream_lookup.h"

#include "engine/log/queries.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hindcast {

namespace {

Error gap()
{
    return {ErrorCode::ProjectDamaged, {"a stream's versions have a gap"}, {}};
}

} // namespace

Result<void> StreamLookup::prepare(Database& database)
{
    const auto wanted = std::to_array<std::pair<Statement*, std::string_view>>({
        {&m_positionOfVersion, queries::positionOfVersion},
        {&m_lastVersion, queries::lastVersion},
        {&m_firstVersion, queries::firstVersion},
    });
    for (const auto& [statement, sql] : wanted) {
        auto made = database.prepare(sql);
        if (!made) {
            return made.error();
        }
        *statement = std::move(made).value();
    }
    return {};
}

Result<std::optional<StreamLookup::Place>>
StreamLookup::placeOf(Statement& query, BranchId owner, StreamId stream)
{
    const StatementScope scope(query);
    auto row = query.bind(1, owner.value).bind(2, stream.value).step();
    if (!row) {
        return row.error();
    }
    return *row ? std::optional(Place{Version{query.integer(0)}, Position{query.integer(1)}}) : std::nullopt;
}

Result<std::optional<Position>> StreamLookup::positionIn(BranchId owner, StreamId stream, Version version)
{
    Statement& query = m_positionOfVersion;
    const StatementScope scope(query);
    auto row = query.bind(1, owner.value).bind(2, stream.value).bind(3, version.value).step();
    if (!row) {
        return row.error();
    }
    return *row ? std::optional(Position{query.integer(0)}) : std::nullopt;
}

/// The stream's last version among an owner's rows that are not later than `at`; 0 when there is none.
/// Versions ascend with positions, so halving finds it.
Result<Version> StreamLookup::versionIn(BranchId owner, StreamId stream, Position at)
{
    auto last = placeOf(m_lastVersion, owner, stream);
    if (!last || !*last) {
        return last ? Result<Version>(Version{0}) : last.error();
    }
    // Every version takes a position of its own; a greater one would also leave no room to count on.
    if ((*last)->version.value > (*last)->position.value) {
        return gap();
    }
    if ((*last)->position <= at) {
        return (*last)->version;
    }
    auto first = placeOf(m_firstVersion, owner, stream);
    if (!first || !*first) {
        return first ? Result<Version>(Version{0}) : first.error();
    }
    if ((*first)->position > at) {
        return Version{0};
    }
    std::int64_t early = std::max<std::int64_t>((*first)->version.value, 0); // not later than `at`
    std::int64_t late = (*last)->version.value; // later
    while (late - early > 1) {
        const std::int64_t middle = early + (late - early) / 2;
        auto position = positionIn(owner, stream, Version{middle});
        if (!position) {
            return position.error();
        }
        if (!*position) {
            return gap();
        }
        (**position <= at ? early : late) = middle;
    }
    return Version{early};
}

Result<Version> StreamLookup::versionAt(const std::vector<BranchSegment>& segments, StreamId stream)
{
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
        auto version = versionIn(segment->owner, stream, segment->range.last);
        if (!version || version->value > 0) {
            return version;
        }
    }
    return Version{0};
}

Result<std::optional<Position>>
StreamLookup::positionOf(const std::vector<BranchSegment>& segments, StreamId stream, Version version)
{
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
        auto position = positionIn(segment->owner, stream, version);
        if (!position) {
            return position.error();
        }
        // A parent may have gone on to that version behind the fork; that is not this branch's.
        if (*position && segment->range.contains(**position)) {
            return *position;
        }
    }
    return std::optional<Position>();
}

Result<std::optional<Position>>
firstUnder(Statement& query, const std::vector<BranchSegment>& segments, std::string_view text)
{
    for (const BranchSegment& segment : segments) {
        const StatementScope scope(query);
        auto row = query.bind(1, segment.owner.value)
                       .bindText(2, text)
                       .bind(3, segment.range.first.value)
                       .bind(4, segment.range.last.value)
                       .step();
        if (!row) {
            return row.error();
        }
        if (*row) {
            return std::optional(Position{query.integer(0)});
        }
    }
    return std::optional<Position>();
}

} // namespace hindcast
