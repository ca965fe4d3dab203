#pragma once

#include "engine/base/result.h"
#include "engine/log/event.h"

#include <future>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// What a stream's version must be for an append to go through.
struct ExpectedVersion {
    enum class Kind : std::uint8_t { Any, NoStream, Exact };
    Kind kind = Kind::Any;
    Version version;

    static ExpectedVersion any() { return {}; }
    static ExpectedVersion noStream() { return {Kind::NoStream, Version{0}}; }
    static ExpectedVersion exactly(Version version) { return {Kind::Exact, version}; }
};

/// Where appended events lie.
struct AppendReceipt {
    Position first;
    Position last;
    /// True when the ids were in the log already: nothing was written, the positions are the first ones.
    bool repeated = false;
};

/// What a redaction did.
struct RedactionReceipt {
    std::int64_t redacted = 0; ///< payloads that were there and are gone now
    Position fact; ///< of the event that says so; 0 when there was nothing to redact
};

/// Appends to a project file. A thread of its own owns the only writing connection; calls queue in front of
/// it and may come from any thread. An acknowledged append is on disk (WAL, synchronous=FULL), whole or not
/// at all; positions are assigned inside the commit, so no reader ever sees N+1 before N.
class LogWriter {
public:
    /// Opens an existing project. Errors: as LogReader::open, and FileUnwritable.
    static Result<std::unique_ptr<LogWriter>> open(const std::string& path);
    /// Makes an empty project with one log and its main branch. Errors: FileExists, FileUnwritable.
    static Result<std::unique_ptr<LogWriter>> create(const std::string& path);
    ~LogWriter();
    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;

    /// Appends events to one stream as one transaction and waits until they are durable. Events without an id
    /// get a UUIDv7, without a time the present. `stream` of each event is ignored in favour of `stream`.
    /// Errors: WrongExpectedVersion (args: stream, expected, actual), UnknownBranch, BadJson, DiskFull,
    /// StoreFailed.
    Result<AppendReceipt> append(BranchId branch,
        std::string_view stream,
        ExpectedVersion expected,
        std::span<const NewEvent> events);

    /// The same without waiting. The texts are copied before the call returns.
    std::future<Result<AppendReceipt>> appendLater(BranchId branch,
        std::string_view stream,
        ExpectedVersion expected,
        std::span<const NewEvent> events);

    /// A new branch that shares the parent's events up to and including `at`.
    /// Errors: UnknownBranch, PositionOutOfRange.
    Result<BranchId> fork(BranchId parent, Position at, std::string_view name);

    /// Makes the payloads of these events unrecoverable (data and meta; not in the file, its free pages, its
    /// write-ahead log) and appends the fact that says who did it and why. Position, type, time, ids and
    /// chain stay and verify. What is gone already is passed over, so that a redaction that could not be
    /// finished can be given again. Cost: the whole file is written anew. Errors: BadArgument without reason
    /// or positions, UnknownBranch, PositionOutOfRange, and those of an append; RedactionUnfinished where the
    /// log has the redaction, but the payloads may be recoverable from the file until the same is asked
    /// again.
    Result<RedactionReceipt>
    redact(BranchId branch, std::vector<Position> positions, std::string_view who, std::string_view reason);

private:
    class Thread;
    explicit LogWriter(std::unique_ptr<Thread> thread);
    std::unique_ptr<Thread> m_thread;
};

} // namespace hindcast
