#include "engine/log/log_writer.h"
#include "engine/log/verify.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

#include <set>
#include <thread>

using namespace hindcast;

namespace {

NewEvent newEvent(std::string_view type, std::string_view id = {}, std::string_view data = "{}")
{
    NewEvent made;
    made.type = type;
    made.id = id;
    made.data = data;
    return made;
}

Result<AppendReceipt> appendOne(LogWriter& writer,
    std::string_view stream,
    ExpectedVersion expected = ExpectedVersion::any(),
    std::string_view id = {},
    BranchId branch = mainBranch)
{
    const NewEvent one = newEvent("Happened", id);
    return writer.append(branch, stream, expected, std::span(&one, 1));
}

ExpectedVersion expectedFrom(const QByteArray& text)
{
    return text == "any" ? ExpectedVersion::any()
        : text == "none" ? ExpectedVersion::noStream()
                         : ExpectedVersion::exactly(Version{text.toLongLong()});
}

bool verifies(const std::string& path, BranchId branch = mainBranch)
{
    const auto reader = ScratchLog::must(LogReader::open(path));
    const auto report = ScratchLog::must(verifyChain(*reader, branch));
    if (report.firstBad) {
        qWarning("position %lld: %s", static_cast<long long>(report.firstBad->value), report.reason.c_str());
    }
    return !report.firstBad;
}

} // namespace

