#include "engine/log/log_writer.h"

#include "engine/base/uuid.h"
#include "engine/log/append_transaction.h"
#include "engine/log/bounded_queue.h"
#include "engine/log/database.h"
#include "engine/log/migration.h"
#include "engine/log/redaction.h"
#include "engine/log/schema.h"
#include "engine/log/temporary_file.h"
#include "engine/value/json.h"

#include <chrono>
#include <optional>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace hindcast {

namespace {

/// Requests that share a transaction at most: they share its sync to the disk.
constexpr std::size_t mostTogether = 256;
constexpr auto patience = std::chrono::seconds(5);

constexpr const char* writerPragmas =
    "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=67108864;"
    "PRAGMA cache_size=-32768;";

struct AppendRequest {
    AppendOrder order;
    std::promise<Result<AppendReceipt>> promise;
};

struct ForkRequest {
    BranchId parent;
    Position at;
    std::string name;
    std::promise<Result<BranchId>> promise;
};

struct RedactRequest {
    RedactionOrder order;
    std::promise<Result<RedactionReceipt>> promise;
};

using Request = std::variant<AppendRequest, ForkRequest, RedactRequest>;
using Outcome = std::variant<Result<AppendReceipt>, Result<BranchId>, Result<RedactionReceipt>>;

/// Removes the payloads and appends the fact, in the same transaction.
Result<RedactionReceipt>
performRedaction(AppendTransaction& transaction, RedactionTransaction& redaction, const RedactionOrder& order)
{
    auto extent = transaction.extentOf(order.branch);
    if (!extent) {
        return extent.error();
    }
    for (const Position position : order.positions) {
        if (position.value < 1 || position > extent->last) {
            return Error{ErrorCode::PositionOutOfRange,
                {std::to_string(position.value), std::to_string(extent->last.value)},
                {}};
        }
    }
    const std::string id = makeEventId();
    auto redacted = redaction.redact(extent->segments, order.positions, id);
    if (!redacted) {
        return redacted.error();
    }
    if (redacted->empty()) {
        return RedactionReceipt{};
    }
    AppendOrder fact;
    fact.branch = order.branch;
    fact.stream = redactionStream;
    fact.category = redactionCategory;
    BatchEvent& event = fact.events.events.emplace_back();
    event.typeName = fact.events.keep(redactionType);
    event.id = fact.events.keep(id);
    event.data = fact.events.keep(redactionFact(order, *redacted));
    auto appended = transaction.append(fact);
    if (!appended) {
        return appended.error();
    }
    return RedactionReceipt{static_cast<std::int64_t>(redacted->size()), appended->first};
}

std::optional<Error> errorOf(const Outcome& outcome)
{
    return std::visit(
        [](const auto& result) { return result.ok() ? std::nullopt : std::optional<Error>(result.error()); },
        outcome);
}

/// The kinds of requests and of outcomes stand in the same order.
void answer(Request& request, Outcome outcome)
{
    if (auto* append = std::get_if<AppendRequest>(&request)) {
        append->promise.set_value(std::get<Result<AppendReceipt>>(std::move(outcome)));
    } else if (auto* fork = std::get_if<ForkRequest>(&request)) {
        fork->promise.set_value(std::get<Result<BranchId>>(std::move(outcome)));
    } else {
        std::get<RedactRequest>(request).promise.set_value(
            std::get<Result<RedactionReceipt>>(std::move(outcome)));
    }
}

void refuse(Request& request, const Error& error)
{
    std::visit([&](auto& asked) { asked.promise.set_value(error); }, request);
}

/// Switching a file's journal mode needs it for a moment alone, and SQLite doesn't wait for that.
Result<void> useWal(Database& database)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto done = database.run("PRAGMA journal_mode=WAL");
        if (done || done.error().code != ErrorCode::ProjectLocked || std::chrono::steady_clock::now() > end) {
            return done;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

Result<void> checkJson(const NewEvent& event)
{
    if (auto data = readJson(event.data); !data) {
        return data.error();
    }
    if (event.meta.empty()) {
        return {};
    }
    if (auto meta = readJson(event.meta); !meta) {
        return meta.error();
    }
    return event.meta.find_first_not_of(" \t\r\n") == event.meta.find('{')
        ? Result<void>()
        : Error{ErrorCode::BadJson, {"metadata must be an object"}, {}};
}

Result<AppendOrder>
orderOf(BranchId branch, std::string_view stream, ExpectedVersion expected, std::span<const NewEvent> events)
{
    if (stream.empty() || events.empty()) {
        return Error{ErrorCode::BadArgument,
            {stream.empty() ? "the stream has no name" : "there is no event to append",
                stream.empty() ? "name the stream" : "give at least one"},
            {}};
    }
    AppendOrder order;
    order.branch = branch;
    order.stream = stream;
    order.category = events.front().category;
    order.expected = expected;
    for (const NewEvent& event : events) {
        if (event.type.empty()) {
            return Error{ErrorCode::BadArgument, {"an event has no type", "name what happened"}, {}};
        }
        if (auto sound = checkJson(event); !sound) {
            return sound.error();
        }
        BatchEvent& kept = order.events.events.emplace_back();
        kept.recordedUs = event.recordedUs;
        kept.typeName = order.events.keep(event.type);
        kept.timeText = order.events.keep(event.timeText);
        kept.id = order.events.keep(event.id);
        kept.correlation = order.events.keep(event.correlation);
        kept.causation = order.events.keep(event.causation);
        kept.data = order.events.keep(event.data);
        kept.meta = order.events.keep(event.meta);
    }
    return order;
}

} // namespace

class LogWriter::Thread {
public:
    explicit Thread(std::unique_ptr<Database> database)
        : m_database(std::move(database))
        , m_transaction(*m_database)
        , m_redaction(*m_database)
    {
    }

