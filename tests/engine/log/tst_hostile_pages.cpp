#include "engine/fold/state_cache.h"
#include "engine/log/log_writer.h"
#include "engine/log/verify.h"
#include "engine/time/time_columns.h"
#include "tests/support/endless_pages.h"
#include "tests/support/peak_memory.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

#include <xxhash.h>

#include <algorithm>
#include <fstream>

using namespace hindcast;

namespace {

/// A value in a few letters, or the name of the refusal.
template <class T, class Show>
std::string shown(const Result<T>& result, Show show)
{
    return result ? std::string(show(*result)) : std::string(nameOf(result.error().code));
}

std::string number(std::int64_t value)
{
    return std::to_string(value);
}

/// What a project says to everything that is asked of it: the last event by its rows, by its columns and by
/// its chain
/// (-n: the first bad one), the versions of the first two entities there, events on a page, events found.
std::string answersOf(const std::string& path)
{
    auto reader = LogReader::open(path);
    if (!reader) {
        return std::string(nameOf(reader.error().code)) + ": " + reasonOf(reader.error());
    }
    LogReader& log = **reader;
    const auto branches = log.branches();
    const auto columns = TimeColumns::load(log, mainBranch);
    const auto verdict = verifyChain(log, mainBranch);
    const auto page = log.page(mainBranch, {Position{1}, Position{1000}});
    StateCache states(defaultFold());
    const auto state = [&](std::int64_t stream) {
        return shown(states.stateAt(log, mainBranch, StreamId{stream}, Position{100}),
            [](const EntityState& found) { return number(found.version.value); });
    };
    std::size_t hits = 0;
    const auto searched =
        log.search(mainBranch, {Position{1}, Position{1000}}, "order", [&](const auto& batch, Position) {
            hits += batch.size();
            return true;
        });
    std::string text = "rows " + shown(branches, [](const auto& all) {
        std::string lasts;
        for (const BranchInfo& branch : all) {
            lasts += (lasts.empty() ? "" : ",") + number(branch.last.value);
        }
        return lasts;
    });
    text += " columns " + shown(columns, [](const auto& all) { return number(all->last().value); });
    text += " chain " + shown(verdict, [](const VerifyReport& report) {
        return (report.firstBad ? "-" : "") + number(report.events);
    });
    text += " states " + state(1) + "," + state(2);
    text += " page "
        + shown(page, [](const auto& events) { return number(static_cast<std::int64_t>(events.size())); });
    text += " found "
        + (searched ? number(static_cast<std::int64_t>(hits)) : std::string(nameOf(searched.error().code)));
    return text;
}

/// Nothing may crash or stay behind when a writer meets the file, whatever it says.
void writeTo(const std::string& path)
{
    auto writer = LogWriter::open(path);
    if (!writer) {
        return;
    }
    NewEvent event;
    event.type = "Opened";
    event.data = "{}";
    const NewEvent events[] = {event};
    (void)(*writer)->append(mainBranch, "order-0", ExpectedVersion::any(), events).ok();
    (void)(*writer)->fork(mainBranch, Position{3}, "b").ok();
    (void)(*writer)->redact(mainBranch, {Position{2}}, "me", "why").ok();
}

} // namespace

