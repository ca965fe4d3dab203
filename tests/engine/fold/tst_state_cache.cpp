#include "engine/fold/state_cache.h"
#include "engine/log/log_builder.h"
#include "engine/log/log_writer.h"
#include "engine/value/json.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <rapidcheck.h>

#include <thread>

using namespace hindcast;

namespace {

struct Fact {
    std::string stream;
    std::string type;
    std::string data;
};

/// A project of these events, in a folder that lives as long as the project.
class Project {
public:
    explicit Project(const std::vector<Fact>& facts)
    {
        const std::string path = m_folder.filePath(QStringLiteral("log.hindcast")).toStdString();
        auto builder = LogBuilder::begin(path, true);
        for (const Fact& fact : facts) {
            NewEvent event;
            event.stream = fact.stream;
            event.type = fact.type;
            event.data = fact.data;
            if (const auto added = builder.value()->add(event); !added) {
                qFatal("%s", describe(added.error()).c_str());
            }
        }
        if (const auto done = builder.value()->finish(); !done) {
            qFatal("%s", describe(done.error()).c_str());
        }
        m_path = path;
        m_reader = open();
    }

    std::unique_ptr<LogReader> open() const
    {
        auto reader = LogReader::open(m_path);
        if (!reader) {
            qFatal("%s", describe(reader.error()).c_str());
        }
        return std::move(reader).value();
    }
    LogReader& reader() { return *m_reader; }
    StreamId stream(const std::string& name) { return m_reader->findStream(name).value(); }

private:
    QTemporaryDir m_folder;
    std::string m_path;
    std::unique_ptr<LogReader> m_reader;
};

/// One stream of counters: version n says {"n":n}, and every tenth writes "tens".
std::vector<Fact> counters(int events)
{
    std::vector<Fact> facts;
    for (int n = 1; n <= events; ++n) {
        const std::string tens = n % 10 == 0 ? ",\"tens\":" + std::to_string(n / 10) : std::string();
        facts.push_back({"counter-1", "Counted", "{\"n\":" + std::to_string(n) + tens + "}"});
    }
    return facts;
}

std::int64_t countAt(StateCache& cache, Project& project, std::int64_t at)
{
    const auto state = cache.stateAt(project.reader(), mainBranch, StreamId{1}, Position{at});
    return state.ok() && state->version.value == at ? state->state.find("n")->asInt() : -1;
}

/// What the answer must be, computed without cache: fold all the stream's events up to there.
EntityState foldedFully(const std::vector<Fact>& facts, const std::string& stream, std::int64_t at)
{
    EntityState state;
    for (std::size_t i = 0; i < facts.size() && static_cast<std::int64_t>(i) < at; ++i) {
        if (facts[i].stream == stream) {
            const Position position{static_cast<std::int64_t>(i) + 1};
            state = defaultFold()
                        .apply(state, {facts[i].type, position, state.version + 1, facts[i].data})
                        .value();
        }
    }
    return state;
}

bool sameState(const EntityState& a, const EntityState& b)
{
    return a.version == b.version && a.position == b.position && a.deleted == b.deleted && a.state == b.state;
}

} // namespace

class StateCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_way_to_a_state_gives_the_same()
    {
        QVERIFY(rc::check("full fold == keyframes == stepping, in random logs", [] {
            const auto count = *rc::gen::inRange<std::size_t>(1, 120);
            std::vector<Fact> facts;
            for (std::size_t i = 0; i < count; ++i) {
                const auto stream = *rc::gen::element<std::string>("order-1", "order-2", "cart-1");
                const auto type = *rc::gen::element<std::string>("Changed", "Changed", "Changed", "Deleted");
                facts.push_back({stream, type, writeJson(*generate::mapOf(2))});
            }
            Project project(facts);
            StateCache keyframes(defaultFold(), *rc::gen::inRange(1, 20));
            StateCache starved(defaultFold(), *rc::gen::inRange(1, 20), *rc::gen::inRange(0, 5'000));
            const auto end = static_cast<std::int64_t>(count);
            auto at = *rc::gen::inRange<std::int64_t>(0, end + 3);
            for (int ask = 0; ask < 30; ++ask) {
                const bool step = *rc::gen::arbitrary<bool>();
                at = step ? std::clamp<std::int64_t>(at + *rc::gen::element(-1, 1), 0, end + 2)
                          : *rc::gen::inRange<std::int64_t>(0, end + 3);
                const std::string stream = facts[*rc::gen::inRange<std::size_t>(0, count)].stream;
                const EntityState expected = foldedFully(facts, stream, at);
                for (StateCache* cache : {&keyframes, &starved}) {
                    const auto state =
                        cache->stateAt(project.reader(), mainBranch, project.stream(stream), Position{at});
                    RC_ASSERT(state.ok());
                    RC_ASSERT(sameState(state.value(), expected));
                }
                RC_ASSERT(starved.bytes() <= 5'000);
            }
        }));
    }

    void stepping_forward_folds_one_event_and_back_none()
    {
        Project project(counters(3'000));
        StateCache cache(defaultFold(), 100);
        QCOMPARE(countAt(cache, project, 1'050), 1'050);
        const std::int64_t first = cache.foldsRun();
        QCOMPARE(first, 1'050);
        for (std::int64_t at = 1'051; at <= 1'100; ++at) {
            QCOMPARE(countAt(cache, project, at), at);
        }
        QCOMPARE(cache.foldsRun(), first + 50);
        for (std::int64_t at = 1'099; at >= 1'037; --at) {
            QCOMPARE(countAt(cache, project, at), at);
        }
        QCOMPARE(cache.foldsRun(), first + 50);
        const std::int64_t before = cache.foldsRun();
        QCOMPARE(countAt(cache, project, 1'036), 1'036);
        QVERIFY(cache.foldsRun() - before <= 100);
    }

    void jumps_in_a_long_stream_fold_at_most_the_spacing()
    {
        constexpr std::int64_t spacing = 1'024;
        Project project(counters(100'000));
        StateCache cache(defaultFold(), spacing);
        QCOMPARE(countAt(cache, project, 100'000), 100'000);
        QCOMPARE(cache.foldsRun(), 100'000);
        for (std::int64_t jump = 0; jump < 200; ++jump) {
            const std::int64_t at = 1 + jump * 48'271 % 100'000;
            const std::int64_t before = cache.foldsRun();
            QCOMPARE(countAt(cache, project, at), at);
            QVERIFY(cache.foldsRun() - before <= spacing);
        }
    }

    void walking_back_through_a_long_stream_is_cheap()
    {
        Project project(counters(20'000));
        StateCache cache(defaultFold(), 256);
        QCOMPARE(countAt(cache, project, 20'000), 20'000);
        const std::int64_t before = cache.foldsRun();
        for (std::int64_t at = 19'999; at > 15'000; --at) {
            QCOMPARE(countAt(cache, project, at), at);
        }
        // Each refold of at most 256 events leaves 64 states behind for the steps that follow.
        QVERIFY(cache.foldsRun() - before <= 5'000 / 64 * 256 + 256);
    }

    void what_is_remembered_stays_below_the_cap()
    {
        std::vector<Fact> facts;
        for (int n = 0; n < 400; ++n) {
            facts.push_back({"note-" + std::to_string(n % 4),
                "Written",
                "{\"f" + std::to_string(n) + "\":\"" + std::string(1'000, 'x') + "\"}"});
        }
        Project project(facts);
        StateCache cache(defaultFold(), 10, 300'000);
        for (std::int64_t stream = 1; stream <= 4; ++stream) {
            for (const std::int64_t at : {400, 200, 300, 1}) {
                QVERIFY(cache.stateAt(project.reader(), mainBranch, StreamId{stream}, Position{at}).ok());
                QVERIFY(cache.bytes() <= 300'000);
            }
        }
        QVERIFY(cache.bytes() > 0);
        cache.clear();
        QCOMPARE(cache.bytes(), 0);
        const auto again = cache.stateAt(project.reader(), mainBranch, StreamId{1}, Position{400});
        QCOMPARE(again->state.size(), std::size_t{100});
    }

    void an_entity_does_not_exist_before_its_first_event()
    {
        Project project({{"a-1", "Made", "{}"}, {"b-1", "Made", R"({"x":1})"}, {"b-1", "Deleted", "{}"}});
        StateCache cache(defaultFold());
        const StreamId late = project.stream("b-1");
        const auto before = cache.stateAt(project.reader(), mainBranch, late, Position{1});
        QVERIFY(before.ok());
        QCOMPARE(before->version.value, 0);
        QVERIFY(before->state.isNull());
        const auto after = cache.stateAt(project.reader(), mainBranch, late, Position{2});
        QCOMPARE(after->version.value, 1);
        QCOMPARE(after->position.value, 2);
        QVERIFY(!after->deleted);
        QVERIFY(cache.stateAt(project.reader(), mainBranch, late, Position{3})->deleted);
    }

    void a_branch_shares_the_past_and_has_its_own_future()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("log.hindcast")).toStdString();
        auto writer = LogWriter::create(path);
        QVERIFY(writer.ok());
        const auto append = [&writer](BranchId branch, std::string_view type, std::string_view data) {
            NewEvent event;
            event.type = type;
            event.data = data;
            return (*writer)->append(branch, "order-1", ExpectedVersion::any(), {&event, 1}).ok();
        };
        QVERIFY(append(mainBranch, "Placed", R"({"total":10})"));
        QVERIFY(append(mainBranch, "Repriced", R"({"total":20})"));
        const auto reader = LogReader::open(path);
        QVERIFY(reader.ok());
        StateCache cache(defaultFold(), 2);
        const auto totalAt = [&](BranchId branch, std::int64_t at) {
            const auto state = cache.stateAt(**reader, branch, StreamId{1}, Position{at});
            return state.ok() ? state->state.find("total")->asInt() : -1;
        };
        QCOMPARE(totalAt(mainBranch, 2), 20);
        const auto fork = (*writer)->fork(mainBranch, Position{1}, "what if");
        QVERIFY(fork.ok());
        // Types that the cache hasn't met yet come while it is in use.
        QVERIFY(append(*fork, "GivenAway", R"({"total":0})"));
        QVERIFY(append(mainBranch, "OrderDeleted", R"({"total":30})"));
        QCOMPARE(totalAt(*fork, 1), 10);
        QCOMPARE(totalAt(*fork, 2), 0);
        QCOMPARE(totalAt(mainBranch, 2), 20);
        QCOMPARE(totalAt(mainBranch, 3), 30);
        QVERIFY(cache.stateAt(**reader, mainBranch, StreamId{1}, Position{3})->deleted);
        const auto writes = cache.writesOf(**reader, *fork, StreamId{1}, {std::string("total")}, Position{2});
        QVERIFY(writes.ok());
        QCOMPARE(writes->size(), std::size_t{2});
        QCOMPARE(writes->back().before.asInt(), 10);
    }

    void failures_say_what_is_missing()
    {
        Project project({{"a-1", "Made", R"({"x":1})"}});
        StateCache cache(defaultFold());
        const auto stream = cache.stateAt(project.reader(), mainBranch, StreamId{99}, Position{1});
        QVERIFY(!stream.ok());
        QCOMPARE(stream.error().code, ErrorCode::UnknownStream);
        const auto branch = cache.stateAt(project.reader(), BranchId{99}, StreamId{1}, Position{1});
        QVERIFY(!branch.ok());
        QCOMPARE(branch.error().code, ErrorCode::UnknownBranch);
    }

    void a_fold_that_fails_leaves_earlier_states_reachable()
    {
        class Picky final : public Fold {
        public:
            Result<EntityState> apply(const EntityState& before, const FoldInput& event) const override
            {
                if (event.type == "Bad") {
                    return Error{
                        ErrorCode::FoldFault, {std::to_string(event.position.value), "it is bad"}, {}};
                }
                return defaultFold().apply(before, event);
            }
        };
        const Picky picky;
        Project project({{"a-1", "Good", R"({"x":1})"}, {"a-1", "Bad", R"({"x":2})"}, {"a-1", "Good", "{}"}});
        StateCache cache(picky);
        const auto bad = cache.stateAt(project.reader(), mainBranch, StreamId{1}, Position{3});
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().code, ErrorCode::FoldFault);
        QCOMPARE(bad.error().args.front(), std::string("2"));
        QVERIFY(cache.stateAt(project.reader(), mainBranch, StreamId{1}, Position{1}).ok());
    }

    void the_difference_between_two_positions()
    {
        Project project(counters(25));
        StateCache cache(defaultFold());
        const auto changes =
            cache.difference(project.reader(), mainBranch, StreamId{1}, Position{5}, Position{25});
        QVERIFY(changes.ok());
        QCOMPARE(writeJson(toJsonPatch(*changes)),
            std::string(
                R"([{"op":"replace","path":"/n","value":25},{"op":"add","path":"/tens","value":2}])"));
        const auto back =
            cache.difference(project.reader(), mainBranch, StreamId{1}, Position{25}, Position{5});
        QCOMPARE(writeJson(toJsonPatch(*back)),
            std::string(R"([{"op":"replace","path":"/n","value":5},{"op":"remove","path":"/tens"}])"));
    }

    void every_event_that_wrote_a_field()
    {
        Project project({{"o-1", "Placed", R"({"total":10,"lines":[{"n":1}]})"},
            {"o-2", "Placed", R"({"total":99})"},
            {"o-1", "Touched", R"({"total":10.0})"},
            {"o-1", "Repriced", R"({"total":12})"},
            {"o-1", "Cleared", R"({"total":null,"lines":[{"n":2}]})"},
            {"o-1", "Repriced", R"({"total":13})"}});
        StateCache cache(defaultFold());
        const StreamId stream = project.stream("o-1");
        const auto writes =
            cache.writesOf(project.reader(), mainBranch, stream, {std::string("total")}, Position{6});
        QVERIFY(writes.ok());
        QStringList told;
        for (const FieldWrite& write : *writes) {
            told << QStringLiteral("%1:%2 %3 -> %4")
                        .arg(write.position.value)
                        .arg(write.version.value)
                        .arg(QString::fromStdString(write.existedBefore ? writeJson(write.before) : "none"),
                            QString::fromStdString(write.existsAfter ? writeJson(write.after) : "none"));
        }
        // The third event wrote 10.0 for 10: the same number, so nothing changed.
        const QStringList expected{QStringLiteral("1:1 none -> 10"),
            QStringLiteral("4:3 10.0 -> 12"),
            QStringLiteral("5:4 12 -> none"),
            QStringLiteral("6:5 none -> 13")};
        QCOMPARE(told, expected);
        const ValuePath nested{std::string("lines"), std::size_t{0}, std::string("n")};
        QCOMPARE(cache.writesOf(project.reader(), mainBranch, stream, nested, Position{6})->size(),
            std::size_t{2});
        QCOMPARE(cache.writesOf(project.reader(), mainBranch, stream, nested, Position{4})->size(),
            std::size_t{1});
        const ValuePath absent{std::string("nothing")};
        QVERIFY(cache.writesOf(project.reader(), mainBranch, stream, absent, Position{6})->empty());
        const ValuePath whole;
        QCOMPARE(
            cache.writesOf(project.reader(), mainBranch, stream, whole, Position{6})->size(), std::size_t{4});
    }

    /// A payload may be redacted while another thread folds it: what was read before must not come back.
    void what_is_cleared_while_it_is_folded_is_not_remembered()
    {
        class Interrupted final : public Fold {
        public:
            std::function<void()> meanwhile;
            Result<EntityState> apply(const EntityState& before, const FoldInput& event) const override
            {
                meanwhile();
                return defaultFold().apply(before, event);
            }
        };
        Project project({{"a", "T", R"({"secret":1})"}, {"a", "T", R"({"b":2})"}});
        Interrupted fold;
        StateCache states(fold);
        fold.meanwhile = [] {};
        QVERIFY(states.stateAt(project.reader(), mainBranch, project.stream("a"), Position{1}).ok());
        QVERIFY(states.bytes() > 0);
        fold.meanwhile = [&] { states.clear(); };
        QVERIFY(states.stateAt(project.reader(), mainBranch, project.stream("a"), Position{2}).ok());
        QCOMPARE(states.bytes(), 0);
    }

    void threads_share_one_cache()
    {
        Project project(counters(2'000));
        StateCache cache(defaultFold(), 50, 100'000);
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                const auto reader = project.open();
                for (std::int64_t i = 0; i < 100; ++i) {
                    const std::int64_t at = 1 + (i * 733 + t * 97) % 2'000;
                    const auto state = cache.stateAt(*reader, mainBranch, StreamId{1}, Position{at});
                    if (!state.ok() || state->state.find("n")->asInt() != at) {
                        ++wrong;
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(wrong.load(), 0);
        QVERIFY(cache.bytes() <= 100'000);
    }
};

QTEST_GUILESS_MAIN(StateCacheTest)
#include "tst_state_cache.moc"