    ~Thread()
    {
        m_requests.close();
        if (m_thread.joinable()) {
            m_thread.join();
        }
        // At rest the file holds everything itself, so that it can be copied, and reading it makes no file
        // beside it. Where others have it open it stays as it is, and the last of them does this.
        auto folded = m_database->run("PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(TRUNCATE)");
        auto settled = m_database->run("PRAGMA journal_mode=DELETE");
        static_cast<void>(folded);
        static_cast<void>(settled);
    }

    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    Result<void> start()
    {
        auto ready = useWal(*m_database);
        ready = ready ? m_database->run(writerPragmas) : ready;
        ready = ready ? migrate(*m_database) : ready;
        ready = ready ? completeSchema(*m_database) : ready;
        ready = ready ? prepareInto(m_begin, "BEGIN IMMEDIATE") : ready;
        ready = ready ? prepareInto(m_commit, "COMMIT") : ready;
        ready = ready ? m_transaction.prepare() : ready;
        ready = ready ? m_redaction.prepare() : ready;
        if (!ready) {
            return ready;
        }
        m_thread = std::jthread([this] { run(); });
        return {};
    }

    void push(Request request) { m_requests.push(std::move(request)); }

private:
    void run()
    {
        while (auto first = m_requests.pop()) {
            std::vector<Request> requests;
            requests.push_back(std::move(*first));
            while (requests.size() < mostTogether) {
                auto next = m_requests.tryPop();
                if (!next) {
                    break;
                }
                requests.push_back(std::move(*next));
            }
            commit(requests);
        }
    }

    Result<void> prepareInto(Statement& statement, std::string_view sql)
    {
        auto made = m_database->prepare(sql);
        if (!made) {
            return made.error();
        }
        statement = std::move(made).value();
        return {};
    }

    Result<void> begin()
    {
        if (auto begun = m_begin.run(); !begun) {
            return begun;
        }
        auto ready = m_transaction.begin();
        if (!ready) {
            rollBack();
        }
        return ready;
    }

    void rollBack()
    {
        // Some failures have rolled back already.
        if (m_database->inTransaction()) {
            auto done = m_database->run("ROLLBACK");
            static_cast<void>(done);
        }
        m_transaction.forget();
    }

    Outcome perform(Request& request)
    {
        if (auto* append = std::get_if<AppendRequest>(&request)) {
            return m_transaction.append(append->order);
        }
        if (auto* fork = std::get_if<ForkRequest>(&request)) {
            return m_transaction.fork(fork->parent, fork->at, fork->name);
        }
        return performRedaction(m_transaction, m_redaction, std::get<RedactRequest>(request).order);
    }

    /// Several requests share one transaction and one sync; each keeps its own success or refusal. Where the
    /// store fails one of them, all are tried again alone.
    void commit(std::span<Request> requests)
    {
        if (auto begun = begin(); !begun) {
            for (Request& request : requests) {
                refuse(request, begun.error());
            }
            return;
        }
        std::vector<Outcome> outcomes;
        for (Request& request : requests) {
            outcomes.push_back(perform(request));
            const auto error = errorOf(outcomes.back());
            if (!error || !AppendTransaction::isStoreFailure(*error)) {
                continue;
            }
            rollBack();
            if (requests.size() == 1) {
                answer(request, std::move(outcomes.back()));
                return;
            }
            for (std::size_t i = 0; i < requests.size(); ++i) {
                commit(requests.subspan(i, 1));
            }
            return;
        }
        auto done = m_commit.run();
        if (!done) {
            rollBack();
        }
        for (std::size_t i = 0; i < requests.size(); ++i) {
            auto finished = done;
            if (done && !errorOf(outcomes[i]) && std::holds_alternative<RedactRequest>(requests[i])) {
                finished = m_redaction.scrub();
            }
            // What was refused is refused still; what was written is not.
            if (!finished && !errorOf(outcomes[i])) {
                refuse(requests[i], finished.error());
            } else {
                answer(requests[i], std::move(outcomes[i]));
            }
        }
        keepChunks();
    }

