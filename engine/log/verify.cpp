#include "engine/log/verify.h"

#include "engine/log/bounded_queue.h"
#include "engine/log/database.h"
#include "engine/log/event_batch.h"
#include "engine/log/queries.h"
#include "engine/log/verify_indexes.h"
#include "engine/log/verify_redactions.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hindcast {

namespace {

constexpr std::int64_t stretch = 4096;

/// Names by id. An id that has none is found by the events that need it; where too many are missing the rest
/// is not kept, so that made-up ids cost no memory: those events have no name then, and the chain ends before
/// them.
using Names = std::vector<std::optional<std::string>>;
constexpr std::int64_t mostMissing = 1'000'000;

constexpr std::string_view typeNames = "SELECT id, name FROM type WHERE id > 0 ORDER BY id";
constexpr std::string_view streamNames = "SELECT id, name FROM stream WHERE id > 0 ORDER BY id";
/// By stream.
constexpr std::string_view categoryNames = "SELECT s.id, coalesce(c.name, '') FROM stream s "
                                           "LEFT JOIN category c ON c.id = s.category "
                                           "WHERE s.id > 0 ORDER BY s.id";

Result<Names> readNames(Database& database, std::string_view sql)
{
    auto query = database.prepare(sql);
    if (!query) {
        return query.error();
    }
    Names names(1);
    std::int64_t missing = 0;
    for (;;) {
        auto row = query->step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return names;
        }
        if (query->integer(0) < static_cast<std::int64_t>(names.size())) {
            return Error{ErrorCode::ProjectDamaged, {"a table of names is out of order"}, {}};
        }
        missing += query->integer(0) - static_cast<std::int64_t>(names.size());
        if (missing > mostMissing) {
            return names;
        }
        names.resize(static_cast<std::size_t>(query->integer(0)) + 1);
        names.back().emplace(query->text(1));
    }
}

const std::string* nameIn(const Names& names, std::int64_t id)
{
    const bool isThere = id > 0 && id < static_cast<std::int64_t>(names.size());
    const auto* name = isThere ? &names[static_cast<std::size_t>(id)] : nullptr;
    return name != nullptr && name->has_value() ? &**name : nullptr;
}

/// A row on its way from the thread that reads to the one that computes.
struct Row {
    BatchEvent event; ///< `link` is what the file says
    ArenaText salt;
    bool isShaped = false; ///< every column holds the kind of value that we write
    bool isRedacted = false;
    bool coversCategory = false;
    RedactionCheck::Kept kept; ///< of a redacted one
};
struct Rows {
    EventBatch texts;
    std::vector<Row> rows;
};

bool isShaped(const Statement& row)
{
    using Kind = Statement::Kind;
    const auto is = [&](int column, Kind kind) { return row.kind(column) == kind; };
    const auto isTextOrNull = [&](int column) {
        return is(column, Kind::Null) || (is(column, Kind::Text) && !row.text(column).empty());
    };
    return is(1, Kind::Integer) && is(2, Kind::Integer) && is(3, Kind::Integer)
        && (is(4, Kind::Integer) || is(4, Kind::Null)) && isTextOrNull(5) && isTextOrNull(6)
        && isTextOrNull(7) && isTextOrNull(8) && (is(9, Kind::Text) || is(9, Kind::Null)) && isTextOrNull(10)
        && (is(11, Kind::Blob) || is(11, Kind::Null)) && is(12, Kind::Blob)
        && row.text(12).size() == sizeof(Digest);
}

/// A branch and from where on its links vouch for categories.
struct Owner {
    BranchId branch;
    Position categoriesFrom;
};