class Writer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_new_project_is_empty_and_sound()
    {
        const ScratchLog log;
        {
            const auto writer = ScratchLog::must(LogWriter::create(log.path()));
            QCOMPARE(LogWriter::create(log.path()).error().code, ErrorCode::FileExists);
        }
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 0);
        QVERIFY(verifies(log.path()));
        QCOMPARE(log.files(), QStringList{QStringLiteral("log.hindcast")});
    }

    void positions_have_no_gap_and_versions_count_in_their_stream()
    {
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        const std::vector<NewEvent> two{newEvent("Opened"), newEvent("Changed")};
        for (int i = 0; i < 50; ++i) {
            const std::string stream = "order-" + std::to_string(i % 7);
            const auto receipt = writer->append(mainBranch, stream, ExpectedVersion::any(), two);
            QVERIFY(receipt.ok());
            QCOMPARE(receipt->first.value, 2 * i + 1);
            QCOMPARE(receipt->last.value, 2 * i + 2);
            QVERIFY(!receipt->repeated);
        }
        const auto reader = log.open();
        std::map<std::int64_t, std::int64_t> versions;
        std::int64_t next = 1;
        ScratchLog::must(reader->visit(mainBranch, {Position{1}, Position{1000}}, [&](const EventView& seen) {
            return seen.position.value == next++ && seen.version.value == ++versions[seen.stream.value];
        }));
        QCOMPARE(next, 101);
        QCOMPARE(reader->names()->types.size(), 3U);
        QVERIFY(verifies(log.path()));
    }

    void expected_version_decides_data()
    {
        QTest::addColumn<int>("before"); // events in the stream
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<bool>("goesThrough");
        QTest::newRow("any, no stream") << 0 << QByteArray("any") << true;
        QTest::newRow("any") << 2 << QByteArray("any") << true;
        QTest::newRow("none, no stream") << 0 << QByteArray("none") << true;
        QTest::newRow("none, but there is one") << 1 << QByteArray("none") << false;
        QTest::newRow("exact") << 2 << QByteArray("2") << true;
        QTest::newRow("0 is no stream") << 0 << QByteArray("0") << true;
        QTest::newRow("behind") << 2 << QByteArray("1") << false;
        QTest::newRow("ahead") << 2 << QByteArray("3") << false;
        QTest::newRow("exact, no stream") << 0 << QByteArray("1") << false;
    }

    void expected_version_decides()
    {
        QFETCH(int, before);
        QFETCH(QByteArray, expected);
        QFETCH(bool, goesThrough);
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        for (int i = 0; i < before; ++i) {
            QVERIFY(appendOne(*writer, "order-1").ok());
        }
        const auto receipt = appendOne(*writer, "order-1", expectedFrom(expected));
        QCOMPARE(receipt.ok(), goesThrough);
        if (!goesThrough) {
            QCOMPARE(receipt.error().code, ErrorCode::WrongExpectedVersion);
            QCOMPARE(receipt.error().args,
                (std::vector<std::string>{
                    "order-1", expected.toStdString(), before == 0 ? "none" : std::to_string(before)}));
        }
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, before + (goesThrough ? 1 : 0));
    }

    void a_repeated_id_writes_nothing_and_tells_the_first_position()
    {
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        QVERIFY(appendOne(*writer, "a-1", ExpectedVersion::noStream(), "x").ok());
        QVERIFY(appendOne(*writer, "a-1").ok());
        // Even where the expected version has been overtaken: that is what a retry looks like.
        const auto again = appendOne(*writer, "a-1", ExpectedVersion::noStream(), "x");
        QVERIFY(again.ok());
        QVERIFY(again->repeated);
        QCOMPARE(again->first.value, 1);
        QCOMPARE(again->last.value, 1);
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 2);
    }

    void several_ids_are_repeated_together_or_refused()
    {
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        const std::vector<NewEvent> both{newEvent("A", "x"), newEvent("B", "y")};
        const std::vector<NewEvent> some{newEvent("A", "x"), newEvent("C", "z")};
        const std::vector<NewEvent> twice{newEvent("A", "q"), newEvent("B", "q")};
        QVERIFY(writer->append(mainBranch, "a-1", ExpectedVersion::any(), both).ok());
        const auto again = writer->append(mainBranch, "a-1", ExpectedVersion::any(), both);
        QVERIFY(again.ok() && again->repeated);
        QCOMPARE(again->first.value, 1);
        QCOMPARE(again->last.value, 2);
        QCOMPARE(writer->append(mainBranch, "a-1", ExpectedVersion::any(), some).error().code,
            ErrorCode::BadArgument);
        QCOMPARE(writer->append(mainBranch, "a-1", ExpectedVersion::any(), twice).error().code,
            ErrorCode::BadArgument);
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 2);
    }

    void what_is_not_given_is_made_up()
    {
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        const NewEvent one = newEvent("A");
        QVERIFY(writer->append(mainBranch, "a-1", ExpectedVersion::any(), std::span(&one, 1)).ok());
        const auto seen = log.open()->event(mainBranch, Position{1});
        QCOMPARE(seen->id.size(), 36U);
        QVERIFY(seen->recordedUs > 1'700'000'000'000'000);
        QCOMPARE(log.open()->names()->categories.at(1), std::string("a"));
    }

    void bad_input_is_refused_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("meta");
        QTest::addColumn<int>("branch");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name,
                             const char* stream,
                             const char* type,
                             const char* data,
                             const char* meta,
                             int branch,
                             ErrorCode code) {
            QTest::newRow(name) << QByteArray(stream) << QByteArray(type) << QByteArray(data)
                                << QByteArray(meta) << branch << static_cast<int>(code);
        };
        row("no JSON", "a-1", "A", "{", "", 1, ErrorCode::BadJson);
        row("empty data", "a-1", "A", "", "", 1, ErrorCode::BadJson);
        row("bad metadata", "a-1", "A", "{}", "{\"a\":}", 1, ErrorCode::BadJson);
        row("metadata no object", "a-1", "A", "{}", "[{}]", 1, ErrorCode::BadJson);
        row("no stream", "", "A", "{}", "", 1, ErrorCode::BadArgument);
        row("no type", "a-1", "", "{}", "", 1, ErrorCode::BadArgument);
        row("no such branch", "a-1", "A", "{}", "", 7, ErrorCode::UnknownBranch);
    }

    void bad_input_is_refused()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, meta);
        QFETCH(int, branch);
        QFETCH(int, code);
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        NewEvent one = newEvent(type.toStdString());
        const std::string typeText = type.toStdString();
        const std::string dataText = data.toStdString();
        const std::string metaText = meta.toStdString();
        one.type = typeText;
        one.data = dataText;
        one.meta = metaText;
        const auto receipt = writer->append(
            BranchId{branch}, stream.toStdString(), ExpectedVersion::any(), std::span(&one, 1));
        QVERIFY(!receipt.ok());
        QCOMPARE(static_cast<int>(receipt.error().code), code);
        QVERIFY(!writer->append(mainBranch, "a-1", ExpectedVersion::any(), {}).ok());
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 0);
    }

    void of_concurrent_appends_with_one_expected_version_one_wins()
    {
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        // A second connection stands for another process: locks are by connection.
        const auto other = ScratchLog::must(LogWriter::open(log.path()));
        for (int round = 0; round < 20; ++round) {
            std::atomic<int> won = 0;
            std::atomic<int> lost = 0;
            std::vector<std::thread> threads;
            for (LogWriter* each : {writer.get(), writer.get(), other.get(), other.get()}) {
                threads.emplace_back([&, each] {
                    const auto receipt =
                        appendOne(*each, "order-1", ExpectedVersion::exactly(Version{round}));
                    const bool refused = !receipt && receipt.error().code == ErrorCode::WrongExpectedVersion;
                    (receipt ? won : lost) += receipt || refused ? 1 : 100;
                });
            }
            for (std::thread& thread : threads) {
                thread.join();
            }
            QCOMPARE(won, 1);
            QCOMPARE(lost, 3);
        }
        QVERIFY(verifies(log.path()));
    }

    void two_writers_leave_no_gap_and_readers_see_none()
    {
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        const auto other = ScratchLog::must(LogWriter::open(log.path()));
        constexpr int each = 200;
        std::atomic<bool> done = false;
        std::atomic<int> faults = 0;
        std::thread tail([&] {
            const auto reader = log.open();
            Position seen;
            while (!done || seen.value < 2 * each) {
                const auto more = reader->page(mainBranch, {seen + 1, seen + 1000});
                if (!more) {
                    ++faults;
                    return;
                }
                for (const Event& event : *more) {
                    faults += event.position.value == seen.value + 1 ? 0 : 1;
                    seen = event.position;
                }
            }
        });
        std::vector<std::thread> threads;
        for (LogWriter* one : {writer.get(), other.get()}) {
            threads.emplace_back([&faults, one] {
                for (int i = 0; i < each; ++i) {
                    faults += appendOne(*one, "order-" + std::to_string(i % 5)) ? 0 : 1;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        done = true;
        tail.join();
        QCOMPARE(faults, 0);
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 2 * each);
        QVERIFY(verifies(log.path()));
    }

    void requests_that_share_a_transaction_keep_their_own_answers()
    {
        const ScratchLog log;
        const auto writer = ScratchLog::must(LogWriter::create(log.path()));
        std::vector<std::future<Result<AppendReceipt>>> answers;
        const NewEvent one = newEvent("A");
        for (int i = 0; i < 300; ++i) {
            // Every third expects what can't be.
            const auto expected =
                i % 3 == 2 ? ExpectedVersion::exactly(Version{9999}) : ExpectedVersion::any();
            answers.push_back(writer->appendLater(mainBranch, "order-1", expected, std::span(&one, 1)));
        }
        std::int64_t position = 0;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            const auto receipt = answers[i].get();
            QCOMPARE(receipt.ok(), i % 3 != 2);
            if (receipt) {
                QCOMPARE(receipt->first.value, ++position);
            }
        }
        QVERIFY(verifies(log.path()));
    }

    void facts_can_not_be_changed_from_outside_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("update") << QByteArray("UPDATE event SET data = '{}' WHERE position = 1");
        QTest::newRow("delete") << QByteArray("DELETE FROM event");
        QTest::newRow("blank a payload")
            << QByteArray("UPDATE event SET data = NULL, meta = NULL, salt = NULL");
        QTest::newRow("rename a stream") << QByteArray("UPDATE stream SET name = 'x'");
        QTest::newRow("delete a stream") << QByteArray("DELETE FROM stream");
        QTest::newRow("rename a type") << QByteArray("UPDATE type SET name = 'x'");
        QTest::newRow("delete a type") << QByteArray("DELETE FROM type");
    }

    void facts_can_not_be_changed_from_outside()
    {
        QFETCH(QByteArray, sql);
        const ScratchLog log(orderEvents(3));
        RawDatabase raw(log.path());
        QVERIFY(!raw.attempt(sql.toStdString()).empty());
        QVERIFY(verifies(log.path()));
    }

    void branches_share_events_and_go_their_own_ways()
    {
        const ScratchLog log(orderEvents(9)); // order-0, order-1, order-2, ...
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        const auto branch = writer->fork(mainBranch, Position{5}, "what if");
        QVERIFY(branch.ok());
        QVERIFY(appendOne(*writer, "order-0").ok()); // main: position 10, version 4
        const auto own = appendOne(*writer, "order-0", ExpectedVersion::exactly(Version{2}), {}, *branch);
        QVERIFY(own.ok());
        QCOMPARE(own->first.value, 6);
        const auto deeper = writer->fork(*branch, Position{3}, "deeper");
        QVERIFY(deeper.ok());
        QVERIFY(appendOne(*writer, "new-1", ExpectedVersion::noStream(), "own id", *deeper).ok());
        // An id of the shared part is known to the branch, one behind the fork is not.
        QVERIFY(appendOne(*writer, "order-0", ExpectedVersion::any(), "id-3", *deeper)->repeated);
        QVERIFY(!appendOne(*writer, "order-0", ExpectedVersion::any(), "id-4", *deeper)->repeated);

        const auto reader = log.open();
        const auto branches = reader->branches();
        QCOMPARE(branches->size(), 3U);
        QCOMPARE(branches->at(1).name, std::string("what if"));
        QCOMPARE(branches->at(1).parent->value, 1);
        QCOMPARE(branches->at(1).forkPosition.value, 5);
        QCOMPARE(branches->at(1).last.value, 6);
        QCOMPARE(branches->at(2).last.value, 5);
        const StreamId order0 = *reader->findStream("order-0");
        QCOMPARE(reader->versionAt(mainBranch, order0, Position{100})->value, 4);
        QCOMPARE(reader->versionAt(*branch, order0, Position{100})->value, 3);
        QCOMPARE(reader->versionAt(*deeper, order0, Position{4})->value, 1);
        QCOMPARE(reader->positionOf(*branch, order0, Version{3})->value, 6);
        QCOMPARE(reader->positionOf(mainBranch, order0, Version{3})->value, 7);
        QCOMPARE(reader->positionOf(*branch, order0, Version{4}).error().code, ErrorCode::NotFound);
        QCOMPARE(reader->findId(*branch, "id-6")->has_value(), false);
        QCOMPARE(reader->findId(*branch, "id-5")->value_or(Position{}).value, 5);
        std::vector<std::int64_t> versions;
        ScratchLog::must(
            reader->visitStream(*branch, order0, Version{1}, Version{100}, [&](const EventView& seen) {
                versions.push_back(seen.version.value);
                return true;
            }));
        QCOMPARE(versions, (std::vector<std::int64_t>{1, 2, 3}));
        QCOMPARE(reader->page(*deeper, {Position{1}, Position{9}})->size(), 5U);
        for (const BranchId each : {mainBranch, *branch, *deeper}) {
            QVERIFY(verifies(log.path(), each));
        }
    }

    void a_fork_needs_a_branch_and_a_position()
    {
        const ScratchLog log(orderEvents(3));
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        QCOMPARE(writer->fork(BranchId{9}, Position{1}, "x").error().code, ErrorCode::UnknownBranch);
        QCOMPARE(writer->fork(mainBranch, Position{4}, "x").error().code, ErrorCode::PositionOutOfRange);
        QCOMPARE(writer->fork(mainBranch, Position{-1}, "x").error().code, ErrorCode::PositionOutOfRange);
        const auto empty = writer->fork(mainBranch, Position{0}, "from nothing");
        QVERIFY(empty.ok());
        QVERIFY(appendOne(*writer, "order-0", ExpectedVersion::noStream(), {}, *empty).ok());
        QVERIFY(verifies(log.path(), *empty));
    }

    void only_the_project_is_left_when_the_writer_ends()
    {
        const ScratchLog log(orderEvents(3));
        {
            const auto writer = ScratchLog::must(LogWriter::open(log.path()));
            QVERIFY(appendOne(*writer, "order-0").ok());
        }
        QCOMPARE(log.files(), QStringList{QStringLiteral("log.hindcast")});
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 4);
    }

    void a_reader_from_before_sees_what_is_appended()
    {
        const ScratchLog log(orderEvents(3));
        const auto reader = log.open();
        QCOMPARE(reader->lastPosition(mainBranch)->value, 3);
        {
            const auto writer = ScratchLog::must(LogWriter::open(log.path()));
            QVERIFY(appendOne(*writer, "order-0").ok());
            QCOMPARE(reader->lastPosition(mainBranch)->value, 4);
        }
        QCOMPARE(reader->lastPosition(mainBranch)->value, 4);
    }

    void another_programs_trigger_is_not_run()
    {
        const ScratchLog log(orderEvents(3));
        RawDatabase(log.path()).run("CREATE TRIGGER sly AFTER INSERT ON event BEGIN DELETE FROM note; END");
        QCOMPARE(LogWriter::open(log.path()).error().code, ErrorCode::ProjectDamaged);
        QVERIFY(LogReader::open(log.path()).ok());
    }

    void a_guard_that_was_dropped_comes_back()
    {
        const ScratchLog log(orderEvents(3));
        RawDatabase(log.path()).run(dropGuards);
        ScratchLog::must(LogWriter::open(log.path())).reset();
        QVERIFY(!RawDatabase(log.path()).attempt("DELETE FROM event").empty());
    }

    void the_writer_keeps_the_columns_of_full_chunks()
    {
        const ScratchLog log(orderEvents(65530));
        {
            const auto writer = ScratchLog::must(LogWriter::open(log.path()));
            const std::vector<NewEvent> five(5, newEvent("A"));
            QVERIFY(writer->append(mainBranch, "a-1", ExpectedVersion::any(), five).ok());
            QVERIFY(writer->append(mainBranch, "a-2", ExpectedVersion::any(), five).ok());
        }
        QCOMPARE(RawDatabase(log.path()).texts("SELECT chunk || ' ' || count FROM column_chunk"),
            std::vector<std::string>{"0 65536"});
    }

    void a_file_that_is_no_project_is_not_touched()
    {
        const ScratchLog log;
        RawDatabase(log.path()).run("PRAGMA journal_mode=WAL; CREATE TABLE t(x)");
        QFile file(QString::fromStdString(log.path()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        QCOMPARE(LogWriter::open(log.path()).error().code, ErrorCode::NotAProject);
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }
};

QTEST_GUILESS_MAIN(Writer)
#include "tst_log_writer.moc"
