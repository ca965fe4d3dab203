#include "engine/log/verify.h"

#include "engine/log/bounded_queue.h"
#include "engine/log/chain_reader.h"
#include "engine/log/chain_walk.h"
#include "engine/log/database.h"
#include "engine/log/verify_indexes.h"
#include "engine/log/verify_outcome.h"

#include <algorithm>
#include <atomic>
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

struct AllNames {
    Names streams;
    Names categories; ///< by stream
    Names types;
};

Result<AllNames> readAllNames(Database& database)
{
    auto streams = readNames(database, streamNames);
    auto categories = readNames(database, categoryNames);
    auto types = readNames(database, typeNames);
    if (!streams || !categories || !types) {
        return !streams ? streams.error() : !categories ? categories.error() : types.error();
    }
    return AllNames{std::move(streams).value(), std::move(categories).value(), std::move(types).value()};
}

/// The thread that computes: goes on from link to link until one doesn't fit.
class Checker {
public:
    Checker(ChainWalk walk, AllNames names)
        : m_walk(std::move(walk))
        , m_names(std::move(names))
        , m_versions(m_names.streams.size())
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

    void push(std::unique_ptr<ChainRows> rows) { m_queue.push(std::move(rows)); }
    bool hasFoundBad() const { return m_bad; }

    void finish()
    {
        m_queue.close();
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }

    // After finish().
    const ChainWalk& walk() const { return m_walk; }
    const std::string& wrong() const { return m_wrong; }

private:
    void run()
    {
        while (auto rows = m_queue.pop()) {
            for (const ChainRow& row : (*rows)->rows) {
                if (m_bad) {
                    break;
                }
                m_wrong = step(row, (*rows)->texts);
                m_bad = m_bad || !m_wrong.empty();
            }
        }
    }

    std::string step(const ChainRow& row, const EventBatch& texts)
    {
        const std::int64_t stream = row.event.stream.value;
        const ChainNames names{nameIn(m_names.streams, stream),
            row.coversCategory ? nameIn(m_names.categories, stream) : nullptr,
            nameIn(m_names.types, row.event.type.value)};
        Version none;
        Version& version = names.stream != nullptr ? m_versions[static_cast<std::size_t>(stream)] : none;
        std::string wrong = m_walk.step(row, texts, names, version);
        version = row.event.version;
        return wrong;
    }

    ChainWalk m_walk;
    AllNames m_names;
    std::vector<Version> m_versions; ///< by stream
    std::string m_wrong;
    std::atomic<bool> m_bad = false;
    BoundedQueue<std::unique_ptr<ChainRows>> m_queue{4};
    std::thread m_thread;
};

/// Whether a branch holds rows before its first own position, where no reader would look.
Result<bool> hasStrayEvents(Database& database, const BranchSegment& own)
{
    auto query = database.prepare("SELECT 1 FROM event WHERE branch = ? AND position < ? LIMIT 1");
    if (!query) {
        return query.error();
    }
    return query->bind(1, own.owner.value).bind(2, own.range.first.value).step();
}

/// Hands the checker the rows of the segments until there are no more, one is missing or it has found a bad
/// one. What can't be read of a damaged file is told to `damage`. Errors: Cancelled.
Result<void> feed(ChainReader& reader,
    const std::vector<BranchSegment>& segments,
    Checker& checker,
    std::optional<Error>& damage,
    const std::function<bool(std::int64_t)>& progress)
{
    for (const BranchSegment& segment : segments) {
        for (Position first = segment.range.first; first <= segment.range.last; first = first + stretch) {
            const BranchSegment part{
                segment.owner, {first, std::min(first + (stretch - 1), segment.range.last)}};
            auto rows = std::make_unique<ChainRows>();
            const auto read = reader.read(part, *rows);
            const bool isWhole = static_cast<std::int64_t>(rows->rows.size()) >= part.range.size();
            checker.push(std::move(rows));
            if (!read) {
                damage = read.error();
            }
            // Behind a gap nothing can be good, and a made-up last position may lie very far away.
            if (!read || !isWhole || checker.hasFoundBad()) {
                return {};
            }
            if (progress && !progress(part.range.last.value)) {
                return Error{ErrorCode::Cancelled, {}, {}};
            }
        }
    }
    return {};
}

} // namespace

Result<VerifyReport> verifyChain(LogReader& reader,
    BranchId branch,
    const std::function<bool(std::int64_t)>& progress,
    const std::vector<ChainMark>& known)
{
    Database& database = reader.database();
    // The end is fixed first, and the head before it: others may append meanwhile.
    auto head = readHead(database, branch);
    auto end = reader.lastPosition(branch);
    if (!head || !end) {
        return !head ? head.error() : end.error();
    }
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
        return VerifyReport{first.value, first, "there are events before the first", hexOf(Digest{}), {}};
    }
    auto names = readAllNames(database);
    ChainReader rows(reader);
    auto ready = rows.prepare();
    if (!names || !ready) {
        return !names ? names.error() : ready.error();
    }
    Checker checker(ChainWalk(head->value_or(ChainHead{}), {}, known), std::move(names).value());
    std::optional<Error> damage;
    if (auto fed = feed(rows, clip(*all, {Position{1}, *end}), checker, damage, progress); !fed) {
        return fed.error();
    }
    checker.finish();
    return reportOf(checker.walk(), {*end, std::move(*head), checker.wrong(), std::move(damage)});
}

bool ProjectVerdict::isSound() const
{
    return staleIndex.empty() && std::none_of(branches.begin(), branches.end(), [](const Branch& branch) {
        return branch.report.firstBad.has_value();
    });
}

ProjectVerdict unreadableVerdict(const Error& damage)
{
    ProjectVerdict::Branch main;
    main.branch.id = mainBranch;
    main.branch.name = "main";
    main.report.events = 1;
    main.report.firstBad = Position{1};
    main.report.reason = reasonOf(damage);
    ProjectVerdict verdict;
    verdict.branches.push_back(std::move(main));
    return verdict;
}

Result<ProjectVerdict> verifyProject(LogReader& reader,
    const std::function<bool(std::int64_t)>& progress,
    const std::vector<ChainMark>& known)
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
        auto report =
            verifyChain(reader, branch.id, tell, branch.id == mainBranch ? known : std::vector<ChainMark>());
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
