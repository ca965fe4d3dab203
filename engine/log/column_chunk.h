#pragma once

#include "engine/base/result.h"
#include "engine/log/event.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hindcast {

class Database;

/// Times further from 1970 (some 36,000 years) count as none here, so that no distance of two overflows.
constexpr std::int64_t farthestTime = std::int64_t{1} << 60;
constexpr bool isCountable(std::int64_t us)
{
    return us >= -farthestTime && us <= farthestTime;
}

/// What the timeline needs of a stretch of events, as arrays: 16 bytes an event. Full stretches are kept in
/// the file so that opening a project reads no events; they are a cache and can be dropped.
struct ColumnChunk {
    static constexpr std::int64_t events = 65536; ///< of a full one

    std::vector<std::int64_t> times; ///< countable microseconds, or noTime
    std::vector<std::uint32_t> streams;
    std::vector<std::uint32_t> types;

    std::size_t size() const { return times.size(); }
    void reserve(std::size_t count);
    void add(std::optional<std::int64_t> time, StreamId stream, TypeId type);
    void clear();
};

/// Number of the chunk that holds a position; chunk c holds c * events + 1 .. (c + 1) * events.
constexpr std::int64_t chunkOf(Position position)
{
    return (position.value - 1) / ColumnChunk::events;
}
constexpr PositionRange rangeOfChunk(std::int64_t chunk)
{
    return {Position{chunk * ColumnChunk::events + 1}, Position{(chunk + 1) * ColumnChunk::events}};
}

/// Keeps a full chunk under the branch that owns its last position; a kept one is replaced.
Result<void> storeChunk(Database& database, BranchId branch, std::int64_t chunk, const ColumnChunk& columns);
/// Reads and keeps the chunk as the branch sees it; one that is not full, or misses a position, is not kept,
/// which is told by false.
Result<bool> storeFullChunk(Database& database, BranchId branch, std::int64_t chunk);
/// The kept chunk, or nothing where there is none or its bytes are not what was written.
Result<std::optional<ColumnChunk>> loadChunk(Database& database, BranchId branch, std::int64_t chunk);
/// Reads the columns of a stretch of one branch's own events and appends them, up to the first position that
/// is missing; tells how many. Cost: those events.
Result<std::int64_t>
readColumns(Database& database, BranchId branch, PositionRange range, ColumnChunk& columns);

} // namespace hindcast
