#include "engine/io/export.h"
#include "engine/log/log_writer.h"
#include "engine/log/redaction.h"
#include "engine/log/verify.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

using namespace hindcast;

namespace {

const QByteArray canary = "canary-7f3a-sings";

/// Every third event of "order-1" carries the canary in its payload, and one in its metadata.
std::vector<ScratchEvent> eventsWithCanaries(int n)
{
    auto events = orderEvents(n);
    for (ScratchEvent& event : events) {
        if (event.stream == "order-1") {
            event.data =
                "{\"name\":\"" + canary.toStdString() + "\",\"pad\":\"" + std::string(300, 'x') + "\"}";
            event.meta = "{\"user\":\"" + canary.toStdString() + "\"}";
        }
    }
    return events;
}

/// The files of the folder in which the canary can be found.
QStringList canaryPlaces(const ScratchLog& log)
{
    QStringList found;
    for (const QString& name : log.files()) {
        QFile file(log.folder() + QLatin1Char('/') + name);
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(canary)) {
            found << name;
        }
    }
    return found;
}

std::vector<Position> positionsOf(const ScratchLog& log, std::string_view stream)
{
    std::vector<Position> positions;
    const auto reader = log.open();
    const StreamId id = ScratchLog::must(reader->findStream(stream));
    ScratchLog::must(
        reader->visitStream(mainBranch, id, Version{1}, Version{1'000'000}, [&](const EventView& e) {
            positions.push_back(e.position);
            return true;
        }));
    return positions;
}

} // namespace

