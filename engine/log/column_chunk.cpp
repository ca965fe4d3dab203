#include "engine/log/column_chunk.h"

#include "engine/log/branch_segments.h"
#include "engine/log/database.h"
#include "engine/log/queries.h"

#include <xxhash.h>

#include <bit>
#include <cstring>
#include <limits>

namespace hindcast {

static_assert(std::endian::native == std::endian::little, "chunks are kept as little-endian arrays");

namespace {

constexpr std::size_t bytesPerEvent = 16;

template <class T>
void append(std::string& out, const std::vector<T>& values)
{
    out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

template <class T>
void take(std::string_view& bytes, std::vector<T>& values, std::size_t count)
{
    values.resize(count);
    std::memcpy(values.data(), bytes.data(), count * sizeof(T));
    bytes.remove_prefix(count * sizeof(T));
}

/// An id as the column holds it; 0, which no name has, for what no file of ours can hold.
std::uint32_t columnId(std::int64_t id)
{
    return id > 0 && id <= std::numeric_limits<std::uint32_t>::max() ? static_cast<std::uint32_t>(id) : 0;
}

std::int64_t digestOf(std::string_view bytes)
{
    return static_cast<std::int64_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

} // namespace

void ColumnChunk::reserve(std::size_t count)
{
    times.reserve(count);
    streams.reserve(count);
    types.reserve(count);
}

void ColumnChunk::add(std::optional<std::int64_t> time, StreamId stream, TypeId type)
{
    times.push_back(isCountable(time.value_or(noTime)) ? *time : noTime);
    streams.push_back(columnId(stream.value));
    types.push_back(columnId(type.value));
}

void ColumnChunk::clear()
{
    times.clear();
    streams.clear();
    types.clear();
}

Result<void> storeChunk(Database& database, BranchId branch, std::int64_t chunk, const ColumnChunk& columns)
{
    std::string bytes;
    bytes.reserve(columns.size() * bytesPerEvent);
    append(bytes, columns.times);
    append(bytes, columns.streams);
    append(bytes, columns.types);
    auto insert = database.prepare("INSERT OR REPLACE INTO column_chunk VALUES(?, ?, ?, ?, ?, ?)");
    if (!insert) {
        return insert.error();
    }
    return insert->bind(1, branch.value)
        .bind(2, chunk)
        .bind(3, rangeOfChunk(chunk).first.value)
        .bind(4, static_cast<std::int64_t>(columns.size()))
        .bind(5, digestOf(bytes))
        .bindBlob(6, bytes)
        .run();
}

Result<bool> storeFullChunk(Database& database, BranchId branch, std::int64_t chunk)
{
    auto segments = readSegments(database, branch);
    if (!segments) {
        return segments.error();
    }
    ColumnChunk columns;
    columns.reserve(static_cast<std::size_t>(ColumnChunk::events));
    for (const BranchSegment& segment : clip(*segments, rangeOfChunk(chunk))) {
        auto read = readColumns(database, segment.owner, segment.range, columns);
        if (!read) {
            return read.error();
        }
    }
    // Where a position is missing, verify will tell, and readers do without.
    if (columns.size() != static_cast<std::size_t>(ColumnChunk::events)) {
        return false;
    }
    auto stored = storeChunk(database, branch, chunk, columns);
    return stored ? Result<bool>(true) : stored.error();
}

Result<std::optional<ColumnChunk>> loadChunk(Database& database, BranchId branch, std::int64_t chunk)
{
    auto query = database.prepare("SELECT digest, bytes FROM column_chunk WHERE branch = ? AND chunk = ?");
    if (!query) {
        // The table may have been dropped: then nothing is kept.
        return std::optional<ColumnChunk>();
    }
    auto row = query->bind(1, branch.value).bind(2, chunk).step();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return std::optional<ColumnChunk>();
    }
    std::string_view bytes = query->text(1);
    constexpr auto full = static_cast<std::size_t>(ColumnChunk::events);
    if (bytes.size() != full * bytesPerEvent || digestOf(bytes) != query->integer(0)) {
        return std::optional<ColumnChunk>();
    }
    ColumnChunk columns;
    take(bytes, columns.times, full);
    take(bytes, columns.streams, full);
    take(bytes, columns.types, full);
    return std::optional(std::move(columns));
}

Result<std::int64_t>
readColumns(Database& database, BranchId branch, PositionRange range, ColumnChunk& columns)
{
    auto query = database.prepare(queries::columns);
    if (!query) {
        return query.error();
    }
    query->bind(1, branch.value).bind(2, range.first.value).bind(3, range.last.value);
    for (Position next = range.first;; next = next + 1) {
        auto row = query->step();
        if (!row) {
            return row.error();
        }
        if (!*row || query->integer(0) != next.value) {
            return next.value - range.first.value;
        }
        columns.add(query->optionalInteger(1), StreamId{query->integer(2)}, TypeId{query->integer(3)});
    }
}

} // namespace hindcast