/// Project files that are made to break who opens them.
class HostilePages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answer_or_refuse_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("answers");
        const auto row = [](const char* name, const char* sql, const char* answers) {
            QTest::newRow(name) << QByteArray(sql) << QByteArray(answers);
        };
        const char* sound = "rows 9 columns 9 chain 9 states 3,3 page 9 found 9";
        row("sound", "", sound);

        // The schema
        row("a view beside ours",
            "CREATE VIEW a AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM "
            "n",
            sound);
        row("a view by the name of a cache",
            "DROP TABLE column_chunk; CREATE VIEW column_chunk AS SELECT 1 AS branch, 0 AS chunk, 0 AS "
            "digest, x'00' AS bytes",
            sound);
        row("a trigger of theirs",
            "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM stream; END",
            sound);
        row("a table with a computed column", "CREATE TABLE t(a, b AS (zeroblob(1000000000)))", sound);
        row("a computed column in ours",
            "ALTER TABLE type ADD COLUMN b AS (zeroblob(1000000000))",
            "project-damaged: the project is damaged (table type is not ours)");
        row("an index on a function",
            "CREATE INDEX i ON event(abs(position)); CREATE INDEX j ON type(upper(name))",
            sound);
        row("another table's pages",
            "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM "
            "sqlite_schema WHERE name = 'note') WHERE name = 'stream'",
            "rows 9 columns project-damaged chain project-damaged states 3,3 page project-damaged found "
            "project-damaged");
        row("pages that are not there",
            "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'event'",
            "project-damaged: the project is damaged (malformed database schema (event) - invalid rootpage)");
        row("a schema that is no SQL",
            "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE ((((' WHERE name = "
            "'note'",
            "project-damaged: the project is damaged (malformed database schema (note) - near \"(\": syntax "
            "error)");
        row("two of one name",
            "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema SELECT 'table', 'event', 'event', "
            "rootpage, 'CREATE TABLE evil(a)' FROM sqlite_schema WHERE name = 'note'",
            "project-damaged: the project is damaged (malformed database schema (event))");
        row("statistics that lie",
            "CREATE TABLE x(a); ANALYZE; DELETE FROM sqlite_stat1; INSERT INTO sqlite_stat1 VALUES('event', "
            "'event_stream', '1 1 1 1 unordered'), ('event', 'event', '99999999999999999999')",
            sound);

        // Kinds of values
        row("texts for numbers",
            "UPDATE event SET stream = 'x', type = 'y', version = 'z', recorded_us = 'now' WHERE position = "
            "5",
            "rows 9 columns project-damaged chain -5 states 3,3 page 9 found 8");
        row("blobs for texts",
            "UPDATE event SET data = x'00ff', id = x'ff', meta = zeroblob(100000)",
            "rows 9 columns 9 chain -1 states fold-fault,fold-fault page 9 found 9");
        row("numbers for texts",
            "UPDATE event SET data = 5, meta = 1.5, id = 7 WHERE position = 5; UPDATE note SET json = 5",
            "rows 9 columns 9 chain -5 states 3,3 page 9 found 9");
        row("data that is no JSON",
            "UPDATE event SET data = '{\"a\":' WHERE position = 4",
            "rows 9 columns 9 chain -4 states fold-fault,3 page 9 found 9");
        row("data that nests too deep",
            "UPDATE event SET data = CAST(replace(hex(zeroblob(50000)), '0', '[') AS TEXT) WHERE position = "
            "4",
            "rows 9 columns 9 chain -4 states fold-fault,3 page 9 found 9");
        row("names with NUL and no UTF-8",
            "UPDATE type SET name = CAST(x'6100ff80' AS TEXT) WHERE id = 1; UPDATE stream SET name = "
            "CAST(x'00' AS TEXT) WHERE id = 1; UPDATE branch SET name = CAST(x'ff00' AS TEXT)",
            "rows 9 columns 9 chain -1 states 3,3 page 9 found 6");
        row("names that are no texts",
            "UPDATE type SET name = 5 WHERE id = 1; UPDATE stream SET name = x'' WHERE id = 2; UPDATE "
            "category SET name = zeroblob(9)",
            "rows 9 columns 9 chain -1 states 3,3 page 9 found 6");

        // Numbers
        row("ids out of range",
            "UPDATE event SET stream = 999, type = -1 WHERE position = 5",
            "rows 9 columns project-damaged chain -5 states 3,3 page 9 found 8");
        row("huge ids",
            "UPDATE event SET stream = 9223372036854775807, type = 4294967297 WHERE position = 5",
            "rows 9 columns project-damaged chain -5 states 3,3 page 9 found 8");
        row("a huge stream",
            "UPDATE stream SET id = 9223372036854775807 WHERE id = 3",
            "rows 9 columns project-damaged chain -3 states 3,3 page 9 found 6");
        row("a negative stream",
            "UPDATE stream SET id = -9223372036854775807 - 1 WHERE id = 1",
            "rows 9 columns project-damaged chain -1 states 3,3 page 9 found 6");
        row("a stream of no category",
            "UPDATE stream SET category = 9223372036854775807",
            "rows 9 columns project-damaged chain -1 states 3,3 page 9 found 9");
        row("huge versions",
            "UPDATE event SET version = 9223372036854775807 WHERE position = 7",
            "rows 9 columns 9 chain -7 states project-damaged,3 page 9 found 9");
        row("negative versions",
            "UPDATE event SET version = -version",
            "rows 9 columns 9 chain -1 states 0,0 page 9 found 9");
        row("negative positions",
            "UPDATE event SET position = -position",
            "rows 0 columns 0 chain -1 states project-damaged,project-damaged page 0 found 0");
        row("the last position there is",
            "UPDATE event SET position = 9223372036854775807 WHERE position = 9",
            "rows 4611686018427387904 columns 8 chain -9 states 3,3 page 8 found project-damaged");
        row("the first and the last position there is",
            "UPDATE event SET position = -9223372036854775807 - 1 WHERE position = 1; UPDATE event SET "
            "position = 9223372036854775807 WHERE position = 9",
            "rows 4611686018427387904 columns 0 chain -1 states project-damaged,3 page 7 found "
            "project-damaged");
        row("a head at the end of numbers",
            "UPDATE head SET position = 9223372036854775807",
            "rows 9 columns 9 chain -10 states 3,3 page 9 found 9");
        row("times at the ends of numbers",
            "UPDATE event SET recorded_us = 9223372036854775807 WHERE position = 2; UPDATE event SET "
            "recorded_us = -9223372036854775807 - 1 WHERE position = 3",
            "rows 9 columns 9 chain -2 states 3,3 page 9 found 9");

        // Branches
        row("a branch that is its own parent",
            "UPDATE branch SET parent = 1, fork_position = 5",
            "rows project-damaged columns project-damaged chain project-damaged states "
            "project-damaged,project-damaged page project-damaged found project-damaged");
        row("branches in a circle",
            "UPDATE branch SET parent = 2, fork_position = 5; INSERT INTO branch VALUES(2, 1, 1, 5, 'b', 0, "
            "1)",
            "rows project-damaged columns project-damaged chain project-damaged states "
            "project-damaged,project-damaged page project-damaged found project-damaged");
        row("a branch without its parent",
            "INSERT INTO branch VALUES(3, 1, 2, 5, 'b', 0, 1)",
            "rows project-damaged columns 9 chain 9 states 3,3 page 9 found 9");
        row("a fork behind the end of numbers",
            "INSERT INTO branch VALUES(2, 1, 1, 9223372036854775807, 'b', 0, 1)",
            "rows 9,4611686018427387904 columns 9 chain 9 states 3,3 page 9 found 9");
        row("a fork before the first",
            "INSERT INTO branch VALUES(2, 1, 1, -9223372036854775807, 'b', 0, 1)",
            "rows 9,0 columns 9 chain 9 states 3,3 page 9 found 9");
        row("a huge branch",
            "INSERT INTO branch VALUES(9223372036854775807, 1, 1, 5, 'b', 0, 1)",
            "rows 9,5 columns 9 chain 9 states 3,3 page 9 found 9");
        row("no branch",
            "DELETE FROM branch",
            "rows  columns unknown-branch chain unknown-branch states unknown-branch,unknown-branch page "
            "unknown-branch found unknown-branch");
        row("1,000 branches in a row",
            "INSERT INTO branch WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < "
            "1000) SELECT i, 1, i - 1, 5, 'b', 0, 1 FROM n; DELETE FROM branch WHERE id BETWEEN 6 AND 10",
            "rows project-damaged columns 9 chain 9 states 3,3 page 9 found 9");

        // Redactions and caches
        row("redactions of what is not there",
            "INSERT INTO redaction VALUES(1, 9223372036854775807, x'', ''), (7, 1, zeroblob(32), 'x'), (1, "
            "-5, 1, 2)",
            sound);
        row("a column chunk of nothing",
            "INSERT OR REPLACE INTO column_chunk VALUES(1, 0, 1, 65536, 0, x'')",
            sound);
    }
    void answer_or_refuse()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, answers);
        ScratchLog log(orderEvents(9));
        {
            RawDatabase raw(log.path());
            raw.run(dropGuards);
            raw.run(sql.toStdString());
        }
        const PeakMemory peak = peakMemoryOf([&] { return answersOf(log.path()); });
        QCOMPARE(QByteArray::fromStdString(peak.answer), answers);
        QVERIFY2(
            !memoryTells || peak.megabytes < 100, qPrintable(QStringLiteral("%1 MB").arg(peak.megabytes)));
        const PeakMemory written = peakMemoryOf([&] {
            writeTo(log.path());
            return std::string("written");
        });
        QCOMPARE(written.answer, std::string("written"));
        QVERIFY2(!memoryTells || written.megabytes < 100,
            qPrintable(QStringLiteral("%1 MB").arg(written.megabytes)));
    }

    void a_file_of_few_bytes_is_no_project_data()
    {
        QTest::addColumn<int>("bytes");
        for (const int bytes : {0, 1, 16, 99, 100, 512, 4095}) {
            QTest::addRow("%d bytes", bytes) << bytes;
        }
    }
    void a_file_of_few_bytes_is_no_project()
    {
        QFETCH(int, bytes);
        const ScratchLog log(orderEvents(9));
        QVERIFY(QFile::resize(QString::fromStdString(log.path()), bytes));
        const auto opened = LogReader::open(log.path());
        QVERIFY(!opened.ok());
        const ErrorCode code = opened.error().code;
        QVERIFY2(code == ErrorCode::NotAProject || code == ErrorCode::ProjectDamaged, nameOf(code).data());
    }

    /// A chunk whose digest fits its bytes is believed where every id has a name, and read anew where one has
    /// none.
    void a_made_up_chunk_of_columns_is_not_trusted_with_ids()
    {
        const int events = static_cast<int>(ColumnChunk::events);
        ScratchLog log(orderEvents(events));
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(events) * 16, 0xFF);
        const auto digest = static_cast<qint64>(XXH3_64bits(bytes.data(), bytes.size()));
        {
            RawDatabase raw(log.path());
            const QByteArray hex(
                reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
            raw.run("INSERT OR REPLACE INTO column_chunk VALUES(1, 0, 1, 65536, " + std::to_string(digest)
                + ", x'" + hex.toHex().toStdString() + "')");
        }
        const auto reader = log.open();
        const auto columns = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
        QCOMPARE(columns->last(), Position{events});
        QCOMPARE(columns->stream(Position{2}), StreamId{2});
        QCOMPARE(columns->time(Position{2}), 1'000'000);
    }

    /// Pages that name one another again and again hold more rows than could ever be read.
    void pages_without_end_are_refused_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("answers");
        QTest::newRow("branches") << QByteArray(
            "branch") << QByteArray("rows project-damaged columns 9 chain 9 states 3,3 page 9 found 9");
        QTest::newRow("streams") << QByteArray("stream")
                                 << QByteArray("rows 9 columns project-damaged chain project-damaged states "
                                               "3,3 page 9 found project-damaged");
        QTest::newRow("types") << QByteArray("type")
                               << QByteArray("rows 9 columns project-damaged chain project-damaged states "
                                             "project-damaged,project-damaged page 9 found project-damaged");
        QTest::newRow("the schema")
            << QByteArray("sqlite_schema")
            << QByteArray("project-damaged: the project is damaged (its schema does not end)");
    }
    void pages_without_end_are_refused()
    {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, answers);
        const ScratchLog log(orderEvents(9));
        makeEndless(log.path(), table.toStdString());
        const PeakMemory peak = peakMemoryOf([&] { return answersOf(log.path()); });
        QCOMPARE(QByteArray::fromStdString(peak.answer), answers);
        QVERIFY2(
            !memoryTells || peak.megabytes < 100, qPrintable(QStringLiteral("%1 MB").arg(peak.megabytes)));
    }
};

QTEST_GUILESS_MAIN(HostilePages)
#include "tst_hostile_pages.moc"