    /// A cache only: where this fails, readers do without.
    void keepChunks()
    {
        if (!m_transaction.hasFullChunks() || !m_begin.run()) {
            return;
        }
        if (!m_transaction.storeFullChunks() || !m_commit.run()) {
            rollBack();
        }
    }

    std::unique_ptr<Database> m_database;
    Statement m_begin;
    Statement m_commit;
    AppendTransaction m_transaction;
    RedactionTransaction m_redaction;
    BoundedQueue<Request> m_requests{4096};
    std::jthread m_thread;
};

LogWriter::LogWriter(std::unique_ptr<Thread> thread)
    : m_thread(std::move(thread))
{
}

LogWriter::~LogWriter() = default;

Result<std::unique_ptr<LogWriter>> LogWriter::create(const std::string& path)
{
    auto file = TemporaryFile::beside(path, false);
    if (!file) {
        return file.error();
    }
    {
        auto database = Database::open(file->path(), Database::Mode::Create);
        if (!database) {
            return Error{database.error().code, database.error().args, {path, 0, 0}};
        }
        Database& made = **database;
        auto ready = made.run("PRAGMA page_size=8192; BEGIN");
        ready = ready ? createTables(made) : ready;
        ready = ready ? createMainBranch(made) : ready;
        for (const std::string_view sql : indexStatements) {
            ready = ready ? made.run(sql.data()) : ready;
        }
        ready = ready ? completeSchema(made) : ready;
        ready = ready ? made.run("COMMIT") : ready;
        if (!ready) {
            return Error{ready.error().code, ready.error().args, {path, 0, 0}};
        }
    }
    if (auto placed = file->takePlace(); !placed) {
        return placed.error();
    }
    return open(path);
}

Result<std::unique_ptr<LogWriter>> LogWriter::open(const std::string& path)
{
    // Looked at before it is opened for writing: what is not ours must not be touched.
    for (const auto mode : {Database::Mode::Read, Database::Mode::Write}) {
        auto database = Database::open(path, mode);
        if (!database) {
            return database.error();
        }
        auto version = checkSchema(**database);
        auto ready = version ? checkTriggers(**database) : Result<void>(version.error());
        if (ready && mode == Database::Mode::Write) {
            auto thread = std::make_unique<Thread>(std::move(database).value());
            ready = thread->start();
            if (ready) {
                return std::unique_ptr<LogWriter>(new LogWriter(std::move(thread)));
            }
        }
        if (!ready) {
            return Error{ready.error().code, ready.error().args, {path, 0, 0}};
        }
    }
    return Error{ErrorCode::Internal, {"no mode of opening was tried"}, {path, 0, 0}};
}

std::future<Result<AppendReceipt>> LogWriter::appendLater(BranchId branch,
    std::string_view stream,
    ExpectedVersion expected,
    std::span<const NewEvent> events)
{
    AppendRequest request;
    auto future = request.promise.get_future();
    auto order = orderOf(branch, stream, expected, events);
    if (!order) {
        request.promise.set_value(order.error());
        return future;
    }
    request.order = std::move(order).value();
    m_thread->push(std::move(request));
    return future;
}

Result<AppendReceipt> LogWriter::append(BranchId branch,
    std::string_view stream,
    ExpectedVersion expected,
    std::span<const NewEvent> events)
{
    return appendLater(branch, stream, expected, events).get();
}

Result<BranchId> LogWriter::fork(BranchId parent, Position at, std::string_view name)
{
    ForkRequest request{parent, at, std::string(name), {}};
    auto future = request.promise.get_future();
    m_thread->push(std::move(request));
    return future.get();
}

Result<RedactionReceipt> LogWriter::redact(BranchId branch,
    std::vector<Position> positions,
    std::string_view who,
    std::string_view reason)
{
    if (positions.empty() || reason.empty()) {
        return Error{ErrorCode::BadArgument,
            {positions.empty() ? "there is nothing to redact" : "a redaction needs a reason",
                positions.empty() ? "name a position or a stream" : "say why the payload must go"},
            {}};
    }
    RedactRequest request{{branch, std::move(positions), std::string(who), std::string(reason)}, {}};
    auto future = request.promise.get_future();
    m_thread->push(std::move(request));
    return future.get();
}

} // namespace hindcast
