#include "engine/log/log_reader.h"
#include "engine/log/log_writer.h"
#include "engine/log/queries.h"
#include "engine/log/text_matcher.h"
#include "engine/time/time_columns.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QCryptographicHash>
#include <QtTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cctype>
#include <thread>

using namespace hindcast;

namespace {

QByteArray hashOf(const QString& path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
        qFatal("can't read the file");
    }
    return hash.result();
}

std::vector<std::int64_t> hits(LogReader& reader, std::string_view text, PositionRange range)
{
    std::vector<std::int64_t> found;
    ScratchLog::must(
        reader.search(mainBranch, range, text, [&](const std::vector<Position>& batch, Position) {
            for (const Position position : batch) {
                found.push_back(position.value);
            }
            return true;
        }));
    return found;
}

constexpr PositionRange everything{Position{1}, Position{1'000'000'000}};

} // namespace

class Reading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_file_that_is_no_project_is_refused_data()
    {
        QTest::addColumn<QByteArray>("content"); // of the file; SQL after "sql:"; "-" for none
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* content, ErrorCode code) {
            QTest::newRow(name) << QByteArray(content) << static_cast<int>(code);
        };
        row("not there", "-", ErrorCode::FileNotFound);
        row("empty", "", ErrorCode::NotAProject);
        row("text",
            "{\"specversion\":\"1.0\"} and so on, longer than a header would be, to be read as one........",
            ErrorCode::NotAProject);
        row("another program's database", "sql:CREATE TABLE event(x)", ErrorCode::NotAProject);
        row("our mark alone",
            "sql:PRAGMA application_id=0x48435354; PRAGMA user_version=1",
            ErrorCode::ProjectDamaged);
        row("no version",
            "sql:PRAGMA application_id=0x48435354; CREATE TABLE event(x)",
            ErrorCode::ProjectDamaged);
        row("from the future",
            "sql:PRAGMA application_id=0x48435354; PRAGMA user_version=3",
            ErrorCode::ProjectTooNew);
    }

    void a_file_that_is_no_project_is_refused()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, code);
        const ScratchLog log;
        if (content.startsWith("sql:")) {
            RawDatabase(log.path()).run(content.mid(4).toStdString());
        } else if (content != "-") {
            QFile file(QString::fromStdString(log.path()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        const auto reader = LogReader::open(log.path());
        QVERIFY(!reader.ok());
        QCOMPARE(static_cast<int>(reader.error().code), code);
        QCOMPARE(reader.error().place.file, log.path());
    }

    void a_folder_is_no_project()
    {
        const ScratchLog log;
        QCOMPARE(LogReader::open(log.folder().toStdString()).error().code, ErrorCode::FileUnreadable);
    }

    void a_hostile_schema_is_not_run_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("view in place of a table")
            << QByteArray("ALTER TABLE event RENAME TO kept; CREATE VIEW event AS SELECT * FROM kept");
        QTest::newRow("computed column") << QByteArray("DROP TABLE note; CREATE TABLE note(key TEXT PRIMARY "
                                                       "KEY, json TEXT AS (printf('%1000000000d', key)))");
        QTest::newRow("a column more") << QByteArray("ALTER TABLE type ADD COLUMN more");
        QTest::newRow("an index on an expression")
            << QByteArray("DROP INDEX event_id; CREATE INDEX event_id ON event(length(data))");
        QTest::newRow("no index") << QByteArray("DROP INDEX event_stream");
        QTest::newRow("UTF-16") << QByteArray("");
    }

    void a_hostile_schema_is_not_run()
    {
        QFETCH(QByteArray, sql);
        ScratchLog log;
        if (sql.isEmpty()) {
            // The same tables in another encoding: written anew from the dump of a sound project.
            const ScratchLog sound(orderEvents(3));
            const auto statements =
                RawDatabase(sound.path())
                    .texts(
                        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'table' DESC");
            RawDatabase raw(log.path());
            raw.run("PRAGMA encoding='UTF-16le'; PRAGMA application_id=0x48435354; PRAGMA user_version=1");
            for (const std::string& statement : statements) {
                raw.run(statement);
            }
        } else {
            log.build(orderEvents(3));
            RawDatabase raw(log.path());
            raw.run(sql.toStdString());
        }
        QCOMPARE(LogReader::open(log.path()).error().code, ErrorCode::ProjectDamaged);
        QCOMPARE(LogWriter::open(log.path()).error().code, ErrorCode::ProjectDamaged);
    }

    void travelling_writes_nothing()
    {
        const ScratchLog log(orderEvents(10000));
        const QString path = QString::fromStdString(log.path());
        const QByteArray before = hashOf(path);
        const QDateTime changed = QFileInfo(path).lastModified();
        {
            const auto reader = log.open();
            QCOMPARE(log.files().size(), 1); // nor is anything laid beside it
            ScratchLog::must(TimeColumns::load(*reader, mainBranch));
            ScratchLog::must(reader->branches());
            ScratchLog::must(reader->names());
            ScratchLog::must(reader->page(mainBranch, {Position{100}, Position{600}}));
            ScratchLog::must(reader->visit(mainBranch, everything, [](const EventView&) { return true; }));
            ScratchLog::must(reader->versionAt(mainBranch, StreamId{1}, Position{500}));
            ScratchLog::must(reader->findId(mainBranch, "id-7"));
            QVERIFY(!hits(*reader, "id-99", everything).empty());
            QCOMPARE(log.files().size(), 1);
        }
        QCOMPARE(hashOf(path), before);
        QCOMPARE(QFileInfo(path).lastModified(), changed);
        QCOMPARE(log.files().size(), 1);
    }

    /// A writer that died leaves its write-ahead log; what it holds was acknowledged.
    void what_a_dead_writer_left_is_read()
    {
        const ScratchLog log(orderEvents(3));
        const QString copy = log.folder() + QStringLiteral("/copy.hindcast");
        {
            const auto writer = ScratchLog::must(LogWriter::open(log.path()));
            NewEvent one;
            one.type = "T";
            one.data = "{}";
            ScratchLog::must(writer->append(mainBranch, "a-1", ExpectedVersion::any(), std::span(&one, 1)));
            QVERIFY(QFile::copy(QString::fromStdString(log.path()), copy));
            QVERIFY(QFile::copy(QString::fromStdString(log.path() + "-wal"), copy + QStringLiteral("-wal")));
        }
        auto reader = LogReader::open(copy.toStdString());
        QVERIFY2(reader.ok(), reader ? "" : describe(reader.error()).c_str());
        QCOMPARE((*reader)->lastPosition(mainBranch)->value, 4);
    }

    void every_query_finds_its_rows_by_an_index()
    {
        const ScratchLog log(orderEvents(10));
        RawDatabase raw(log.path());
        for (const std::string_view sql : queries::all) {
            const auto plan = raw.texts("EXPLAIN QUERY PLAN " + std::string(sql), 3);
            QVERIFY(!plan.empty());
            for (const std::string& step : plan) {
                QVERIFY2(step.starts_with("SEARCH"), (step + " in " + std::string(sql)).c_str());
            }
        }
        for (const std::string_view sql : queries::indexEntries) {
            for (const std::string& step : raw.texts("EXPLAIN QUERY PLAN " + std::string(sql), 3)) {
                QVERIFY2(step.starts_with("SCAN event USING COVERING INDEX"), step.c_str());
            }
        }
        const auto planOf = [&](std::string_view sql) {
            return raw.texts("EXPLAIN QUERY PLAN " + std::string(sql), 3).front();
        };
        QVERIFY(planOf(queries::byId).find("event_id (branch=? AND id=? AND position>? AND position<?)")
            != std::string::npos);
        QVERIFY(planOf(queries::byCause)
                    .find("event_causation (branch=? AND causation=? AND position>? AND position<?)")
            != std::string::npos);
        QVERIFY(planOf(queries::streamRange)
                    .find("event_stream (branch=? AND stream=? AND version>? AND version<?)")
            != std::string::npos);
        QVERIFY(planOf(queries::range).find("PRIMARY KEY (branch=? AND position>? AND position<?)")
            != std::string::npos);
    }

    void visits_stop_when_told()
    {
        const ScratchLog log(orderEvents(10000));
        const auto reader = log.open();
        std::int64_t seen = 0;
        ScratchLog::must(
            reader->visit(mainBranch, {Position{4000}, Position{9000}}, [&](const EventView& event) {
                seen = event.position.value;
                return seen < 5000;
            }));
        QCOMPARE(seen, 5000);
        ScratchLog::must(reader->visitStream(
            mainBranch, StreamId{1}, Version{10}, Version{20}, [&](const EventView& event) {
                seen = event.version.value;
                return seen < 15;
            }));
        QCOMPARE(seen, 15);
    }

    void ranges_beyond_the_log_are_cut_data()
    {
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("last");
        QTest::addColumn<int>("count");
        constexpr auto most = std::numeric_limits<qint64>::max();
        QTest::newRow("all") << qint64{1} << most << 10;
        QTest::newRow("before the first") << qint64{-5} << qint64{3} << 3;
        QTest::newRow("behind the last") << qint64{11} << qint64{20} << 0;
        QTest::newRow("backwards") << qint64{5} << qint64{4} << 0;
        QTest::newRow("one") << qint64{10} << qint64{10} << 1;
    }

    void ranges_beyond_the_log_are_cut()
    {
        QFETCH(qint64, first);
        QFETCH(qint64, last);
        QFETCH(int, count);
        const ScratchLog log(orderEvents(10));
        const auto reader = log.open();
        const PositionRange range{Position{first}, Position{last}};
        QCOMPARE(static_cast<int>(reader->page(mainBranch, range)->size()), count);
        int visited = 0;
        ScratchLog::must(reader->visit(mainBranch, range, [&](const EventView&) { return ++visited > 0; }));
        QCOMPARE(visited, count);
        QCOMPARE(static_cast<int>(hits(*reader, "", range).size()), count);
    }

    void a_visit_tells_what_precedes_a_gap_and_then_fails_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("one missing") << QByteArray("DELETE FROM event WHERE position = 7");
        QTest::newRow("moved to the end of all numbers")
            << QByteArray("DELETE FROM event WHERE position BETWEEN 7 AND 9;"
                          "UPDATE event SET position = 9223372036854775807 WHERE position = 10");
    }

    void a_visit_tells_what_precedes_a_gap_and_then_fails()
    {
        QFETCH(QByteArray, sql);
        const ScratchLog log(orderEvents(10));
        {
            RawDatabase raw(log.path());
            raw.run(dropGuards);
            raw.run(sql.toStdString());
        }
        const auto reader = log.open();
        std::int64_t last = 0;
        const auto visited = reader->visit(mainBranch, everything, [&](const EventView& event) {
            last = event.position.value;
            return true;
        });
        QCOMPARE(last, std::int64_t{6});
        QVERIFY(!visited);
        QCOMPARE(visited.error().code, ErrorCode::ProjectDamaged);
        QCOMPARE(visited.error().args.front(), std::string("position 7 is missing"));
        QCOMPARE(reader->search(mainBranch, everything, "id", [](const auto&, Position) { return true; })
                     .error()
                     .code,
            ErrorCode::ProjectDamaged);
    }

    void an_interrupted_call_says_so_and_the_next_one_works()
    {
        const ScratchLog log(orderEvents(20000));
        const auto reader = log.open();
        const auto stopped = reader->visit(mainBranch, everything, [&](const EventView& event) {
            if (event.position.value == 100) {
                reader->interrupt();
            }
            return true;
        });
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QCOMPARE(hits(*reader, "id-20000", everything), std::vector<std::int64_t>{20000});
        const auto search = reader->search(mainBranch, everything, "id", [&](const auto&, Position) {
            reader->interrupt();
            return true;
        });
        QCOMPARE(search.error().code, ErrorCode::Cancelled);
    }

    void search_looks_at_every_text_in_either_case_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<int>>("positions");
        QTest::newRow("payload") << QByteArray("SPECIAL") << QList<int>{2};
        QTest::newRow("metadata") << QByteArray("alice") << QList<int>{3};
        QTest::newRow("id") << QByteArray("ID-4") << QList<int>{4};
        QTest::newRow("type") << QByteArray("rare") << QList<int>{5};
        QTest::newRow("stream") << QByteArray("Customer-7") << QList<int>{6};
        QTest::newRow("not ASCII, as it is") << QByteArray("Größe") << QList<int>{2};
        QTest::newRow("not ASCII, case kept") << QByteArray("grÖße") << QList<int>{};
        QTest::newRow("written with escapes") << QByteArray("München") << QList<int>{1};
        QTest::newRow("an escaped slash") << QByteArray("ulm/x") << QList<int>{4};
        QTest::newRow("the escape itself") << QByteArray("\\u00fc") << QList<int>{1};
        QTest::newRow("nowhere") << QByteArray("zebra") << QList<int>{};
        QTest::newRow("a key") << QByteArray("\"n\":") << QList<int>{1, 2, 3, 4, 5, 6};
    }

    void search_looks_at_every_text_in_either_case()
    {
        QFETCH(QByteArray, text);
        QFETCH(QList<int>, positions);
        auto events = orderEvents(6);
        events[0].data = "{\"n\":1,\"city\":\"M\\u00fcnchen\"}";
        events[3].meta = "{\"city\":\"Ulm\\/x\"}";
        events[1].data = "{\"n\":2,\"text\":\"something Special of Größe\"}";
        events[2].meta = "{\"user\":\"Alice\"}";
        events[4].type = "RareThing";
        events[5].stream = "customer-7";
        const ScratchLog log(events);
        const auto found = hits(*log.open(), text.toStdString(), everything);
        QCOMPARE(QList<int>(found.begin(), found.end()), positions);
    }

    void search_reports_as_it_goes_and_stops_when_told()
    {
        const ScratchLog log(orderEvents(10000));
        std::vector<std::int64_t> reached;
        ScratchLog::must(log.open()->search(
            mainBranch, {Position{100}, Position{9000}}, "id-5", [&](const auto& batch, Position end) {
                reached.push_back(end.value);
                return std::is_sorted(batch.begin(), batch.end()) && reached.size() < 2;
            }));
        QCOMPARE(reached, (std::vector<std::int64_t>{4195, 8291}));
    }

    void the_matcher_agrees_with_looking()
    {
        QVERIFY(rc::check("matcher", [] {
            const auto letters = rc::gen::element('a', 'B', 'b', 'A', '@', '`', '[', '{', '\xc3', '\0');
            const auto text =
                *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(0, 200), letters);
            const auto sought =
                *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(0, 6), letters);
            const auto same = [](char a, char b) {
                const auto lower = [](char c) {
                    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
                };
                return lower(a) == lower(b);
            };
            const bool expected =
                std::search(text.begin(), text.end(), sought.begin(), sought.end(), same) != text.end()
                || sought.empty();
            RC_ASSERT(TextMatcher(sought).isIn(text) == expected);
        }));
    }

    void a_note_is_kept()
    {
        const ScratchLog log;
        auto builder = ScratchLog::must(LogBuilder::begin(log.path(), false));
        ScratchLog::must(builder->note("mapping", "{\"stream\":\"id\"}"));
        ScratchLog::must(builder->finish());
        QCOMPARE(log.open()->note("mapping")->value_or(""), std::string("{\"stream\":\"id\"}"));
        QVERIFY(!log.open()->note("other")->has_value());
    }

    void versions_and_positions_agree_with_counting()
    {
        QVERIFY(rc::check("versions", [] {
            const auto streams = *rc::gen::container<std::vector<int>>(
                *rc::gen::inRange<std::size_t>(1, 300), rc::gen::inRange(0, 6));
            std::vector<ScratchEvent> events;
            for (const int stream : streams) {
                events.push_back({"s-" + std::to_string(stream)});
            }
            const ScratchLog log(events);
            const auto reader = log.open();
            const auto stream = *rc::gen::elementOf(streams);
            const StreamId id = *reader->findStream("s-" + std::to_string(stream));
            const auto at = *rc::gen::inRange<std::int64_t>(0, static_cast<std::int64_t>(streams.size()) + 5);
            std::int64_t count = 0;
            std::int64_t lastAt = 0;
            for (std::size_t i = 0; i < streams.size() && static_cast<std::int64_t>(i) < at; ++i) {
                if (streams[i] == stream) {
                    ++count;
                    lastAt = static_cast<std::int64_t>(i) + 1;
                }
            }
            RC_ASSERT(reader->versionAt(mainBranch, id, Position{at})->value == count);
            if (count > 0) {
                RC_ASSERT(reader->positionOf(mainBranch, id, Version{count})->value == lastAt);
            }
        }));
    }
};

QTEST_GUILESS_MAIN(Reading)
#include "tst_log_reader.moc"
