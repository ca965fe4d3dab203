#include "engine/log/log_writer.h"
#include "engine/log/rebuild.h"
#include "engine/log/schema.h"
#include "engine/log/verify.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

using namespace hindcast;

namespace {

VerifyReport verify(const ScratchLog& log, BranchId branch = mainBranch)
{
    return ScratchLog::must(verifyChain(*log.open(), branch));
}

std::vector<ScratchEvent> fullEvents(int n)
{
    auto events = orderEvents(n);
    for (ScratchEvent& event : events) {
        event.meta = "{\"user\":\"eve\"}";
        event.correlation = "flow";
        event.timeText = "2026-11-23T10:42:09Z";
    }
    return events;
}

/// A branch of its own that shares the first four events, with one more.
void forkAtFour(const ScratchLog& log)
{
    const auto writer = ScratchLog::must(LogWriter::open(log.path()));
    const BranchId branch = ScratchLog::must(writer->fork(mainBranch, Position{4}, "b"));
    NewEvent one;
    one.type = "T";
    one.data = "{}";
    ScratchLog::must(writer->append(branch, "order-0", ExpectedVersion::any(), std::span(&one, 1)));
}

void append(const ScratchLog& log, int count, const std::string& data)
{
    const auto writer = ScratchLog::must(LogWriter::open(log.path()));
    NewEvent one;
    one.type = "Added";
    one.data = data;
    const std::vector<NewEvent> events(static_cast<std::size_t>(count), one);
    if (!events.empty()) {
        ScratchLog::must(writer->append(mainBranch, "order-1", ExpectedVersion::any(), events));
    }
}

} // namespace