void take(const Statement& row, const Owner& owner, Rows& rows)
{
    Row& made = rows.rows.emplace_back();
    // A key that was changed in place still lies where the search passes.
    made.isShaped = isShaped(row) && row.integer(13) == owner.branch.value;
    made.isRedacted = row.isNull(9) && row.isNull(11);
    made.event.position = Position{row.integer(0)};
    if (!made.isShaped) {
        return;
    }
    made.event.stream = StreamId{row.integer(1)};
    made.event.version = Version{row.integer(2)};
    made.coversCategory = made.event.version.value == 1 && made.event.position >= owner.categoriesFrom;
    made.event.type = TypeId{row.integer(3)};
    made.event.recordedUs = row.optionalInteger(4);
    made.event.timeText = rows.texts.keep(row.text(5));
    made.event.id = rows.texts.keep(row.text(6));
    made.event.correlation = rows.texts.keep(row.text(7));
    made.event.causation = rows.texts.keep(row.text(8));
    made.event.data = rows.texts.keep(row.text(9));
    made.event.meta = rows.texts.keep(row.text(10));
    made.salt = rows.texts.keep(row.text(11));
    std::memcpy(made.event.link.data(), row.text(12).data(), sizeof(Digest));
}

/// What the writers say the last event is, so that one which is cut off is missed.
struct Head {
    Position position;
    std::string link;
};

Result<std::optional<Head>> readHead(Database& database, BranchId branch)
{
    auto query = database.prepare("SELECT position, chain FROM head WHERE branch = ?");
    if (!query) {
        return query.error();
    }
    auto row = query->bind(1, branch.value).step();
    if (!row) {
        return row.error();
    }
    return *row ? std::optional(Head{Position{query->integer(0)}, std::string(query->text(1))})
                : std::nullopt;
}

/// The thread that computes: goes on from link to link until one doesn't fit.
class Checker {
public:
    Checker(Head said, Names streams, Names categories, Names types)
        : m_said(std::move(said))
        , m_streams(std::move(streams))
        , m_categories(std::move(categories))
        , m_types(std::move(types))
        , m_versions(m_streams.size())
        , m_thread([this] { run(); })
    {
    }
    /// Where the check was left early, what waits is not looked at.
    ~Checker()
    {
        m_bad = true;
        finish();
    }
    Checker(const Checker&) = delete;
    Checker& operator=(const Checker&) = delete;

    void push(std::unique_ptr<Rows> rows) { m_queue.push(std::move(rows)); }
    bool hasFoundBad() const { return m_bad; }

    void finish()
    {
        m_queue.close();
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }

    // After finish().
    Position lastGood() const { return m_last; }
    const Digest& head() const { return m_head; }
    Position badPosition() const { return m_last + 1; }
    const std::string& reason() const { return m_reason; }

private:
    void run()
    {
        while (auto rows = m_queue.pop()) {
            for (const Row& row : (*rows)->rows) {
                if (m_bad) {
                    break;
                }
                m_reason = check(row, (*rows)->texts);
                if (!m_reason.empty()) {
                    m_bad = true;
                    break;
                }
                m_last = row.event.position;
                m_head = row.event.link;
            }
        }
    }

    /// What is wrong with the row, or nothing.
    std::string check(const Row& row, const EventBatch& texts)
    {
        const BatchEvent& event = row.event;
        if (event.position != m_last + 1) {
            return "position missing";
        }
        if (!row.isShaped) {
            return "a value is of the wrong kind";
        }
        const std::string* stream = nameIn(m_streams, event.stream.value);
        const std::string* type = nameIn(m_types, event.type.value);
        if (stream == nullptr || type == nullptr) {
            return stream == nullptr ? "its stream has no name" : "its type has no name";
        }
        Version& version = m_versions[static_cast<std::size_t>(event.stream.value)];
        if (event.version != version + 1) {
            return "its version does not follow its predecessor's in the stream";
        }
        version = event.version;

        Digest payload{};
        if (row.isRedacted) {
            if (!row.kept.digest || !row.kept.isTold) {
                return !row.kept.digest ? "payload removed without a redaction"
                                        : "payload removed without a fact that says so";
            }
            if (!texts.text(event.meta).empty()) {
                return "metadata beside a removed payload";
            }
            payload = *row.kept.digest;
        } else {
            payload =
                m_digester.payload(texts.text(row.salt), texts.text(event.data), texts.text(event.meta));
        }
        const std::string* category = row.coversCategory ? nameIn(m_categories, event.stream.value) : nullptr;
        if (row.coversCategory && (category == nullptr || category->empty())) {
            return "its stream has no category";
        }
        const Digest link = m_digester.link(m_head,
            {event.position,
                event.version,
                event.recordedUs,
                *stream,
                category != nullptr ? std::string_view(*category) : std::string_view(),
                *type,
                texts.text(event.timeText),
                texts.text(event.id),
                texts.text(event.correlation),
                texts.text(event.causation)},
            bytesOf(payload));
        if (link != event.link) {
            return "payload, envelope or order altered";
        }
        const bool isHead = event.position == m_said.position;
        return isHead && bytesOf(link) != m_said.link ? "the log's head names another event" : std::string();
    }

