#include "engine/log/log_writer.h"
#include "engine/log/verify.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

#include <functional>
#include <random>

using namespace hindcast;

namespace {

using Operation = FaultVfs::Operation;

/// A project of six events, copied from one that was made once.
class SixEvents : public ScratchLog {
public:
    SixEvents()
    {
        static const ScratchLog made(orderEvents(6));
        if (!QFile::copy(QString::fromStdString(made.path()), QString::fromStdString(path()))) {
            qFatal("no copy");
        }
    }
};

/// Every operation fails in its turn; every fifth where sanitizers make each run slow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int stride = 5;
#else
constexpr int stride = 1;
#endif

/// What the work of a run was told to be done.
struct Acknowledged {
    std::vector<std::string> ids;
    bool forked = false;
    bool redacted = false;
};

/// The id must outlive the event.
NewEvent eventOf(std::string_view id)
{
    NewEvent event;
    event.type = "Changed";
    event.id = id;
    event.data = "{\"n\":1}";
    return event;
}

/// Something of everything that a writer does; every step is tried, whatever became of those before.
Acknowledged work(const std::string& path)
{
    Acknowledged done;
    const auto writer = LogWriter::open(path);
    if (!writer) {
        return done;
    }
    const auto append = [&](const std::string& id, std::string_view stream) {
        const NewEvent event = eventOf(id);
        if ((*writer)->append(mainBranch, stream, ExpectedVersion::any(), {&event, 1})) {
            done.ids.push_back(id);
        }
    };
    append("a", "order-1");
    append("b", "order-2");
    const std::vector<NewEvent> many(40, [] {
        NewEvent event;
        event.type = "Filled";
        event.data =
            "{\"pad\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}";
        return event;
    }());
    const auto filled = (*writer)->append(mainBranch, "order-3", ExpectedVersion::any(), many);
    static_cast<void>(filled);
    done.forked = (*writer)->fork(mainBranch, Position{5}, "b").ok();
    done.redacted = (*writer)->redact(mainBranch, {Position{2}}, "eve", "r").ok();
    append("c", "order-1");
    return done;
}

/// The old state or the new one, never something between, and everything that was acknowledged.
QString faultOf(const ScratchLog& log, const Acknowledged& done)
{
    const FaultVfs withoutFaults({}); // nor real syncs
    auto reader = LogReader::open(log.path());
    if (!reader) {
        return QString::fromStdString("open: " + describe(reader.error()));
    }
    auto verdict = verifyProject(**reader);
    if (!verdict || !verdict->isSound()) {
        return QString::fromStdString(
            "verify: " + (verdict ? verdict->branches.front().report.reason : describe(verdict.error())));
    }
    for (const std::string& id : done.ids) {
        if (!ScratchLog::must((*reader)->findId(mainBranch, id))) {
            return QString::fromStdString("lost: " + id);
        }
    }
    if (done.forked && ScratchLog::must((*reader)->branches()).size() < 2) {
        return QStringLiteral("lost: the fork");
    }
    if (done.redacted && !ScratchLog::must((*reader)->event(mainBranch, Position{2})).isRedacted) {
        return QStringLiteral("lost: the redaction");
    }
    // The batch is whole or not there.
    const auto filled = (*reader)->findStream("order-3");
    if (filled) {
        const Position last = ScratchLog::must((*reader)->lastPosition(mainBranch));
        const Version version = ScratchLog::must((*reader)->versionAt(mainBranch, *filled, last));
        if (version.value != 40 && version.value != 0) {
            return QStringLiteral("torn: %1 of 40").arg(version.value);
        }
    }
    // And work goes on.
    const auto writer = LogWriter::open(log.path());
    if (!writer) {
        return QString::fromStdString("reopen: " + describe(writer.error()));
    }
    const NewEvent event = eventOf("later");
    const auto later = (*writer)->append(mainBranch, "order-1", ExpectedVersion::any(), {&event, 1});
    return later ? QString() : QString::fromStdString("append: " + describe(later.error()));
}

} // namespace

