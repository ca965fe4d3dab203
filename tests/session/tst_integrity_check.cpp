#include "engine/log/log_writer.h"
#include "engine/log/rebuild.h"
#include "tests/support/open_session.h"
#include "tests/support/raw_database.h"

#include <QDir>
#include <QFile>

#include <optional>

using namespace hindcast;

namespace {

/// Nobody waits in a test: every check is made as soon as something calls for it.
IntegrityCheck::Pace atOnce()
{
    using std::chrono::milliseconds;
    return {milliseconds(0), 0, 0, 0, milliseconds(0)};
}

/// As above, but the whole is not checked again for growth alone.
IntegrityCheck::Pace growthAlone()
{
    IntegrityCheck::Pace pace = atOnce();
    pace.growthLeast = std::chrono::hours(1);
    return pace;
}

void alter(const QString& path, const std::string& sql)
{
    RawDatabase raw(path.toStdString());
    raw.run(std::string("BEGIN;") + dropGuards + sql + ";COMMIT");
}

} // namespace

/// A log that is altered from outside while it is open.
class IntegrityChecking : public QObject {
    Q_OBJECT

private:
    /// What was done to the file before now has been seen then.
    static bool awaitTwoLooks(Session& session)
    {
        QSignalSpy looked(&session.host(), &ProjectHost::looked);
        return looked.wait(10'000) && (looked.count() > 1 || looked.wait(10'000));
    }
    static bool awaitFirstCheck(Session& session)
    {
        QSignalSpy finished(&session.integrity(), &IntegrityCheck::finished);
        return session.integrity().verdict().has_value() || finished.wait(10'000);
    }

private Q_SLOTS:
    void what_others_do_to_the_file_is_found_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("firstBad");
        QTest::addColumn<bool>("isGrowth");
        const QByteArray alteration("UPDATE event SET data = '{\"total\":1}' WHERE position = 7");
        QTest::newRow("a payload") << alteration << 7 << false;
        QTest::newRow("an envelope") << QByteArray("UPDATE event SET type = 1 WHERE position = 9") << 9
                                     << false;
        QTest::newRow("a stream's name")
            << QByteArray("UPDATE stream SET name = 'x' WHERE id = 1") << 1 << false;
        QTest::newRow("the end cut off, and the head with it")
            << QByteArray("DELETE FROM event WHERE position > 18; UPDATE head SET position = 18, chain = "
                          "(SELECT chain FROM event WHERE position = 18)")
            << 1 << false;
        QTest::newRow("a payload, while an event is appended that fits no more") << alteration
                + "; INSERT INTO event(branch, position, stream, version, type, data, salt, chain) "
                  "SELECT branch, 21, stream, version + 1, type, data, salt, chain FROM event WHERE "
                  "position = 20" << 7 << true;
        QTest::newRow("the types taken away") << QByteArray("DROP TABLE type") << 1 << false;
        QTest::newRow("the events taken away") << QByteArray("DROP TABLE event") << 1 << false;
        QTest::newRow("the redactions taken away") << QByteArray("DROP TABLE redaction") << 1 << false;
    }

    void what_others_do_to_the_file_is_found()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, firstBad);
        QFETCH(bool, isGrowth);
        OpenSession session(SampleProject::orderStory(4));
        session->integrity().setPace(isGrowth ? growthAlone() : atOnce());
        QVERIFY(awaitFirstCheck(*session));
        QVERIFY(!session->integrity().unvouchedFrom());
        // Where growth is bad, the whole has been checked before that is told.
        std::optional<Position> told;
        connect(&session->integrity(), &IntegrityCheck::finished, this, [&] {
            told = told ? told : session->integrity().unvouchedFrom();
        });
        alter(session.project().path(), sql.toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 10'000);
        QVERIFY(!session->integrity().verdict()->isSound());
        QCOMPARE(told->value, firstBad);
    }

    void a_file_that_is_no_project_any_more_is_vouched_for_by_nothing()
    {
        OpenSession session(SampleProject::orderStory(4));
        session->integrity().setPace(atOnce());
        QVERIFY(awaitFirstCheck(*session));
        QFile file(session.project().path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.write(QByteArray(8192, 'x')) == 8192 && file.flush());
        QTRY_COMPARE_WITH_TIMEOUT(
            session->integrity().unvouchedFrom().value_or(Position{0}), Position{1}, 10'000);
    }

    void what_cant_be_read_for_now_is_checked_later()
    {
        const SampleProject project(SampleProject::orderStory(4));
        const QString aside = project.path() + QStringLiteral(".aside");
        Session session;
        session.integrity().setPace(atOnce());
        connect(&session.host(), &ProjectHost::opened, this, [&] {
            QVERIFY(QFile::rename(project.path(), aside) && QDir().mkdir(project.path()));
        });
        session.host().open(project.path());
        QVERIFY(awaitTwoLooks(session));
        QCOMPARE(session.integrity().wholeChecks(), 0);
        QVERIFY(QDir().rmdir(project.path()) && QFile::rename(aside, project.path()));
        QTRY_VERIFY_WITH_TIMEOUT(session.integrity().verdict().has_value(), 60'000);
        QVERIFY(session.integrity().verdict()->isSound());
    }

    void the_same_fault_found_again_reloads_nothing()
    {
        OpenSession session(SampleProject::orderStory(4));
        session->integrity().setPace(atOnce());
        QVERIFY(awaitFirstCheck(*session));
        QSignalSpy reloaded(&session->host(), &ProjectHost::reloaded);
        alter(session.project().path(), "UPDATE event SET type = 1 WHERE position = 9");
        QTRY_COMPARE_WITH_TIMEOUT(reloaded.count(), 1, 10'000);
        QVERIFY(awaitTwoLooks(*session));
        const int checks = session->integrity().wholeChecks();
        RawDatabase(session.project().path().toStdString())
            .run("UPDATE event SET type = 2 WHERE position = 9");
        QTRY_VERIFY_WITH_TIMEOUT(session->integrity().wholeChecks() > checks, 10'000);
        QVERIFY(awaitTwoLooks(*session));
        QCOMPARE(reloaded.count(), 1);
    }

    void bytes_changed_past_the_store_are_found_and_shown()
    {
        OpenSession session(SampleProject::orderStory(4));
        session->integrity().setPace(atOnce());
        QVERIFY(awaitFirstCheck(*session));
        QFile file(session.project().path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray bytes = file.readAll();
        const qsizetype at = bytes.indexOf("{\"status\":\"paid\"");
        QVERIFY(at > 0);
        QSignalSpy reloaded(&session->host(), &ProjectHost::reloaded);
        QVERIFY(file.seek(at) && file.write("{\"status\":\"lost\"") > 0 && file.flush());
        QTRY_VERIFY_WITH_TIMEOUT(session->integrity().unvouchedFrom().has_value(), 10'000);
        QVERIFY(reloaded.count() > 0 || reloaded.wait(10'000));
        // The connection that had read the page before reads it anew.
        RequestSlot slot;
        std::string data;
        session->host().request<Event>(
            slot,
            ProjectHost::Lane::Interactive,
            [at = *session->integrity().unvouchedFrom()](
                const ReadContext& context) { return context.reader.event(context.branch, at); },
            [&](const Result<Event>& event) { data = event ? event->data : describe(event.error()); });
        QTRY_VERIFY(!data.empty());
        QVERIFY2(data.find("lost") != std::string::npos, data.c_str());
    }

    void growth_is_checked_without_what_precedes_it()
    {
        OpenSession session(SampleProject::orderStory(4));
        session->integrity().setPace(growthAlone());
        QVERIFY(awaitFirstCheck(*session));
        auto writer = LogWriter::open(session.project().path().toStdString());
        QVERIFY(writer.ok());
        // That a writer opens the file is a write of which nothing is known.
        QTRY_COMPARE_WITH_TIMEOUT(session->integrity().wholeChecks(), 2, 10'000);
        NewEvent event;
        event.type = "Changed";
        event.data = "{}";
        for (int i = 1; i <= 3; ++i) {
            QVERIFY((*writer)->append(mainBranch, "order-1", ExpectedVersion::any(), {&event, 1}).ok());
            QTRY_COMPARE_WITH_TIMEOUT(session->integrity().partChecks(), i, 10'000);
        }
        // What was written beside the file is carried into it as the writer goes.
        (*writer).reset();
        QVERIFY(awaitTwoLooks(*session));
        QCOMPARE(session->integrity().wholeChecks(), 2);
        QVERIFY(session->integrity().verdict()->isSound());
    }

    void a_write_that_alters_nothing_calls_for_one_check()
    {
        OpenSession session(SampleProject::orderStory(4));
        session->integrity().setPace(atOnce());
        QVERIFY(awaitFirstCheck(*session));
        QVERIFY(rebuildCaches(session.project().path().toStdString()).ok());
        QTRY_COMPARE_WITH_TIMEOUT(session->integrity().wholeChecks(), 2, 10'000);
        QVERIFY(awaitTwoLooks(*session));
        QCOMPARE(session->integrity().wholeChecks(), 2);
        QVERIFY(session->integrity().verdict()->isSound());
    }

    void a_log_that_is_what_it_was_again_is_sound()
    {
        OpenSession session(SampleProject::orderStory(4));
        session->integrity().setPace(atOnce());
        QVERIFY(awaitFirstCheck(*session));
        alter(session.project().path(), "UPDATE event SET causation = 'x' || causation WHERE position = 7");
        QTRY_COMPARE_WITH_TIMEOUT(
            session->integrity().unvouchedFrom().value_or(Position{0}), Position{7}, 10'000);
        RawDatabase(session.project().path().toStdString())
            .run("UPDATE event SET causation = substr(causation, 2) WHERE position = 7");
        QTRY_VERIFY_WITH_TIMEOUT(session->integrity().verdict()->isSound(), 10'000);
    }

    void the_shown_log_is_the_altered_one()
    {
        OpenSession session(SampleProject::orderStory(4));
        session->integrity().setPace(atOnce());
        QVERIFY(awaitFirstCheck(*session));
        session->cursor().jumpTo(Position{19});
        session->cursor().setPin(Position{19});
        QVERIFY(session->reference().toggle(Position{19}));
        const TypeId before = session->columns()->type(Position{9});
        QSignalSpy reloaded(&session->host(), &ProjectHost::reloaded);
        alter(session.project().path(),
            "UPDATE event SET type = (SELECT type FROM event WHERE position = 8) WHERE position = 9; "
            "DELETE FROM event WHERE position > 15; UPDATE head SET position = 15");
        QTRY_VERIFY_WITH_TIMEOUT(reloaded.count() > 0, 10'000);
        QVERIFY(session->columns()->type(Position{9}) != before);
        QCOMPARE(session->columns()->last(), Position{15});
        QCOMPARE(session->cursor().position(), Position{15});
        QVERIFY(!session->cursor().pin());
        QVERIFY(!session->reference().moment());
    }

    void another_file_of_that_name_is_opened()
    {
        OpenSession session(SampleProject::orderStory(4));
        const SampleProject other(SampleProject::orderStory(6));
        QVERIFY(awaitFirstCheck(*session));
        QSignalSpy replaced(&session->host(), &ProjectHost::replaced);
        QSignalSpy opened(&session->host(), &ProjectHost::opened);
        const QByteArray from = other.path().toLocal8Bit();
        const QByteArray to = session.project().path().toLocal8Bit();
        QCOMPARE(std::rename(from.constData(), to.constData()), 0);
        QVERIFY(opened.wait(10'000));
        QCOMPARE(replaced.count(), 1);
        QCOMPARE(session->host().last(), Position{30});
    }

    void a_file_that_is_half_written_is_not_opened_yet()
    {
        OpenSession session(SampleProject::orderStory(4));
        const SampleProject other(SampleProject::orderStory(6));
        QFile whole(other.path());
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        QVERIFY(QFile::remove(session.project().path()));
        QFile file(session.project().path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(bytes.first(50)) == 50 && file.flush());
        QSignalSpy replaced(&session->host(), &ProjectHost::replaced);
        QVERIFY(awaitTwoLooks(*session) && awaitTwoLooks(*session));
        QCOMPARE(session->host().state(), ProjectHost::State::Open);
        QCOMPARE(session->host().last(), Position{20});
        QCOMPARE(replaced.count(), 0);
        QVERIFY(file.write(bytes.sliced(50)) > 0 && file.flush());
        QTRY_COMPARE_WITH_TIMEOUT(replaced.count(), 1, 10'000);
        QCOMPARE(session->host().last(), Position{30});
    }
};

QTEST_GUILESS_MAIN(IntegrityChecking)
#include "tst_integrity_check.moc"