    Head m_said;
    Names m_streams;
    Names m_categories; ///< by stream
    Names m_types;
    std::vector<Version> m_versions; ///< by stream
    Digester m_digester;
    Position m_last;
    Digest m_head{};
    std::string m_reason;
    std::atomic<bool> m_bad = false;
    BoundedQueue<std::unique_ptr<Rows>> m_queue{4};
    std::thread m_thread;
};

/// Adds the rows of a stretch; those before a failure are there.
Result<void> readRows(Statement& query,
    const BranchSegment& part,
    Position categoriesFrom,
    RedactionCheck& redactions,
    Rows& rows)
{
    const StatementScope scope(query);
    query.bind(1, part.owner.value).bind(2, part.range.first.value).bind(3, part.range.last.value);
    for (;;) {
        auto row = query.step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return {};
        }
        take(query, {part.owner, categoriesFrom}, rows);
        if (Row& made = rows.rows.back(); made.isRedacted) {
            auto kept = redactions.keptOf(part.owner, made.event.position);
            if (!kept) {
                return kept.error();
            }
            made.kept = *kept;
        }
    }
}

/// From which position on the branch's links vouch for categories; old files have no such position.
Result<Position> categoriesFrom(Database& database, BranchId branch)
{
    auto version = database.number("PRAGMA user_version");
    if (!version) {
        return version.error();
    }
    if (version->value_or(0) < 2) {
        return Position{std::numeric_limits<std::int64_t>::max()};
    }
    auto query = database.prepare("SELECT categories_from FROM branch WHERE id = ?");
    if (!query) {
        return query.error();
    }
    auto row = query->bind(1, branch.value).step();
    if (!row) {
        return row.error();
    }
    return Position{*row ? query->integer(0) : 1};
}

/// Whether a branch holds rows before its first own position, where no reader would look.
Result<bool> hasStrayEvents(Database& database, const BranchSegment& own)
{
    auto query = database.prepare("SELECT 1 FROM event WHERE branch = ? AND position < ? LIMIT 1");
    if (!query) {
        return query.error();
    }
    return query->bind(1, own.owner.value).bind(2, own.range.first.value).step();
}

VerifyReport badAt(const Checker& checker, std::string reason)
{
    VerifyReport report;
    report.events = checker.badPosition().value;
    report.firstBad = checker.badPosition();
    report.reason = std::move(reason);
    report.head = hexOf(checker.head());
    return report;
}

} // namespace

