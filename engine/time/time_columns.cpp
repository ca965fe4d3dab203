#include "engine/time/time_columns.h"

#include "engine/time/stream_positions.h"
#include "engine/time/time_order.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace hindcast {

namespace {

/// Events read from the store between two looks at the stop token.
constexpr std::int64_t stretch = 16384;

/// Columns may come from a damaged file: whoever indexes by them must be able to trust them.
bool areSound(const ColumnChunk& columns, const LogNames& names)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool named = columns.streams[i] != 0 && columns.streams[i] < names.streams.size()
            && columns.types[i] != 0 && columns.types[i] < names.types.size();
        if (!named || (columns.times[i] != noTime && !isCountable(columns.times[i]))) {
            return false;
        }
    }
    return true;
}

/// Adds the events of the range to the columns; fewer where a position is missing.
Result<void> addEvents(LogReader& reader,
    BranchId branch,
    PositionRange range,
    ColumnChunk& columns,
    const std::stop_token& stop)
{
    for (Position first = range.first; first <= range.last; first = first + stretch) {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        const PositionRange part{first, std::min(first + (stretch - 1), range.last)};
        auto segments = reader.segments(branch, part);
        if (!segments) {
            return segments.error();
        }
        for (const BranchSegment& segment : *segments) {
            auto count = readColumns(reader.database(), segment.owner, segment.range, columns);
            if (!count) {
                return count.error();
            }
            if (*count < segment.range.size()) {
                return {};
            }
        }
    }
    return {};
}

/// The chunk as the file keeps it, or nothing.
Result<std::optional<ColumnChunk>> keptChunk(LogReader& reader, BranchId branch, std::int64_t number)
{
    const Position end = rangeOfChunk(number).last;
    auto owner = reader.segments(branch, {end, end});
    if (!owner) {
        return owner.error();
    }
    return loadChunk(reader.database(), owner->front().owner, number);
}

} // namespace

struct TimeColumns::Indexes {
    StreamPositions positions;
    std::shared_ptr<const StreamBirths> births;
    TimeOrder order;
};

Result<std::shared_ptr<const TimeColumns>>
TimeColumns::load(LogReader& reader, BranchId branch, const std::stop_token& stop, Source source)
{
    auto last = reader.lastPosition(branch);
    if (!last) {
        return last.error();
    }
    std::shared_ptr<TimeColumns> columns(new TimeColumns);
    columns->m_branch = branch;
    columns->m_source = source;
    if (auto read = columns->readFrom(reader, *last, stop); !read) {
        return read.error();
    }
    const std::size_t streams = columns->m_names->streams.size();
    auto indexes = std::make_shared<Indexes>();
    indexes->positions = StreamPositions::build(columns->m_chunks, columns->m_last.value, streams);
    indexes->births = std::make_shared<const StreamBirths>(StreamBirths::of(indexes->positions, streams));
    indexes->order = TimeOrder().extended(columns->m_chunks, columns->m_last.value);
    columns->m_indexes = std::move(indexes);
    return std::shared_ptr<const TimeColumns>(std::move(columns));
}

Result<std::shared_ptr<const TimeColumns>> TimeColumns::extend(std::shared_ptr<const TimeColumns> columns,
    LogReader& reader,
    const std::stop_token& stop)
{
    auto last = reader.lastPosition(columns->m_branch);
    if (!last) {
        return last.error();
    }
    if (*last <= columns->m_last) {
        return columns;
    }
    std::shared_ptr<TimeColumns> more(new TimeColumns(*columns));
    auto read = more->readFrom(reader, *last, stop);
    if (!read) {
        return read.error();
    }
    if (!*read) {
        return columns;
    }
    const Indexes& known = *columns->m_indexes;
    auto indexes = std::make_shared<Indexes>();
    indexes->positions =
        known.positions.extended(more->m_chunks, more->m_last.value, more->m_names->streams.size());
    indexes->births = more->m_names->streams.size() == columns->m_names->streams.size()
            && known.births->streams.size() + 1 == columns->m_names->streams.size()
        ? known.births
        : std::make_shared<const StreamBirths>(
            known.births->extended(more->m_chunks, columns->m_last.value, indexes->positions));
    indexes->order = known.order.extended(more->m_chunks, more->m_last.value);
    more->m_indexes = std::move(indexes);
    return std::shared_ptr<const TimeColumns>(std::move(more));
}

