#include "engine/log/log_writer.h"
#include "engine/log/verify.h"
#include "model/session/event_tracker.h"
#include "model/session/log_model.h"
#include "model/session/state_model.h"
#include "tests/e2e/user_test.h"
#include "tests/support/raw_database.h"
#include "tests/support/sample_project.h"
#include "views/inspector/event_pane.h"
#include "views/inspector/json_view.h"
#include "views/inspector/state_pane.h"
#include "views/log/log_pane.h"
#include "views/panels/doubt_note.h"
#include "views/panels/empty_note.h"
#include "views/window/damage_text.h"
#include "views/window/message_bar.h"
#include "views/window/top_bar.h"
#include "views/window/workspace.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <chrono>

using namespace hindcast;

/// What the window says of a log that was altered from outside, or whose payloads were redacted.
class Trust : public UserTest {
    Q_OBJECT

private:
    bool openProject(const QString& path)
    {
        m_user->window().openPaths({path});
        return m_user->awaitOpen();
    }
    bool awaitVerdict()
    {
        IntegrityCheck& check = m_user->session().integrity();
        QSignalSpy finished(&check, &IntegrityCheck::finished);
        return check.verdict().has_value() || finished.wait(20'000);
    }
    EventPane* eventPane() { return m_user->window().findChild<EventPane*>(); }

private Q_SLOTS:
    void a_branch_is_named_to_the_letter()
    {
        ProjectVerdict verdict;
        VerifyReport report;
        report.firstBad = Position{7};
        report.reason = "altered";
        verdict.branches.push_back({{BranchId{2}, "50%1 off", mainBranch, Position{5}, Position{9}}, report});
        const auto text = damageText(verdict);
        QVERIFY(text.has_value());
        QCOMPARE(text->what,
            QStringLiteral("Branch \"50%1 off\" was altered from outside: event 7 is not what was recorded "
                           "(altered)."));
    }

    void a_sound_log_needs_no_words()
    {
        const SampleProject project(SampleProject::orderStory(4));
        QVERIFY(openProject(project.path()));
        QVERIFY(awaitVerdict());
        QVERIFY(m_user->session().integrity().verdict()->isSound());
        QVERIFY(!m_user->window().findChild<MessageBar*>()->isVisible());
        QCOMPARE(m_user->window().findChild<TopBar*>()->status(), QString());
    }

    void an_altered_log_is_told_and_what_precedes_it_can_be_read()
    {
        const SampleProject project(SampleProject::orderStory(4));
        {
            RawDatabase raw(project.path().toStdString());
            raw.run(dropGuards);
            raw.run("UPDATE event SET data = '{\"paid\":true}' WHERE position = 7");
        }
        QVERIFY(openProject(project.path()));
        QVERIFY(awaitVerdict());
        const auto* bar = m_user->window().findChild<MessageBar*>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(bar->isError());
        QCOMPARE(bar->text(),
            QStringLiteral("This log was altered from outside: event 7 is not what was recorded (payload, "
                           "envelope or order altered)."));
        QCOMPARE(bar->advice(), QStringLiteral("What precedes it, up to 6, can be trusted and read."));
        QCOMPARE(m_user->window().findChild<TopBar*>()->status(), QStringLiteral("Altered from 7 on"));
        m_user->session().cursor().jumpTo(Position{6});
        QTRY_VERIFY(eventPane()->tracker()->details() != nullptr
            && eventPane()->tracker()->details()->event.position == Position{6});
    }

    /// As by another program, while the window shows the log.
    void a_log_that_is_altered_while_it_is_open_is_told_in_every_pane()
    {
        const SampleProject project(SampleProject::orderStory(4));
        IntegrityCheck& check = m_user->session().integrity();
        check.setPace({std::chrono::milliseconds(0), 0, 0, 0, std::chrono::milliseconds(0)});
        QVERIFY(openProject(project.path()));
        QVERIFY(awaitVerdict());
        const auto* model = m_user->window().findChild<LogModel*>();
        const auto cell = [&](int row) { return model->index(row, LogModel::DataColumn).data().toString(); };
        QTRY_VERIFY(cell(6).startsWith(u'{'));
        m_user->session().cursor().jumpTo(Position{7});
        m_user->session().selection().setStream(m_user->session().columns()->stream(Position{7}));
        const auto* bar = m_user->window().findChild<TopBar*>();
        QVERIFY(!bar->isWarning());
        {
            RawDatabase raw(project.path().toStdString());
            raw.run(std::string("BEGIN;") + dropGuards
                + "UPDATE event SET data = '{\"paid\":true}' WHERE position = 7;COMMIT");
        }
        QTRY_COMPARE_WITH_TIMEOUT(bar->status(), QStringLiteral("Altered from 7 on"), 10'000);
        QVERIFY(bar->isWarning());
        // The row says what the event pane says.
        QTRY_COMPARE(cell(6), QStringLiteral("{\"paid\":true}"));
        QTRY_VERIFY(eventPane()->dataView()->json().contains(QStringLiteral("paid")));
        const QString said = QStringLiteral("Not vouched for from 7 on: the log is not what was recorded.");
        QTRY_VERIFY(!eventPane()->doubt()->isHidden());
        QCOMPARE(eventPane()->doubt()->text(), said);
        auto* state = m_user->window().findChild<StatePane*>();
        QTRY_VERIFY(!state->doubt()->isHidden());
        QCOMPARE(state->doubt()->text(), said);
        const auto isMarked = [&](int row) {
            return model->index(row, LogModel::PositionColumn).data(LogModel::UnvouchedRole).toBool();
        };
        QVERIFY(!isMarked(5));
        QVERIFY(isMarked(6));
        QVERIFY(isMarked(19));
        QCOMPARE(model->index(6, LogModel::PositionColumn).data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("7, not vouched for"));

        m_user->session().cursor().jumpTo(Position{6});
        QTRY_VERIFY(eventPane()->doubt()->isHidden());
        QTRY_VERIFY(state->doubt()->isHidden());
    }

    void a_log_that_is_what_it_was_again_is_shown_as_such()
    {
        const SampleProject project(SampleProject::orderStory(4));
        const std::string path = project.path().toStdString();
        const std::string recorded =
            RawDatabase(path).texts("SELECT data FROM event WHERE position = 7").front();
        m_user->session().integrity().setPace(
            {std::chrono::milliseconds(0), 0, 0, 0, std::chrono::milliseconds(0)});
        QVERIFY(openProject(project.path()));
        QVERIFY(awaitVerdict());
        m_user->session().cursor().jumpTo(Position{7});
        m_user->session().selection().setStream(m_user->session().columns()->stream(Position{7}));
        const auto* model = m_user->window().findChild<LogModel*>();
        const auto cell = [&] { return model->index(6, LogModel::DataColumn).data().toString(); };
        auto* state = m_user->window().findChild<StatePane*>();
        const auto isForged = [&] {
            const StateModel& fields = *state->model();
            return !fields
                        .match(fields.index(0, StateModel::NameColumn),
                            Qt::DisplayRole,
                            QStringLiteral("forged"))
                        .isEmpty();
        };
        RawDatabase(path).run(std::string("BEGIN;") + dropGuards
            + "UPDATE event SET data = '{\"forged\":true}' WHERE position = 7;COMMIT");
        QTRY_COMPARE_WITH_TIMEOUT(cell(), QStringLiteral("{\"forged\":true}"), 10'000);
        QTRY_VERIFY(isForged());
        QTRY_VERIFY(!state->doubt()->isHidden());
        RawDatabase(path).run("UPDATE event SET data = '" + recorded + "' WHERE position = 7");
        const auto* bar = m_user->window().findChild<MessageBar*>();
        QTRY_COMPARE_WITH_TIMEOUT(bar->text(), QStringLiteral("The log is again what was recorded."), 10'000);
        QTRY_COMPARE(cell(), QString::fromStdString(recorded));
        QTRY_VERIFY(!eventPane()->dataView()->json().contains(QStringLiteral("forged")));
        QTRY_VERIFY(eventPane()->doubt()->isHidden());
        QTRY_VERIFY(state->doubt()->isHidden());
        QTRY_VERIFY(!isForged());
        QCOMPARE(m_user->window().findChild<TopBar*>()->status(), QString());
    }

    void what_was_said_of_a_log_goes_with_it()
    {
        const SampleProject project(SampleProject::orderStory(4));
        const SampleProject sound(SampleProject::orderStory(3));
        {
            RawDatabase raw(project.path().toStdString());
            raw.run(dropGuards);
            raw.run("UPDATE event SET data = '{\"paid\":true}' WHERE position = 7");
        }
        QVERIFY(openProject(project.path()));
        QVERIFY(awaitVerdict());
        const auto* model = m_user->window().findChild<LogModel*>();
        QTRY_VERIFY(model->unvouchedFrom().has_value());
        QVERIFY(openProject(sound.path()));
        QVERIFY(!model->unvouchedFrom());
        QVERIFY(!m_user->window().findChild<TopBar*>()->isWarning());
    }

    void an_index_that_hides_events_is_told()
    {
        const SampleProject project(SampleProject::orderStory(4));
        {
            RawDatabase raw(project.path().toStdString());
            const std::string made = "CREATE INDEX event_id ON event(branch, id) WHERE id IS NOT NULL";
            raw.run("DROP INDEX event_id;" + made + " AND position <> 5; PRAGMA writable_schema=ON;"
                + "UPDATE sqlite_schema SET sql = '" + made + "' WHERE name = 'event_id';"
                + "PRAGMA writable_schema=RESET");
        }
        QVERIFY(openProject(project.path()));
        QVERIFY(awaitVerdict());
        QCOMPARE(m_user->window().findChild<TopBar*>()->status(), QStringLiteral("Index damaged"));
        QVERIFY(m_user->window().findChild<MessageBar*>()->text().contains(QStringLiteral("event_id")));
    }

    void a_redaction_is_seen_in_an_open_window()
    {
        const SampleProject project(SampleProject::orderStory(4));
        QVERIFY(openProject(project.path()));
        const Position last = m_user->last();
        m_user->session().cursor().jumpTo(Position{2});
        QTRY_VERIFY(eventPane()->tracker()->details() != nullptr
            && eventPane()->tracker()->details()->event.position == Position{2});
        QVERIFY(eventPane()->dataView()->isVisible());
        QVERIFY(!eventPane()->redactionNote()->isVisible());
        {
            const auto writer = LogWriter::open(project.path().toStdString());
            QVERIFY(writer.ok());
            QVERIFY((*writer)->redact(mainBranch, {Position{2}}, "eve", "asked to be forgotten").ok());
        }
        QTRY_VERIFY_WITH_TIMEOUT(eventPane()->redactionNote()->isVisible(), 10'000);
        QVERIFY(!eventPane()->dataView()->isVisible());
        const QString said = eventPane()->redactionNote()->sentence();
        QVERIFY2(
            said.startsWith(QStringLiteral("Data and meta were redacted by eve on 20")), qPrintable(said));
        QVERIFY2(said.endsWith(QStringLiteral(": asked to be forgotten")), qPrintable(said));
        // Who looked at the past still does, and the table says it too.
        QCOMPARE(m_user->position(), Position{2});
        QTRY_COMPARE(m_user->last(), last + 1);
        const auto* model = m_user->window().findChild<LogModel*>();
        QTRY_COMPARE(model->index(1, LogModel::DataColumn).data().toString(), QStringLiteral("redacted"));
        QVERIFY(model->index(2, LogModel::DataColumn).data().toString() != QStringLiteral("redacted"));

        m_user->click(eventPane()->redactionNote()->actionButton());
        QTRY_COMPARE(m_user->position(), last + 1);
        QTRY_VERIFY(eventPane()->dataView()->isVisible());
        QVERIFY(eventPane()->dataView()->json().contains(QStringLiteral("asked to be forgotten")));
    }

    void the_playhead_stays_while_others_append()
    {
        const SampleProject project(SampleProject::orderStory(4));
        QVERIFY(openProject(project.path()));
        const Position last = m_user->last();
        m_user->session().cursor().jumpTo(Position{3});
        const auto writer = LogWriter::open(project.path().toStdString());
        QVERIFY(writer.ok());
        NewEvent event;
        event.type = "Changed";
        event.data = "{}";
        for (int i = 1; i <= 3; ++i) {
            QVERIFY((*writer)->append(mainBranch, "order-1", ExpectedVersion::any(), {&event, 1}).ok());
            QTRY_COMPARE_WITH_TIMEOUT(m_user->last(), last + i, 10'000);
            QCOMPARE(m_user->position(), Position{3});
        }
        // End follows live.
        m_user->press(Qt::Key_End);
        QCOMPARE(m_user->position(), last + 3);
        QVERIFY((*writer)->append(mainBranch, "order-1", ExpectedVersion::any(), {&event, 1}).ok());
        QTRY_COMPARE_WITH_TIMEOUT(m_user->position(), last + 4, 10'000);
    }
};

QTEST_MAIN(Trust)
#include "tst_trust.moc"