Result<VerifyReport>
verifyChain(LogReader& reader, BranchId branch, const std::function<bool(std::int64_t)>& progress)
{
    Database& database = reader.database();
    // The end is fixed first, and the head before it: others may append meanwhile.
    auto head = readHead(database, branch);
    auto last = reader.lastPosition(branch);
    if (!last || !head) {
        return !last ? last.error() : head.error();
    }
    const Position end = *last;
    auto all = reader.segments(branch, {Position{1}, Position{std::numeric_limits<std::int64_t>::max()}});
    if (!all) {
        return all.error();
    }
    auto stray = hasStrayEvents(database, all->back());
    if (!stray) {
        return stray.error();
    }
    if (*stray) {
        const Position first = all->back().range.first;
        return VerifyReport{first.value, first, "there are events before the first", hexOf(Digest{})};
    }
    const auto segments = clip(*all, {Position{1}, end});
    auto streams = readNames(database, streamNames);
    auto categories = readNames(database, categoryNames);
    auto types = readNames(database, typeNames);
    RedactionCheck redactions(reader);
    auto ready = redactions.prepare();
    auto query = database.prepare(queries::verify);
    if (!streams || !categories || !types || !ready || !query) {
        return !streams   ? streams.error()
            : !categories ? categories.error()
            : !types      ? types.error()
            : !ready      ? ready.error()
                          : query.error();
    }

    Checker checker(head->value_or(Head{}),
        std::move(streams).value(),
        std::move(categories).value(),
        std::move(types).value());
    std::optional<Error> damage;
    bool hasGap = false;
    for (const BranchSegment& segment : segments) {
        auto covered = categoriesFrom(database, segment.owner);
        if (!covered) {
            return covered.error();
        }
        for (Position first = segment.range.first; first <= segment.range.last && !damage;
             first = first + stretch) {
            const BranchSegment part{
                segment.owner, {first, std::min(first + (stretch - 1), segment.range.last)}};
            auto rows = std::make_unique<Rows>();
            auto read = readRows(*query, part, *covered, redactions, *rows);
            const bool isWhole = static_cast<std::int64_t>(rows->rows.size()) >= part.range.size();
            checker.push(std::move(rows));
            if (!read) {
                damage = read.error();
            }
            // Behind a gap nothing can be good, and a made-up last position may lie very far away.
            if (checker.hasFoundBad() || !isWhole) {
                hasGap = !isWhole;
                break;
            }
            if (progress && !progress(part.range.last.value)) {
                return Error{ErrorCode::Cancelled, {}, {}};
            }
        }
        if (damage || hasGap || checker.hasFoundBad()) {
            break;
        }
    }
    checker.finish();

    if (checker.hasFoundBad()) {
        return badAt(checker, checker.reason());
    }
    if (damage) {
        return damage->code == ErrorCode::ProjectDamaged
            ? badAt(checker, "the file is damaged: " + damage->args.front())
            : Result<VerifyReport>(*damage);
    }
    if (checker.lastGood() < end || (*head && (*head)->position > end)) {
        return badAt(checker, "position missing");
    }
    if (!*head) {
        return badAt(checker, "the log's head is missing");
    }
    VerifyReport report;
    report.events = end.value;
    report.head = hexOf(checker.head());
    return report;
}

bool ProjectVerdict::isSound() const
{
    return staleIndex.empty() && std::none_of(branches.begin(), branches.end(), [](const Branch& branch) {
        return branch.report.firstBad.has_value();
    });
}

Result<ProjectVerdict> verifyProject(LogReader& reader, const std::function<bool(std::int64_t)>& progress)
{
    auto branches = reader.branches();
    if (!branches) {
        return branches.error();
    }
    if (branches->empty()) {
        return Error{ErrorCode::ProjectDamaged, {"it has no branch"}, {reader.path(), 0, 0}};
    }
    ProjectVerdict verdict;
    std::unordered_map<BranchId, Position> ends;
    std::int64_t done = 0;
    const auto tell = [&](std::int64_t events) { return !progress || progress(done + events); };
    for (BranchInfo& branch : *branches) {
        auto report = verifyChain(reader, branch.id, tell);
        if (!report) {
            return report.error();
        }
        done += report->events;
        ends[branch.id] = branch.last;
        verdict.branches.push_back({std::move(branch), std::move(report).value()});
    }
    if (!verdict.isSound()) {
        return verdict;
    }
    auto stale = firstStaleIndex(reader.database(), ends, [&] { return tell(0); });
    if (!stale) {
        return stale.error();
    }
    verdict.staleIndex = std::move(stale).value();
    return verdict;
}

} // namespace hindcast
