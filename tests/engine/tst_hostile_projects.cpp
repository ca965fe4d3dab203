#include "engine/base/timestamp.h"
#include "engine/fold/state_cache.h"
#include "engine/io/export.h"
#include "engine/log/log_writer.h"
#include "engine/log/rebuild.h"
#include "engine/log/verify.h"
#include "engine/time/density.h"
#include "engine/time/time_columns.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

#include <functional>
#include <limits>

using namespace hindcast;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr BranchId other{2};

NewEvent changed()
{
    NewEvent event;
    event.type = "Changed";
    event.data = "{}";
    return event;
}

/// A project of twelve events in three streams, with a branch that leaves at 8 and has one event of its own.
void build(ScratchLog& log)
{
    log.build(orderEvents(12));
    const auto writer = ScratchLog::must(LogWriter::open(log.path()));
    ScratchLog::must(writer->fork(mainBranch, Position{8}, "what if"));
    const NewEvent event = changed();
    ScratchLog::must(writer->append(other, "order-1", ExpectedVersion::any(), {&event, 1}));
}

QString out(Position position, Position last)
{
    return QStringLiteral("position %1 of %2").arg(position.value).arg(last.value);
}

/// Every way to read states and positions of a branch; tells the first answer that lies outside of the log.
QString foldAndFind(LogReader& reader, BranchId branch, const TimeColumns& columns)
{
    QString wrong;
    const auto check = [&](Position position, Position least = Position{1}) {
        if (position < least || position > columns.last()) {
            wrong = wrong.isEmpty() ? out(position, columns.last()) : wrong;
        }
    };
    StateCache states(defaultFold());
    for (std::int64_t id = -1; id < 6; ++id) {
        const StreamId stream{id};
        for (Position at{0}; at <= columns.last(); at = at + 1) {
            if (const auto state = states.stateAt(reader, branch, stream, at)) {
                check(state->position, Position{0});
            }
            const auto version = reader.versionAt(branch, stream, at);
            if (const auto position =
                    version ? reader.positionOf(branch, stream, *version) : version.error()) {
                check(*position);
            }
        }
        if (const auto writes = states.writesOf(reader, branch, stream, {std::string("n")}, columns.last())) {
            for (const FieldWrite& write : *writes) {
                check(write.position);
            }
        }
        const auto all = [](const EventView&) { return true; };
        static_cast<void>(reader.visitStream(branch, stream, Version{1}, Version{most}, all));
    }
    return wrong;
}

/// Asks everything that a user could, of a file of which anything may be untrue. What answers is not judged
/// but for positions, by which others index; the sanitizers and the library's assertions look at the rest.
QString readAll(const ScratchLog& log, BranchId branch)
{
    auto opened = LogReader::open(log.path());
    if (!opened) {
        return {};
    }
    LogReader& reader = **opened;
    const auto branches = reader.branches();
    const auto names = reader.names();
    const auto verdict = verifyProject(reader);
    const auto last = reader.lastPosition(branch);
    const auto all = [](const EventView&) { return true; };
    for (const Position position : {Position{1}, Position{5}, last ? *last : Position{9}, Position{most}}) {
        const auto event = reader.event(branch, position);
        if (event && event->recordedUs) {
            static_cast<void>(formatTimestamp(*event->recordedUs));
        }
        const auto note = reader.redactionOf(branch, position);
        const auto rest = reader.visit(branch, {position, Position{most}}, all);
        const auto hits = reader.search(
            branch, {position, Position{most}}, "order", [](const auto&, Position) { return true; });
    }
    const auto page =
        reader.page(branch, {Position{std::numeric_limits<std::int64_t>::min()}, Position{most}});
    const auto exported = exportCloudEvents(reader, branch, log.folder().toStdString() + "/out.ndjson");
    for (std::string_view id : {"id-1", "id-5", "id-11"}) {
        for (const auto& found : {reader.findId(branch, id), reader.firstCausedBy(branch, id)}) {
            // How far a log goes is for the caller to mind: it may have grown.
            if (found && *found && **found < Position{1}) {
                return out(**found, Position{1});
            }
        }
    }
    const auto columns = TimeColumns::load(reader, branch);
    if (!columns) {
        return {};
    }
    for (const LaneKind kind : {LaneKind::Type, LaneKind::Category}) {
        const auto lanes = LaneIndex::build(*columns, kind);
        static_cast<void>(lanes->density(0, 1, 12, 7));
    }
    static_cast<void>((*columns)->positionAtTime(0));
    static_cast<void>(TimeColumns::extend(*columns, reader));
    return foldAndFind(reader, branch, **columns);
}

/// The same for what writes; refusing is fine.
void writeAll(const ScratchLog& log, BranchId branch)
{
    auto opened = LogWriter::open(log.path());
    if (!opened) {
        return;
    }
    LogWriter& writer = **opened;
    const NewEvent event = changed();
    const auto old = writer.append(branch, "order-1", ExpectedVersion::any(), {&event, 1});
    const auto fresh = writer.append(branch, "new-1", ExpectedVersion::any(), {&event, 1});
    const auto forked = writer.fork(branch, Position{most}, "late");
    const auto redacted = writer.redact(branch, {Position{2}, Position{most}}, "eve", "r");
}

} // namespace