/// Adds chunks up to `last`, which are what m_chunks lacks and its unfinished end; tells whether there was
/// anything to add.
Result<bool> TimeColumns::readFrom(LogReader& reader, Position last, const std::stop_token& stop)
{
    const Position known = m_last;
    if (!m_chunks.empty() && m_chunks.back()->size() < static_cast<std::size_t>(chunkEvents)) {
        m_chunks.pop_back();
    }
    const std::size_t shared = m_chunks.size();
    std::vector<bool> fromStore;
    for (auto number = static_cast<std::int64_t>(shared); number * chunkEvents < last.value; ++number) {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        PositionRange range = rangeOfChunk(number);
        std::optional<ColumnChunk> kept;
        if (range.last <= last && m_source == Source::Chunks) {
            auto found = keptChunk(reader, m_branch, number);
            if (!found) {
                return found.error();
            }
            kept = std::move(found).value();
        }
        fromStore.push_back(!kept);
        range.last = std::min(range.last, last);
        if (!kept) {
            kept.emplace();
            kept->reserve(static_cast<std::size_t>(range.size()));
            if (auto read = addEvents(reader, m_branch, range, *kept, stop); !read) {
                return read.error();
            }
        }
        const auto got = static_cast<std::int64_t>(kept->size());
        m_last = range.first + (got - 1);
        m_chunks.push_back(std::make_shared<const ColumnChunk>(std::move(*kept)));
        if (got < range.size()) {
            break; // a position is missing: what precedes it can be trusted
        }
    }

    // Names are read last: they know every id that the columns can hold by now.
    auto names = reader.namesSince(m_names ? *m_names : LogNames{});
    if (!names) {
        return names.error();
    }
    m_names = std::make_shared<const LogNames>(std::move(names).value());
    for (std::size_t i = shared; i < m_chunks.size(); ++i) {
        if (areSound(*m_chunks[i], *m_names)) {
            continue;
        }
        ColumnChunk again;
        const PositionRange range = rangeOfChunk(static_cast<std::int64_t>(i));
        if (!fromStore[i - shared]) {
            if (auto read = addEvents(reader, m_branch, range, again, stop); !read) {
                return read.error();
            }
        }
        if (again.size() != m_chunks[i]->size() || !areSound(again, *m_names)) {
            return Error{
                ErrorCode::ProjectDamaged, {"an event's stream or type has no name"}, {reader.path(), 0, 0}};
        }
        m_chunks[i] = std::make_shared<const ColumnChunk>(std::move(again));
    }
    return m_last > known;
}

std::span<const std::uint32_t> TimeColumns::positionsOf(StreamId stream) const
{
    return m_indexes->positions.of(stream);
}

Version TimeColumns::versionAt(StreamId stream, Position at) const
{
    const auto positions = positionsOf(stream);
    const auto behind = std::upper_bound(
        positions.begin(), positions.end(), at.value, [](std::int64_t value, std::uint32_t position) {
            return value < std::int64_t{position};
        });
    return Version{behind - positions.begin()};
}

std::span<const StreamId> TimeColumns::streamsByBirth() const
{
    return m_indexes->births->streams;
}

std::int64_t TimeColumns::streamsBornBy(Position at) const
{
    const auto& births = m_indexes->births->positions;
    const auto behind = std::upper_bound(
        births.begin(), births.end(), at.value, [](std::int64_t value, std::uint32_t position) {
            return value < std::int64_t{position};
        });
    return behind - births.begin();
}

std::int64_t TimeColumns::firstTime() const
{
    return m_indexes->order.firstTime;
}

std::int64_t TimeColumns::lastTime() const
{
    return m_indexes->order.lastTime;
}

std::span<const std::uint32_t> TimeColumns::timeOrder() const
{
    const auto& positions = m_indexes->order.positions;
    return positions ? std::span<const std::uint32_t>(*positions) : std::span<const std::uint32_t>();
}

std::int64_t TimeColumns::ranks() const
{
    const auto& order = m_indexes->order.positions;
    return order ? static_cast<std::int64_t>(order->size()) : m_last.value;
}

Position TimeColumns::ofRank(std::int64_t rank) const
{
    const auto& order = m_indexes->order.positions;
    return order ? Position{(*order)[static_cast<std::size_t>(rank)]} : Position{rank + 1};
}

std::int64_t TimeColumns::rankOfTime(std::int64_t us) const
{
    std::int64_t low = 0; // every rank before it is earlier
    std::int64_t high = ranks(); // every rank from it on is not
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (time(ofRank(middle)) < us) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

std::optional<Position> TimeColumns::positionAtTime(std::int64_t us) const
{
    const std::int64_t rank = rankOfTime(us);
    return rank < ranks() ? std::optional(ofRank(rank)) : std::nullopt;
}

std::optional<Position> TimeColumns::lastUpToTime(std::int64_t us) const
{
    if (firstTime() == noTime) {
        return {};
    }
    const std::int64_t rank = us == std::numeric_limits<std::int64_t>::max() ? ranks() : rankOfTime(us + 1);
    return rank > 0 ? std::optional(ofRank(rank - 1)) : std::nullopt;
}

} // namespace hindcast
