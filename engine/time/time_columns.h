#pragma once

#include "engine/base/result.h"
#include "engine/log/column_chunk.h"
#include "engine/log/log_reader.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace hindcast {

/// What the timeline, the entity list and every filter need of each event, as arrays by position; payloads
/// stay in the store. An immutable snapshot: many threads may read it, an extended one shares all full chunks
/// with it. Memory: 16 bytes an event, and 4 more for the positions of each stream.
class TimeColumns {
public:
    static constexpr std::int64_t chunkEvents = ColumnChunk::events;

    enum class Source : std::uint8_t {
        Chunks, ///< the file's column chunks and, behind them or where one is missing, the events
        Events ///< the events alone: in an altered file the chunks may tell of other ones
    };
    /// Reads the columns. A log that has lost a position is taken up to there. Cost: the chunks, or one pass
    /// over the events. Errors: Cancelled, ProjectDamaged, StoreFailed.
    static Result<std::shared_ptr<const TimeColumns>> load(LogReader& reader,
        BranchId branch,
        const std::stop_token& stop = {},
        Source source = Source::Chunks);
    /// This snapshot plus what has been appended since; returns itself when nothing has. Cost: what is new,
    /// and a merge of the time order where the log is not in it.
    static Result<std::shared_ptr<const TimeColumns>>
    extend(std::shared_ptr<const TimeColumns> columns, LogReader& reader, const std::stop_token& stop = {});

    BranchId branch() const { return m_branch; }
    Position last() const { return m_last; }
    const LogNames& names() const { return *m_names; }

    // Position 1..last().
    /// Microseconds, or noTime; two of them always have a distance (isCountable).
    std::int64_t time(Position p) const { return chunk(p).times[offset(p)]; }
    StreamId stream(Position p) const { return StreamId{chunk(p).streams[offset(p)]}; }
    TypeId type(Position p) const { return TypeId{chunk(p).types[offset(p)]}; }
    CategoryId category(Position p) const { return m_names->streams[chunk(p).streams[offset(p)]].category; }

    /// The columns themselves, chunkEvents positions each but for the last: for loops over all events.
    std::span<const std::shared_ptr<const ColumnChunk>> chunks() const { return m_chunks; }

    /// All positions of a stream, ascending; none for a stream this branch doesn't have. O(1).
    std::span<const std::uint32_t> positionsOf(StreamId stream) const;
    /// The stream's version at a position: how many of its events are not later. O(log n).
    Version versionAt(StreamId stream, Position at) const;
    /// Streams in the order of their first event; those that exist at `at` are a prefix.
    std::span<const StreamId> streamsByBirth() const;
    /// How many streams have an event at or before `at`: the length of that prefix. O(log n).
    std::int64_t streamsBornBy(Position at) const;

    /// Earliest and latest recorded time; noTime when no event has one.
    std::int64_t firstTime() const;
    std::int64_t lastTime() const;
    /// Positions in the order of their recorded times, equal times in log order, those without time left out;
    /// empty while the log itself is in time order and complete, so that position and rank are the same (and
    /// when no event has a time: then firstTime() is noTime).
    std::span<const std::uint32_t> timeOrder() const;
    /// Of the events whose time is not before `us` the one with the earliest time, the first in log order
    /// among equals; nothing when all are earlier. O(log n).
    std::optional<Position> positionAtTime(std::int64_t us) const;
    /// Of the events whose time is not after `us` the one with the latest time, the last in log order among
    /// equals: the log as it was then. Nothing when all are later. O(log n).
    std::optional<Position> lastUpToTime(std::int64_t us) const;

private:
    struct Indexes;
    TimeColumns() = default;

    /// Events in the order of their times: how many have a time before `us`, and where the one of a rank is.
    std::int64_t rankOfTime(std::int64_t us) const;
    std::int64_t ranks() const;
    Position ofRank(std::int64_t rank) const;

    const ColumnChunk& chunk(Position p) const
    {
        return *m_chunks[static_cast<std::size_t>((p.value - 1) / chunkEvents)];
    }
    static std::size_t offset(Position p) { return static_cast<std::size_t>((p.value - 1) % chunkEvents); }
    Result<bool> readFrom(LogReader& reader, Position last, const std::stop_token& stop);

    BranchId m_branch;
    Source m_source = Source::Chunks;
    Position m_last;
    std::shared_ptr<const LogNames> m_names;
    std::vector<std::shared_ptr<const ColumnChunk>> m_chunks;
    std::shared_ptr<const Indexes> m_indexes;
};

} // namespace hindcast