/// For every k the k-th operation fails, until the work gets through (the doctrine of SQLite's I/O error
/// tests).
class Faults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatever_fails_nothing_is_lost_or_torn_data()
    {
        QTest::addColumn<int>("operation");
        QTest::addColumn<bool>("forGood");
        QTest::addColumn<bool>("diskFull");
        const auto row = [](const char* name, Operation operation, bool diskFull = false) {
            for (const bool forGood : {false, true}) {
                QTest::addRow("%s %s", name, forGood ? "for good" : "once")
                    << static_cast<int>(operation) << forGood << diskFull;
            }
        };
        row("open", Operation::Open);
        row("write", Operation::Write);
        row("sync", Operation::Sync);
        row("truncate", Operation::Truncate);
        row("delete", Operation::Delete);
        row("disk full", Operation::Write, true);
    }

    void whatever_fails_nothing_is_lost_or_torn()
    {
        QFETCH(int, operation);
        QFETCH(bool, forGood);
        QFETCH(bool, diskFull);
        int k = 1;
        for (;; k += stride) {
            const SixEvents log;
            FaultVfs::Fault fault{static_cast<Operation>(operation), k, forGood, diskFull, k % 2 == 0};
            bool fired = false;
            Acknowledged done;
            {
                const FaultVfs vfs(fault);
                done = work(log.path());
                fired = vfs.hasFired();
            }
            const QString wrong = faultOf(log, done);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("operation %1: %2").arg(k).arg(wrong)));
            if (!fired) {
                QCOMPARE(done.ids.size(), 3U);
                QVERIFY(done.forked && done.redacted);
                break;
            }
        }
        QVERIFY(k > 1);
    }

    void after_a_power_cut_what_was_acknowledged_is_there()
    {
        std::mt19937 random(20261124);
        int k = 1;
        for (;; k += stride) {
            const SixEvents log;
            Acknowledged done;
            bool fired = false;
            {
                FaultVfs vfs({Operation::Any, k, true, false, k % 2 == 0});
                done = work(log.path());
                fired = vfs.hasFired();
                vfs.losePower(log.folder().toStdString(), random);
            }
            const QString wrong = faultOf(log, done);
            QVERIFY2(
                wrong.isEmpty(), qPrintable(QStringLiteral("cut at operation %1: %2").arg(k).arg(wrong)));
            if (!fired) {
                break;
            }
        }
        QVERIFY(k > 50);
    }

    /// Undoing what a dead writer began is for our own files: another program's are not touched.
    void another_programs_hot_journal_is_left_alone()
    {
        const ScratchLog log;
        const QString path = QString::fromStdString(log.path());
        const QString journal = path + QStringLiteral("-journal");
        {
            RawDatabase raw(log.path());
            raw.run("PRAGMA journal_mode=DELETE; CREATE TABLE t(x); INSERT INTO t VALUES(1);");
            raw.run("PRAGMA cache_size=1; PRAGMA cache_spill=1; BEGIN; UPDATE t SET x = 2;"
                    "CREATE TABLE u AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
                    "2000) "
                    "SELECT i, hex(randomblob(100)) FROM n");
            // As it lies there when the program dies now.
            QVERIFY(QFile::copy(path, path + QStringLiteral(".dead")));
            QVERIFY(QFile::copy(journal, journal + QStringLiteral(".dead")));
        }
        QFile::remove(path);
        QVERIFY(QFile::rename(path + QStringLiteral(".dead"), path));
        QVERIFY(QFile::rename(journal + QStringLiteral(".dead"), journal));
        const auto sizes = [&] { return std::pair(QFileInfo(path).size(), QFileInfo(journal).size()); };
        const auto before = sizes();
        QVERIFY(!LogReader::open(log.path()).ok());
        QCOMPARE(sizes(), before);
    }

    void a_full_disk_is_told_and_work_goes_on_when_there_is_room()
    {
        const SixEvents log;
        FaultVfs vfs({Operation::Write, 12, true, true, false});
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        const NewEvent event = eventOf("a");
        std::optional<Error> refused;
        for (int i = 0; i < 20 && !refused; ++i) {
            const std::string id = "filler-" + std::to_string(i);
            const NewEvent filler = eventOf(id);
            const auto done = writer->append(mainBranch, "order-1", ExpectedVersion::any(), {&filler, 1});
            refused = done ? std::nullopt : std::optional(done.error());
        }
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, ErrorCode::DiskFull);
        QCOMPARE(QString::fromStdString(adviceFor(*refused)),
            QStringLiteral("make room and try again; nothing was lost"));
        // The log can be read meanwhile.
        QVERIFY(ScratchLog::must(verifyProject(*log.open())).isSound());

        vfs.heal();
        QVERIFY(writer->append(mainBranch, "order-1", ExpectedVersion::any(), {&event, 1}).ok());
        QVERIFY(ScratchLog::must(verifyProject(*log.open())).isSound());
    }

    /// A bulk load is there as a whole or not at all.
    void a_failing_import_leaves_what_was()
    {
        int k = 1;
        for (;; k += stride) {
            const SixEvents log;
            bool fired = false;
            bool built = false;
            {
                const FaultVfs vfs({Operation::Any, k, true, k % 2 == 0, k % 3 == 0});
                auto builder = LogBuilder::begin(log.path(), true);
                bool added = builder.ok();
                for (const ScratchEvent& event : orderEvents(2000)) {
                    added = added && (*builder)->add(event.borrowed()).ok();
                }
                built = added && (*builder)->finish().ok();
                fired = vfs.hasFired();
            }
            QCOMPARE(log.files(), QStringList({QStringLiteral("log.hindcast")}));
            QCOMPARE(ScratchLog::must(log.open()->lastPosition(mainBranch)).value, built ? 2000 : 6);
            QVERIFY(ScratchLog::must(verifyProject(*log.open())).isSound());
            if (!fired) {
                QVERIFY(built);
                break;
            }
        }
        QVERIFY(k > 10);
    }
};

QTEST_GUILESS_MAIN(Faults)
#include "tst_faults.moc"
