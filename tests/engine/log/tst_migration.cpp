#include "engine/log/log_writer.h"
#include "engine/log/schema.h"
#include "engine/log/verify.h"
#include "tests/support/corpus.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

using namespace hindcast;

/// Files of every version that was ever written lie in tests/data. Each holds the same: 13 events in the main
/// branch, a branch "what if" forked at 8 with one event of its own, and a note.
class OldFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_version_is_kept()
    {
        for (std::int64_t version = 1; version <= projectSchemaVersion; ++version) {
            QVERIFY2(QFile::exists(fileOf(static_cast<int>(version))), "keep a file of the new version");
        }
    }

    void each_is_read_as_it_is_data() { versions(); }
    void each_is_read_as_it_is()
    {
        QFETCH(int, version);
        const ScratchLog log;
        copy(version, log);
        const QByteArray before = bytesOf(log);
        {
            const auto reader = log.open();
            checkContent(*reader, 13);
            const ProjectVerdict verdict = ScratchLog::must(verifyProject(*reader));
            QVERIFY2(verdict.isSound(), verdict.branches.front().report.reason.c_str());
            QCOMPARE(verdict.branches.size(), 2U);
        }
        QVERIFY(bytesOf(log) == before);
        QCOMPARE(log.files(), QStringList({QStringLiteral("log.hindcast")}));
    }

    void each_is_brought_to_this_version_by_a_writer_data() { versions(); }
    void each_is_brought_to_this_version_by_a_writer()
    {
        QFETCH(int, version);
        const ScratchLog log;
        copy(version, log);
        {
            const auto writer = ScratchLog::must(LogWriter::open(log.path()));
            NewEvent event;
            event.type = "Closed";
            event.data = "{}";
            event.category = "till";
            ScratchLog::must(writer->append(mainBranch, "new-1", ExpectedVersion::noStream(), {&event, 1}));
            ScratchLog::must(writer->redact(mainBranch, {Position{3}}, "eve", "r"));
        }
        RawDatabase raw(log.path());
        QCOMPARE(raw.texts("PRAGMA user_version").front(), std::to_string(projectSchemaVersion));
        const auto reader = log.open();
        checkContent(*reader, 15);
        QVERIFY(ScratchLog::must(verifyProject(*reader)).isSound());

        // What was made since is vouched for by this version's rules.
        raw.run(dropGuards);
        raw.run("UPDATE stream SET category = 1 WHERE name = 'new-1'");
        QCOMPARE(
            ScratchLog::must(verifyChain(*log.open(), mainBranch)).firstBad.value_or(Position{}).value, 14);
    }

    /// A migrated file and a new one have the same schema, word for word.
    void a_migrated_file_is_like_a_new_one_data() { versions(); }
    void a_migrated_file_is_like_a_new_one()
    {
        QFETCH(int, version);
        const ScratchLog old;
        copy(version, old);
        ScratchLog::must(LogWriter::open(old.path()));
        const ScratchLog fresh;
        ScratchLog::must(LogWriter::create(fresh.path()));
        const char* schema = "SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema "
                             "WHERE sql IS NOT NULL ORDER BY type, name";
        QCOMPARE(RawDatabase(old.path()).texts(schema), RawDatabase(fresh.path()).texts(schema));
    }

    void what_this_program_does_not_know_survives()
    {
        const ScratchLog log;
        copy(1, log);
        RawDatabase(log.path()).run("INSERT INTO note VALUES('from-elsewhere', '{\"kept\":[1,2.50]}')");
        ScratchLog::must(LogWriter::open(log.path()));
        QCOMPARE(ScratchLog::must(log.open()->note("from-elsewhere")).value_or(""),
            std::string("{\"kept\":[1,2.50]}"));
    }

private:
    static QString fileOf(int version)
    {
        return sourceFile(QStringLiteral("tests/data/schema-%1.hindcast").arg(version));
    }
    static void versions()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= projectSchemaVersion; ++version) {
            QTest::addRow("schema %d", version) << version;
        }
    }
    static void copy(int version, const ScratchLog& log)
    {
        const QString target = QString::fromStdString(log.path());
        QVERIFY(QFile::copy(fileOf(version), target));
        QVERIFY(QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner));
    }
    static QByteArray bytesOf(const ScratchLog& log)
    {
        QFile file(QString::fromStdString(log.path()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void checkContent(LogReader& reader, int events)
    {
        QCOMPARE(ScratchLog::must(reader.lastPosition(mainBranch)).value, events);
        const auto branches = ScratchLog::must(reader.branches());
        QCOMPARE(branches.size(), 2U);
        QCOMPARE(branches[1].name, std::string("what if"));
        QCOMPARE(branches[1].last.value, 9);
        const Event event = ScratchLog::must(reader.event(mainBranch, Position{6}));
        QCOMPARE(event.streamName, std::string("payment/1"));
        QCOMPARE(event.typeName, std::string("Changed"));
        QCOMPARE(event.data, std::string("{\"n\":6,\"price\":1.50}"));
        QCOMPARE(event.meta, std::string("{\"source\":\"/shop\"}"));
        QCOMPARE(event.causation, std::string("id-5"));
        QCOMPARE(ScratchLog::must(reader.note("bookmarks")).value_or(""), std::string("[]"));
    }
};

QTEST_GUILESS_MAIN(OldFiles)
#include "tst_migration.moc"