class Verifying : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sound_logs_pass_data()
    {
        QTest::addColumn<int>("events");
        QTest::newRow("none") << 0;
        QTest::newRow("one") << 1;
        QTest::newRow("a stretch") << 4096;
        QTest::newRow("several") << 10000;
    }

    void sound_logs_pass()
    {
        QFETCH(int, events);
        const ScratchLog log(fullEvents(events));
        const VerifyReport report = verify(log);
        QVERIFY2(!report.firstBad, report.reason.c_str());
        QCOMPARE(report.events, events);
        QCOMPARE(report.head.size(), 64U);
    }

    /// One row a way in which a log that was checked is another one later.
    void what_was_appended_is_checked_alone_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("firstBad");
        QTest::newRow("sound") << QByteArray() << 0;
        QTest::newRow("an event of the new ones")
            << QByteArray("UPDATE event SET data = '{\"n\":5}' WHERE position = 303") << 303;
        QTest::newRow("a version of the new ones")
            << QByteArray("UPDATE event SET version = 7777 WHERE position = 302") << 301;
        QTest::newRow("the end cut off, and a head that names another event")
            << QByteArray("DELETE FROM event WHERE position > 302; UPDATE head SET position = 302") << 302;
        QTest::newRow("more than the end cut off")
            << QByteArray("DELETE FROM event WHERE position > 290; UPDATE head SET position = 290") << 291;
        QTest::newRow("a link of the new ones")
            << QByteArray("UPDATE event SET chain = zeroblob(32) WHERE position = 301") << 301;
        QTest::newRow("what was checked is not looked at")
            << QByteArray("UPDATE event SET data = '{\"n\":5}' WHERE position = 50") << 0;
    }

    void what_was_appended_is_checked_alone()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, firstBad);
        const ScratchLog log(fullEvents(300));
        const std::vector<ChainMark> known = verify(log).marks;
        QCOMPARE(known.size(), 2U);
        QCOMPARE(known.back().position, Position{300});
        append(log, 5, "{}");
        if (!sql.isEmpty()) {
            RawDatabase raw(log.path());
            raw.run(dropGuards);
            raw.run(sql.toStdString());
        }
        const VerifyReport report = ScratchLog::must(verifyGrowth(*log.open(), mainBranch, known.back()));
        QCOMPARE(report.firstBad.value_or(Position{0}).value, firstBad);
        QCOMPARE(report.marks.empty(), firstBad > 0);
    }

    void a_check_of_growth_can_be_stopped()
    {
        const ScratchLog log(fullEvents(2'000));
        const auto stopped = verifyGrowth(*log.open(), mainBranch, {}, [](std::int64_t done) {
            return done < 1'000; // so that the second stretch is not read
        });
        QVERIFY(!stopped);
        QCOMPARE(nameOf(stopped.error().code), nameOf(ErrorCode::Cancelled));
    }

    void nothing_appended_is_sound()
    {
        const ScratchLog log(fullEvents(3));
        const VerifyReport whole = verify(log);
        const VerifyReport growth =
            ScratchLog::must(verifyGrowth(*log.open(), mainBranch, whole.marks.back()));
        QVERIFY2(!growth.firstBad, growth.reason.c_str());
        QCOMPARE(growth.events, 3);
        QVERIFY(growth.marks == whole.marks);
    }

    /// Whoever alters an event can compute all links anew: only who knew them before can tell. Two logs that
    /// share their beginning, each sound, the second in the place of the first.
    void a_chain_computed_anew_is_found_by_known_marks_data()
    {
        QTest::addColumn<int>("shared");
        QTest::addColumn<int>("others");
        QTest::addColumn<int>("firstBad");
        QTest::newRow("from the start on") << 3 << 597 << 1;
        QTest::newRow("between marks") << 300 << 300 << 257;
        QTest::newRow("from an event of a mark on") << 255 << 345 << 1;
        QTest::newRow("behind an event of a mark") << 256 << 344 << 257;
        QTest::newRow("more than there were") << 590 << 20 << 513;
        QTest::newRow("fewer than there were") << 550 << 0 << 513;
        QTest::newRow("the same and more") << 600 << 9 << 0;
    }

    void a_chain_computed_anew_is_found_by_known_marks()
    {
        QFETCH(int, shared);
        QFETCH(int, others);
        QFETCH(int, firstBad);
        const ScratchLog log(fullEvents(shared));
        const ScratchLog other;
        QVERIFY(QFile::copy(QString::fromStdString(log.path()), QString::fromStdString(other.path())));
        append(log, 600 - shared, "{}");
        append(other, others, "{\"other\":true}");
        const std::vector<ChainMark> known = verify(log).marks;
        QVERIFY(!verify(other).firstBad);
        const VerifyReport report = ScratchLog::must(verifyChain(*other.open(), mainBranch, {}, known));
        QCOMPARE(report.firstBad.value_or(Position{0}).value, firstBad);
        QCOMPARE(report.marks.empty(), firstBad > 0);
    }

    /// One row a way to alter the log from outside; position 0 means "nobody could tell".
    void tampering_is_found_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("position");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* name, const char* sql, int position, const char* reason) {
            QTest::newRow(name) << QByteArray(sql) << position << QByteArray(reason);
        };
        const char* altered = "payload, envelope or order altered";
        const char* kind = "a value is of the wrong kind";
        const char* version = "its version does not follow its predecessor's in the stream";
        row("one byte of the payload",
            "UPDATE event SET data = '{\"n\":5}' WHERE position = 50",
            50,
            altered);
        row("metadata", "UPDATE event SET meta = '{\"user\":\"bob\"}' WHERE position = 50", 50, altered);
        row("metadata removed", "UPDATE event SET meta = NULL WHERE position = 50", 50, altered);
        row("payload moved to metadata",
            "UPDATE event SET meta = data, data = meta WHERE position = 50",
            50,
            altered);
        row("payload removed", "UPDATE event SET data = NULL WHERE position = 50", 50, altered);
        row("payload and salt removed",
            "UPDATE event SET data = NULL, meta = NULL, salt = NULL WHERE position = 50",
            50,
            "payload removed without a redaction");
        row("salt", "UPDATE event SET salt = zeroblob(16) WHERE position = 50", 50, altered);
        row("salt cut", "UPDATE event SET salt = x'00' WHERE position = 50", 50, altered);
        row("link", "UPDATE event SET chain = zeroblob(32) WHERE position = 50", 50, altered);
        row("link cut", "UPDATE event SET chain = x'00' WHERE position = 50", 50, kind);
        row("time", "UPDATE event SET recorded_us = recorded_us + 1 WHERE position = 50", 50, altered);
        row("time by a fraction",
            "UPDATE event SET recorded_us = recorded_us + 0.5 WHERE position = 50",
            50,
            kind);
        row("time removed", "UPDATE event SET recorded_us = NULL WHERE position = 50", 50, altered);
        row("time text", "UPDATE event SET time_text = 'now' WHERE position = 50", 50, altered);
        row("id", "UPDATE event SET id = 'other' WHERE position = 50", 50, altered);
        row("id removed", "UPDATE event SET id = NULL WHERE position = 50", 50, altered);
        row("id emptied", "UPDATE event SET id = '' WHERE position = 50", 50, kind);
        row("correlation", "UPDATE event SET correlation = 'other' WHERE position = 50", 50, altered);
        row("causation", "UPDATE event SET causation = 'other' WHERE position = 50", 50, altered);
        row("cause and correlation swapped",
            "UPDATE event SET causation = correlation, correlation = causation WHERE position = 50",
            50,
            altered);
        row("type", "UPDATE event SET type = 3 - type WHERE position = 50", 50, altered);
        row("type without a name",
            "UPDATE event SET type = 9 WHERE position = 50",
            50,
            "its type has no name");
        row("stream", "UPDATE event SET stream = 3, version = 1000 WHERE position = 50", 50, version);
        row("stream without a name",
            "UPDATE event SET stream = 9 WHERE position = 50",
            50,
            "its stream has no name");
        row("version", "UPDATE event SET version = 1000 WHERE position = 50", 50, version);
        row("an event removed", "DELETE FROM event WHERE position = 50", 50, "position missing");
        row("the first removed", "DELETE FROM event WHERE position = 1", 1, "position missing");
        row("the last removed", "DELETE FROM event WHERE position = 100", 100, "position missing");
        row("all removed", "DELETE FROM event", 1, "position missing");
        row("order",
            "UPDATE event SET position = -50 WHERE position = 50;"
            "UPDATE event SET position = 50 WHERE position = 51;"
            "UPDATE event SET position = 51 WHERE position = -50",
            50,
            altered);
        row("order within a stream",
            "UPDATE event SET position = -50, version = -1 WHERE position = 50;"
            "UPDATE event SET position = 50, version = 17 WHERE position = 53;"
            "UPDATE event SET position = 53, version = 18 WHERE position = -50",
            50,
            altered);
        row("number", "UPDATE event SET position = 200 WHERE position = 100", 100, "position missing");
        row("a number without end",
            "UPDATE event SET position = 9223372036854775807 WHERE position = 100",
            100,
            "position missing");
        row("an event added",
            "INSERT INTO event SELECT branch, 101, stream, 1001, type, 0, chain, salt, NULL, 'x', NULL, "
            "NULL, NULL, '{}' "
            "FROM event WHERE position = 100",
            101,
            version);
        row("an event put before the first",
            "INSERT INTO event SELECT branch, 0, stream, 0, type, 0, chain, salt, NULL, 'x', NULL, NULL, "
            "NULL, '{}' "
            "FROM event WHERE position = 100",
            1,
            "there are events before the first");
        row("a stream renamed", "UPDATE stream SET name = 'order-9' WHERE id = 2", 2, altered);
        row("two streams' names swapped",
            "UPDATE stream SET name = 'x' WHERE id = 2; UPDATE stream SET name = 'order-1' WHERE id = 3;"
            "UPDATE stream SET name = 'order-2' WHERE id = 2",
            2,
            altered);
        row("a stream's name removed", "DELETE FROM stream WHERE id = 3", 3, "its stream has no name");
        row("a type renamed", "UPDATE type SET name = 'Closed' WHERE id = 2", 2, altered);
        row("a stream in another category",
            "INSERT INTO category VALUES(2, 'invoice'); UPDATE stream SET category = 2 WHERE id = 3",
            3,
            altered);
        row("a category renamed", "UPDATE category SET name = 'invoice'", 1, altered);
        row("a category removed", "DELETE FROM category", 1, "its stream has no category");
        row("the head", "UPDATE head SET chain = zeroblob(32)", 100, "the log's head names another event");
        row("the head moved on", "UPDATE head SET position = 9223372036854775807", 101, "position missing");
        row("the head removed", "DELETE FROM head", 101, "the log's head is missing");
        row("a cache, which is no fact", "DELETE FROM column_chunk", 0, "");
    }

    void tampering_is_found()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, position);
        QFETCH(QByteArray, reason);
        const ScratchLog log(fullEvents(100));
        {
            RawDatabase raw(log.path());
            raw.run(dropGuards);
            raw.run(sql.toStdString());
        }
        const VerifyReport report = verify(log);
        QCOMPARE(QByteArray::fromStdString(report.reason), reason);
        QCOMPARE(report.firstBad.value_or(Position{}).value, position);
        if (position > 1) {
            // What precedes it can still be read.
            QCOMPARE(report.events, position);
            QCOMPARE(log.open()->page(mainBranch, {Position{1}, Position{position - 1}})->size(),
                static_cast<std::size_t>(position - 1));
        }
    }

    void tampering_with_the_shared_part_is_found_in_the_branch_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("inMain");
        QTest::addColumn<int>("inBranch");
        QTest::newRow("shared") << QByteArray("UPDATE event SET data = '1' WHERE position = 2") << 2 << 2;
        QTest::newRow("the parent's own")
            << QByteArray("UPDATE event SET data = '1' WHERE branch = 1 AND position = 5") << 5 << 0;
        QTest::newRow("the branch's own")
            << QByteArray("UPDATE event SET data = '1' WHERE branch = 2 AND position = 5") << 0 << 5;
        QTest::newRow("another fork position")
            << QByteArray("UPDATE branch SET fork_position = 3 WHERE id = 2") << 0 << 4;
    }

    void tampering_with_the_shared_part_is_found_in_the_branch()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, inMain);
        QFETCH(int, inBranch);
        const ScratchLog log(fullEvents(6));
        forkAtFour(log);
        {
            RawDatabase raw(log.path());
            raw.run(dropGuards);
            raw.run(sql.toStdString());
        }
        QCOMPARE(verify(log, mainBranch).firstBad.value_or(Position{}).value, inMain);
        QCOMPARE(verify(log, BranchId{2}).firstBad.value_or(Position{}).value, inBranch);
    }

    /// Streams, ids and causes are found by indexes: an altered one hides an event that the chain still
    /// holds.
    void an_altered_index_is_found_data()
    {
        QTest::addColumn<QByteArray>("index");
        QTest::addColumn<QByteArray>("made");
        for (std::size_t i = 0; i < std::size(indexStatements); ++i) {
            const QByteArray made(indexStatements[i].data());
            QTest::newRow(indexNames[i].data()) << QByteArray(indexNames[i].data()) << made;
        }
    }

    void an_altered_index_is_found()
    {
        QFETCH(QByteArray, index);
        QFETCH(QByteArray, made);
        const ScratchLog log(fullEvents(100));
        const ProjectVerdict sound = ScratchLog::must(verifyProject(*log.open()));
        QVERIFY2(sound.isSound(), sound.staleIndex.c_str());
        {
            // One entry less: the index is made anew for all events but one, under the old text.
            RawDatabase raw(log.path());
            const QByteArray fewer =
                made.contains(" WHERE ") ? made + " AND position <> 50" : made + " WHERE position <> 50";
            raw.run("DROP INDEX " + index.toStdString() + ";" + fewer.toStdString() + ";");
            raw.run("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = '" + made.toStdString()
                + "' WHERE name = '" + index.toStdString() + "'; PRAGMA writable_schema=RESET;");
        }
        const auto reader = log.open();
        const ProjectVerdict verdict = ScratchLog::must(verifyProject(*reader));
        QVERIFY(!verdict.branches.front().report.firstBad);
        QCOMPARE(QByteArray::fromStdString(verdict.staleIndex), index);
        QVERIFY(!verdict.isSound());

        // Indexes are no facts: they are made anew from the events.
        ScratchLog::must(rebuildCaches(log.path()));
        QVERIFY(ScratchLog::must(verifyProject(*log.open())).isSound());
    }

    /// The truth is the log: everything else can be dropped and comes again, byte for byte.
    void everything_but_the_log_is_rebuilt()
    {
        const ScratchLog log(fullEvents(70000));
        RawDatabase raw(log.path());
        const auto caches = [&] {
            auto all = raw.texts("SELECT type || name || sql FROM sqlite_schema WHERE sql IS NOT NULL "
                                 "ORDER BY type, name");
            for (const std::string& chunk : raw.texts("SELECT hex(bytes) FROM column_chunk")) {
                all.push_back(chunk);
            }
            return all;
        };
        const auto before = caches();
        raw.run("DROP INDEX event_stream; DROP INDEX event_id; DROP INDEX event_causation;"
                "DROP TABLE column_chunk");
        QCOMPARE(LogReader::open(log.path()).error().code, ErrorCode::ProjectDamaged);
        ScratchLog::must(rebuildCaches(log.path()));
        QVERIFY(caches() == before);
        QVERIFY(ScratchLog::must(verifyProject(*log.open())).isSound());
    }

    void every_branch_of_a_project_is_checked()
    {
        const ScratchLog log(fullEvents(6));
        forkAtFour(log);
        QVERIFY(ScratchLog::must(verifyProject(*log.open())).isSound());
        {
            RawDatabase raw(log.path());
            raw.run(dropGuards);
            raw.run("UPDATE event SET data = '1' WHERE branch = 2");
        }
        const ProjectVerdict verdict = ScratchLog::must(verifyProject(*log.open()));
        QVERIFY(!verdict.isSound());
        QCOMPARE(verdict.branches.size(), 2U);
        QVERIFY(!verdict.branches[0].report.firstBad);
        QCOMPARE(verdict.branches[1].report.firstBad.value_or(Position{}).value, 5);
    }

    void a_project_without_a_branch_is_not_sound()
    {
        const ScratchLog log(fullEvents(6));
        RawDatabase(log.path()).run("DELETE FROM branch");
        QCOMPARE(verifyProject(*log.open()).error().code, ErrorCode::ProjectDamaged);
    }

    void a_torn_page_is_bad_where_it_begins()
    {
        const ScratchLog log(fullEvents(3000));
        QFile file(QString::fromStdString(log.path()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        // The page of an event in the middle, found by its payload.
        const qsizetype place = file.readAll().indexOf("{\"n\":1500}");
        QVERIFY(place > 0);
        file.seek(place / 8192 * 8192);
        file.write(QByteArray(8192, '\xff'));
        file.close();
        const VerifyReport report = verify(log);
        QVERIFY(report.firstBad.has_value());
        QVERIFY(report.firstBad->value > 1000 && report.firstBad->value <= 1500);
        QVERIFY(QByteArray::fromStdString(report.reason).startsWith("the file is damaged"));
    }

    void any_changed_byte_of_the_events_is_found()
    {
        const ScratchLog log(fullEvents(40));
        QFile file(QString::fromStdString(log.path()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray sound = file.readAll();
        file.close();
        const QByteArray data = "{\"n\":17}";
        const qsizetype place = sound.indexOf(data);
        QVERIFY(place > 0);
        // The whole record, from its header on: keys and small columns stand before the payload.
        const QString path = QString::fromStdString(log.path());
        QStringList missed;
        for (qsizetype at = place - 118; at < place + data.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray bytes = sound;
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
                QFile changed(path);
                QVERIFY(changed.open(QIODevice::WriteOnly));
                changed.write(bytes);
                changed.close();
                const auto reader = LogReader::open(log.path());
                QVERIFY(reader.ok());
                const auto report = verifyChain(**reader, mainBranch);
                if (report && !report->firstBad) {
                    missed << QStringLiteral("byte %1 bit %2").arg(at - place).arg(bit);
                }
            }
        }
        QCOMPARE(missed.join(u' '), QString());
    }

    void checking_can_be_cancelled()
    {
        const ScratchLog log(fullEvents(10000));
        const auto reader = log.open();
        std::int64_t told = 0;
        const auto report = verifyChain(*reader, mainBranch, [&](std::int64_t events) {
            told = events;
            return events < 5000;
        });
        QCOMPARE(report.error().code, ErrorCode::Cancelled);
        QCOMPARE(told, 8192);
    }

    void an_unknown_branch_is_an_error()
    {
        const ScratchLog log(fullEvents(1));
        QCOMPARE(verifyChain(*log.open(), BranchId{5}).error().code, ErrorCode::UnknownBranch);
    }

    /// Builder and writer make one chain.
    void two_logs_of_the_same_events_differ_only_in_salt()
    {
        const ScratchLog a(fullEvents(3));
        const ScratchLog b(fullEvents(3));
        QVERIFY(verify(a).head != verify(b).head);
    }
};

QTEST_GUILESS_MAIN(Verifying)
#include "tst_verify.moc"
