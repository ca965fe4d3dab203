#pragma once

#include "engine/base/result.h"
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
    static constexpr std::int64_t chunkEvents = 65536;

    /// Reads the file's column chunks and, behind them, the events themselves. Errors: Cancelled,
    /// StoreFailed.
    static Result<std::shared_ptr<const TimeColumns>>
    load(LogReader& reader, BranchId branch, const std::stop_token& stop = {});
    /// This snapshot plus what has been appended since; returns itself when nothing has.
    static Result<std::shared_ptr<const TimeColumns>>
    extend(std::shared_ptr<const TimeColumns> columns, LogReader& reader, const std::stop_token& stop = {});

    BranchId branch() const { return m_branch; }
    Position last() const { return m_last; }
    const LogNames& names() const { return *m_names; }

    // Position 1..last().
    std::int64_t time(Position p) const; ///< microseconds, or noTime
    StreamId stream(Position p) const;
    TypeId type(Position p) const;
    CategoryId category(Position p) const;

    /// All positions of a stream, ascending. O(1).
    std::span<const std::uint32_t> positionsOf(StreamId stream) const;
    /// The stream's version at a position: how many of its events are not later. O(log n).
    Version versionAt(StreamId stream, Position at) const;
    /// Streams in the order of their first event; those that exist at `at` are a prefix.
    std::span<const StreamId> streamsByBirth() const;
    /// How many streams have an event at or before `at`: the length of that prefix. O(log n).
    std::int64_t streamsBornBy(Position at) const;

    /// Earliest and latest recorded time; noTime when no event has one.
    std::int64_t firstTime() const { return m_firstTime; }
    std::int64_t lastTime() const { return m_lastTime; }
    /// Positions in the order of their recorded times, those without time left out; empty while the log
    /// itself is in time order and complete, so that position and rank are the same.
    std::span<const std::uint32_t> timeOrder() const;
    /// The first position in log order whose time is not before `us` (nearest by time order), or nothing.
    std::optional<Position> positionAtTime(std::int64_t us) const;

private:
    struct Chunk;
    struct Indexes;
    TimeColumns() = default;

    BranchId m_branch;
    Position m_last;
    std::shared_ptr<const LogNames> m_names;
    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    std::shared_ptr<const Indexes> m_indexes;
    std::int64_t m_firstTime = noTime;
    std::int64_t m_lastTime = noTime;
};

} // namespace hindcast