/// Whoever may write the file may write anything into it that its tables can hold. The guards (schema,
/// triggers) are checked; rows can't be, but by reading all of them. So no number of a row is trusted.
class HostileProjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void no_number_of_a_file_is_trusted_data()
    {
        QTest::addColumn<QByteArray>("sql");
        // A column of one event, in turn beyond, just at, and below what there is.
        for (const char* column : {"position", "stream", "version", "type", "recorded_us"}) {
            for (const char* number : {"9223372036854775807",
                     "9223372036854775806",
                     "4294967297",
                     "4294967295",
                     "2147483648",
                     "99",
                     "0",
                     "-1",
                     "-9223372036854775807 - 1",
                     "'text'",
                     "1.5"}) {
                for (const char* where : {"branch = 1 AND position = 5", "branch = 2"}) {
                    QTest::addRow("%s %s where %s", column, number, where) << QByteArray(
                        QByteArray("UPDATE event SET ") + column + " = " + number + " WHERE " + where);
                }
            }
        }
        const auto row = [](const char* name, const char* sql) { QTest::newRow(name) << QByteArray(sql); };
        row("times at both ends",
            "UPDATE event SET recorded_us = 9223372036854775807 WHERE position = 5;"
            "UPDATE event SET recorded_us = -9223372036854775807 WHERE position = 6");
        row("versions at both ends",
            "UPDATE event SET version = 9223372036854775807 WHERE position = 11;"
            "UPDATE event SET version = -9223372036854775807 WHERE position = 2");
        row("the last version far behind the end",
            "UPDATE event SET position = 1000000 WHERE branch = 1 AND position = 5");
        row("a stream's versions in the reverse order",
            "UPDATE event SET version = 100 - version WHERE stream = 2");
        row("a version in the middle of a stream behind the end",
            "UPDATE event SET position = 1000000 WHERE branch = 1 AND position = 8");
        row("a version before the first position",
            "UPDATE event SET position = -7 WHERE branch = 1 AND position = 2");
        row("an id and a cause before the first position",
            "UPDATE event SET position = -7, id = 'id-5', causation = 'id-5' WHERE branch = 1 AND position = "
            "2");
        row("an id and a cause before the fork",
            "UPDATE event SET position = 3, id = 'id-11', causation = 'id-11' WHERE branch = 2");
        row("a fork far behind", "UPDATE branch SET fork_position = 9223372036854775807 WHERE id = 2");
        row("a fork at the last number",
            "UPDATE branch SET fork_position = 9223372036854775806 WHERE id = 2;"
            "UPDATE event SET position = 9223372036854775807 WHERE branch = 2");
        row("a fork before the first", "UPDATE branch SET fork_position = -9223372036854775807 WHERE id = 2");
        row("a branch of itself", "UPDATE branch SET parent = 2 WHERE id = 2");
        row("a parent that is none", "UPDATE branch SET parent = -9 WHERE id = 2");
        row("branches without end", "UPDATE branch SET id = 9223372036854775807 WHERE id = 2");
        row("no branch", "DELETE FROM branch");
        row("a category that is none", "UPDATE stream SET category = 77");
        row("a category below", "UPDATE stream SET category = -9223372036854775807 WHERE id = 2");
        row("streams without end", "UPDATE stream SET id = 9223372036854775807 WHERE id = 3");
        row("a stream below", "UPDATE stream SET id = -5 WHERE id = 3");
        row("types without end", "UPDATE type SET id = 9223372036854775807 WHERE id = 2");
        row("no types", "DELETE FROM type");
        row("the head without end", "UPDATE head SET position = 9223372036854775807");
        row("categories vouched for from nowhere",
            "UPDATE branch SET categories_from = -9223372036854775807");
        row("no salt", "UPDATE event SET salt = x'' WHERE position = 5");
        row("a long salt", "UPDATE event SET salt = zeroblob(1000) WHERE position = 5");
        row("a redaction of nothing", "INSERT INTO redaction VALUES(1, 9223372036854775807, x'00', 'id-5')");
        row("a redaction by any event",
            "INSERT INTO redaction VALUES(1, 5, x'00', 'id-7');"
            "UPDATE event SET data = NULL, meta = NULL, salt = NULL WHERE branch = 1 AND position = 5");
    }

    void no_number_of_a_file_is_trusted()
    {
        QFETCH(QByteArray, sql);
        ScratchLog log;
        build(log);
        {
            RawDatabase raw(log.path());
            raw.run(dropGuards);
            raw.run(sql.toStdString());
        }
        for (const BranchId branch : {mainBranch, other}) {
            const QString wrong = readAll(log, branch);
            QVERIFY2(
                wrong.isEmpty(), qPrintable(QStringLiteral("branch %1: %2").arg(branch.value).arg(wrong)));
        }
        for (const BranchId branch : {mainBranch, other}) {
            writeAll(log, branch);
        }
        static_cast<void>(rebuildCaches(log.path()));
        readAll(log, mainBranch);
    }
};

QTEST_GUILESS_MAIN(HostileProjects)
#include "tst_hostile_projects.moc"
