#pragma once

#include "engine/base/growing_list.h"
#include "engine/base/result.h"
#include "engine/log/branch_segments.h"
#include "engine/log/event.h"
#include "engine/log/file_stamp.h"
#include "engine/log/redaction.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

class Database;

/// One branch as the file knows it.
struct BranchInfo {
    BranchId id;
    std::string name;
    std::optional<BranchId> parent;
    Position forkPosition; ///< the parent's first `forkPosition` events are shared; 0 for a root
    Position last; ///< own and shared events together
};

struct StreamName {
    std::string name;
    CategoryId category;
};

/// The names behind the ids; index 0 is unused so that an id is an index.
struct LogNames {
    GrowingList<StreamName> streams;
    std::vector<std::string> types;
    std::vector<std::string> categories;
};

/// Reads one project file through one connection that can't write (read-only, query_only, defensive).
/// Not thread-safe: one reader per thread. No read transaction outlives a call, and a long range is read in
/// stretches of a few thousand positions, so that a reader never holds up a writer. An event that a reader
/// has seen never changes, so a bound on positions gives a stable view while others append.
/// Errors of every call besides its own: UnknownBranch, ProjectDamaged, ProjectLocked, StoreFailed,
/// Cancelled.
class LogReader {
public:
    /// Writes nothing, save where a writer died in the middle of a change: that is undone first.
    /// Errors: FileNotFound, FileUnreadable, NotAProject, ProjectTooNew, ProjectDamaged.
    static Result<std::unique_ptr<LogReader>> open(const std::string& path);
    ~LogReader();
    LogReader(const LogReader&) = delete;
    LogReader& operator=(const LogReader&) = delete;

    Result<std::vector<BranchInfo>> branches();
    Result<LogNames> names();
    /// `known` and what has been named since it was read. Cost: the new names.
    Result<LogNames> namesSince(const LogNames& known);
    /// Rows of names read so far: what tests count.
    std::int64_t namesRead() const { return m_namesRead; }
    /// Those of the types alone, index 0 unused. Cost: one row a type.
    Result<std::vector<std::string>> typeNames();
    /// The last position of the branch, 0 when it is empty. O(log n).
    Result<Position> lastPosition(BranchId branch);

    /// Errors: PositionOutOfRange.
    Result<Event> event(BranchId branch, Position position);
    /// Events of the range in order; positions past the end are simply not there. One BETWEEN query a
    /// segment.
    Result<std::vector<Event>> page(BranchId branch, PositionRange range);

    /// Return false to stop early. It may ask the reader anything but for another visit, page or search. A
    /// visit ends with ProjectDamaged at a position that is missing; what precedes it has been told by then.
    using Visitor = std::function<bool(const EventView&)>;
    Result<void> visit(BranchId branch, PositionRange range, const Visitor& visitor);
    /// The stream's events with first <= version <= last, in order. Cost: those events.
    Result<void>
    visitStream(BranchId branch, StreamId stream, Version first, Version last, const Visitor& visitor);

    Result<StreamId> findStream(std::string_view name); ///< Errors: UnknownStream
    Result<std::string> streamName(StreamId stream);
    /// How many events the stream has up to and including `at`: its version there, 0 before its first event.
    /// O(log² n).
    Result<Version> versionAt(BranchId branch, StreamId stream, Position at);
    /// The stream's position of that version. O(log n). Errors: NotFound.
    Result<Position> positionOf(BranchId branch, StreamId stream, Version version);

    /// The first event with that id, if any. O(log n).
    Result<std::optional<Position>> findId(BranchId branch, std::string_view id);
    /// The first event whose causation is `id`, if any. O(log n).
    Result<std::optional<Position>> firstCausedBy(BranchId branch, std::string_view id);

    /// Positions in the range whose id, type, stream, data or meta contain `text` (bytes, ASCII
    /// case-insensitive; in data and meta as it is written and with JSON's escapes resolved), reported in
    /// ascending batches; return false to stop. Cost: a scan of the range.
    Result<void> search(BranchId branch,
        PositionRange range,
        std::string_view text,
        const std::function<bool(const std::vector<Position>&, Position reached)>& report);

    /// Why the event's payload is not there; nothing where it is. What the log does not say any more is
    /// empty.
    Result<std::optional<RedactionNote>> redactionOf(BranchId branch, Position position);
    /// How many payloads of the project have been redacted: whoever remembers payloads looks whether it grew.
    Result<std::int64_t> redactions();

    /// The JSON document kept under that key, if any.
    Result<std::optional<std::string>> note(std::string_view key);

    /// Where the branch's events of the range lie; its last end is the range's. For the engine's own parts.
    Result<std::vector<BranchSegment>> segments(BranchId branch, PositionRange range);

    /// The state that the file is in, also where nothing else of it can be read. Cost: a look at its header.
    /// Errors: ProjectLocked, Cancelled.
    Result<FileStamp> stamp();
    /// Lets go of all that was read: for a file that was written past SQLite, which does not notice that.
    void forget();

    /// Size of the file in bytes.
    std::int64_t bytes() const;
    const std::string& path() const { return m_path; }

    /// Stops a running call of another thread; it returns Cancelled.
    void interrupt();

    /// For the engine's own parts that read cache tables (columns, keyframes).
    Database& database() { return *m_database; }

private:
    struct Content;
    LogReader(std::string path, std::unique_ptr<Database> database, std::unique_ptr<Content> content);
    Result<const std::vector<BranchSegment>*> segmentsOf(BranchId branch);
    Result<void> addNames(std::string_view table, std::vector<std::string>& names);
    Result<void> readRange(BranchId branch, PositionRange range, const Visitor& visitor);
    Error placed(Error error) const;

    std::string m_path;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Content> m_content;
    std::int64_t m_namesRead = 0;
    std::atomic<bool> m_interrupted = false;
};

} // namespace hindcast