class Redacting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_payload_is_gone_from_every_byte_of_the_project()
    {
        // Enough that pages split, and in another order than that of the positions, so that shadows are left.
        const ScratchLog log(eventsWithCanaries(3000));
        QVERIFY(!canaryPlaces(log).isEmpty());
        const auto positions = positionsOf(log, "order-1");
        QCOMPARE(positions.size(), 1000U);
        {
            const auto writer = ScratchLog::must(LogWriter::open(log.path()));
            // Some more of it through the write-ahead log.
            NewEvent event;
            const std::string data = "{\"name\":\"" + canary.toStdString() + "\"}";
            event.type = "Changed";
            event.data = data;
            const auto late =
                ScratchLog::must(writer->append(mainBranch, "order-1", ExpectedVersion::any(), {&event, 1}));
            auto all = positions;
            all.push_back(late.first);
            const auto receipt = ScratchLog::must(writer->redact(mainBranch, all, "eve", "asked to forget"));
            QCOMPARE(receipt.redacted, 1001);
            QCOMPARE(receipt.fact.value, 3002);
            // While the writer still has the file open, too.
            QCOMPARE(canaryPlaces(log), QStringList());
        }
        QCOMPARE(canaryPlaces(log), QStringList());

        const auto reader = log.open();
        const ProjectVerdict verdict = ScratchLog::must(verifyProject(*reader));
        QVERIFY2(verdict.isSound(), verdict.branches.front().report.reason.c_str());
        QCOMPARE(verdict.branches.front().report.events, 3002);
        ScratchLog::must(exportCloudEvents(*reader, mainBranch, log.folder().toStdString() + "/out.ndjson"));
        QCOMPARE(canaryPlaces(log), QStringList());
    }

    /// While somebody reads, old pages can't go: that is said, and the same again finishes it.
    void a_reader_in_the_way_is_told_and_the_redaction_finished_later()
    {
        const ScratchLog log(eventsWithCanaries(9));
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        {
            RawDatabase reader(log.path());
            reader.run("BEGIN; SELECT count(*) FROM event");
            const auto refused = writer->redact(mainBranch, {Position{2}}, "eve", "r");
            QCOMPARE(refused.error().code, ErrorCode::RedactionUnfinished);
        }
        QVERIFY(ScratchLog::must(log.open()->event(mainBranch, Position{2})).isRedacted);
        QCOMPARE(ScratchLog::must(writer->redact(mainBranch, {Position{2}}, "eve", "r")).redacted, 0);
        QCOMPARE(
            ScratchLog::must(writer->redact(mainBranch, positionsOf(log, "order-1"), "eve", "r")).redacted,
            2);
        QCOMPARE(canaryPlaces(log), QStringList());
    }

    void everything_but_the_payload_stays()
    {
        const ScratchLog log(eventsWithCanaries(9));
        const Event before = ScratchLog::must(log.open()->event(mainBranch, Position{2}));
        ScratchLog::must(ScratchLog::must(LogWriter::open(log.path()))
                             ->redact(mainBranch, {Position{2}}, "eve", "a reason with \"quotes\""));
        const auto reader = log.open();
        const Event after = ScratchLog::must(reader->event(mainBranch, Position{2}));
        QVERIFY(after.isRedacted);
        QVERIFY(!before.isRedacted);
        QCOMPARE(after.data, std::string());
        QCOMPARE(after.meta, std::string());
        QCOMPARE(after.id, before.id);
        QCOMPARE(after.streamName, before.streamName);
        QCOMPARE(after.typeName, before.typeName);
        QCOMPARE(after.version.value, before.version.value);
        QCOMPARE(after.recordedUs.value_or(0), before.recordedUs.value_or(0));
        QCOMPARE(after.causation, before.causation);
        QVERIFY(!ScratchLog::must(reader->event(mainBranch, Position{5})).isRedacted);

        const auto note = ScratchLog::must(reader->redactionOf(mainBranch, Position{2}));
        QVERIFY(note.has_value());
        QCOMPARE(note->who, std::string("eve"));
        QCOMPARE(note->reason, std::string("a reason with \"quotes\""));
        QCOMPARE(note->fact.value, 10);
        QVERIFY(note->whenUs > 1'700'000'000'000'000);
        QVERIFY(!ScratchLog::must(reader->redactionOf(mainBranch, Position{3})).has_value());
        const Event fact = ScratchLog::must(reader->event(mainBranch, note->fact));
        QCOMPARE(fact.streamName, std::string(redactionStream));
        QCOMPARE(fact.typeName, std::string(redactionType));
        QCOMPARE(fact.data,
            std::string("{\"positions\":[2],\"reason\":\"a reason with \\\"quotes\\\"\",\"by\":\"eve\"}"));
    }

    void what_is_gone_is_not_redacted_again()
    {
        const ScratchLog log(eventsWithCanaries(9));
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        ScratchLog::must(writer->redact(mainBranch, {Position{2}}, "eve", "r"));
        const auto again =
            ScratchLog::must(writer->redact(mainBranch, {Position{2}, Position{2}}, "eve", "r"));
        QCOMPARE(again.redacted, 0);
        QCOMPARE(again.fact.value, 0);
        const auto more =
            ScratchLog::must(writer->redact(mainBranch, {Position{2}, Position{5}}, "eve", "r"));
        QCOMPARE(more.redacted, 1);
        QCOMPARE(ScratchLog::must(log.open()->lastPosition(mainBranch)).value, 11);
    }

    void a_wrong_order_changes_nothing_data()
    {
        QTest::addColumn<qint64>("position");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<int>("code");
        QTest::newRow("behind the end")
            << qint64(10) << QByteArray("r") << int(ErrorCode::PositionOutOfRange);
        QTest::newRow("zero") << qint64(0) << QByteArray("r") << int(ErrorCode::PositionOutOfRange);
        QTest::newRow("negative") << qint64(-1) << QByteArray("r") << int(ErrorCode::PositionOutOfRange);
        QTest::newRow("no reason") << qint64(2) << QByteArray() << int(ErrorCode::BadArgument);
    }

    void a_wrong_order_changes_nothing()
    {
        QFETCH(qint64, position);
        QFETCH(QByteArray, reason);
        QFETCH(int, code);
        const ScratchLog log(eventsWithCanaries(9));
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        const auto refused =
            writer->redact(mainBranch, {Position{2}, Position{position}}, "eve", reason.toStdString());
        QVERIFY(!refused.ok());
        QCOMPARE(static_cast<int>(refused.error().code), code);
        const auto reader = log.open();
        QVERIFY(!ScratchLog::must(reader->event(mainBranch, Position{2})).isRedacted);
        QCOMPARE(ScratchLog::must(reader->lastPosition(mainBranch)).value, 9);
    }

    /// A branch that shares the event sees the same hole, and still verifies.
    void a_shared_event_is_redacted_for_every_branch()
    {
        const ScratchLog log(eventsWithCanaries(9));
        BranchId branch;
        {
            const auto writer = ScratchLog::must(LogWriter::open(log.path()));
            branch = ScratchLog::must(writer->fork(mainBranch, Position{6}, "what if"));
            const auto receipt = ScratchLog::must(writer->redact(branch, {Position{5}}, "eve", "r"));
            QCOMPARE(receipt.fact.value, 7);
        }
        const auto reader = log.open();
        QVERIFY(ScratchLog::must(verifyProject(*reader)).isSound());
        QVERIFY(ScratchLog::must(reader->event(mainBranch, Position{5})).isRedacted);
        const auto note = ScratchLog::must(reader->redactionOf(branch, Position{5}));
        QCOMPARE(note->who, std::string("eve"));
        // The fact lies in the branch where it happened, and is found from every other.
        const auto fromMain = ScratchLog::must(reader->redactionOf(mainBranch, Position{5}));
        QCOMPARE(fromMain->who, std::string("eve"));
        QCOMPARE(fromMain->branch, branch);
        QCOMPARE(fromMain->fact.value, 7);
    }

    /// Without the guards a payload can be taken away with its digest kept, which the chain alone can't tell
    /// from a redaction: it is one only where a fact says so.
    void a_redaction_that_no_fact_tells_of_is_found_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray noFact = "payload removed without a fact that says so";
        const auto row = [](const char* name, const char* sql, const QByteArray& reason) {
            QTest::newRow(name) << QByteArray(sql) << reason;
        };
        row("sound", "", "");
        row("no such event", "UPDATE redaction SET fact = 'none'", noFact);
        row("any event", "UPDATE redaction SET fact = 'id-5'", noFact);
        row("metadata put in the payload's place",
            "UPDATE event SET meta = '{\"user\":\"bob\"}' WHERE position = 2",
            "metadata beside a removed payload");
    }

    void a_redaction_that_no_fact_tells_of_is_found()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, reason);
        const ScratchLog log(eventsWithCanaries(9));
        ScratchLog::must(
            ScratchLog::must(LogWriter::open(log.path()))->redact(mainBranch, {Position{2}}, "eve", "r"));
        {
            RawDatabase raw(log.path());
            raw.run(dropGuards);
            raw.run(sql.toStdString());
        }
        const VerifyReport report = ScratchLog::must(verifyChain(*log.open(), mainBranch));
        QCOMPARE(QByteArray::fromStdString(report.reason), reason);
        QCOMPARE(report.firstBad.value_or(Position{}).value, reason.isEmpty() ? 0 : 2);
    }

    void nothing_but_a_redaction_passes_the_guards_data()
    {
        QTest::addColumn<QByteArray>("sql");
        const auto row = [](const char* name, const char* sql) { QTest::newRow(name) << QByteArray(sql); };
        row("a payload changed", "UPDATE event SET data = '{}' WHERE position = 3");
        row("a payload removed without a trace",
            "UPDATE event SET data = NULL, meta = NULL, salt = NULL WHERE position = 3");
        row("a redacted payload put back", "UPDATE event SET data = '{}' WHERE position = 2");
        row("a redacted event moved", "UPDATE event SET position = 99 WHERE position = 2");
        row("a digest kept, and more than the payload changed",
            "INSERT INTO redaction VALUES(1, 3, x'00', 'f');"
            "UPDATE event SET data = NULL, meta = NULL, salt = NULL, type = 2 WHERE position = 3");
        row("a redaction undone", "DELETE FROM redaction");
        row("a redaction altered", "UPDATE redaction SET fact = 'other'");
        row("an event replaced",
            "INSERT OR REPLACE INTO event SELECT branch, position, stream, version, type, recorded_us, "
            "chain, "
            "salt, time_text, id, correlation, causation, meta, '{}' FROM event WHERE position = 3");
        row("an event pushed out by another of its version",
            "INSERT OR REPLACE INTO event SELECT branch, 100, stream, version, type, recorded_us, chain, "
            "salt, time_text, id, correlation, causation, meta, '{}' FROM event WHERE position = 3");
        row("an event deleted", "DELETE FROM event WHERE position = 3");
    }

    void nothing_but_a_redaction_passes_the_guards()
    {
        QFETCH(QByteArray, sql);
        const ScratchLog log(eventsWithCanaries(9));
        ScratchLog::must(
            ScratchLog::must(LogWriter::open(log.path()))->redact(mainBranch, {Position{2}}, "eve", "r"));
        RawDatabase raw(log.path());
        QVERIFY(raw.attempt(sql.toStdString()).find("fact") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(Redacting)
#include "tst_redaction.moc"
