#include "engine/fold/state_cache.h"
#include "engine/value/json.h"
#include "model/session/bookmark_model.h"
#include "model/session/difference_model.h"
#include "model/session/event_tracker.h"
#include "model/session/field_history_model.h"
#include "model/session/state_tracker.h"
#include "tests/support/open_session.h"
#include "tests/support/raw_database.h"

#include <QAbstractItemModelTester>

using namespace hindcast;

/// What follows the playhead: state, event, history of a field, difference to A, bookmarks.
class Trackers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void state_is_that_of_the_playhead();
    void other_entities_events_cost_no_question();
    void a_long_drag_ends_at_the_right_state();
    void a_file_that_counts_otherwise_than_its_columns_is_asked_once();
    void state_before_the_first_event_needs_no_question();
    void another_selection_drops_the_answer_under_way();
    void event_names_cause_and_consequence();
    void event_before_the_first_is_none();
    void a_payload_too_deep_to_lay_out_is_shown_as_it_is();
    void history_lists_the_writing_events();
    void history_asks_once_while_the_playhead_moves();
    void difference_is_the_engines_patch();
    void difference_of_an_entity_that_comes_lists_its_fields();
    void difference_asks_only_when_the_entity_differs();
    void bookmarks_follow_and_rename();
};

namespace {

/// The state by folding all of the stream by hand: the other way to the same answer.
Value mergedByHand(const std::vector<SampleEvent>& events, const std::string& stream, std::int64_t at)
{
    EntityState state;
    for (std::int64_t p = 1; p <= at; ++p) {
        const SampleEvent& event = events[static_cast<std::size_t>(p - 1)];
        if (event.stream == stream) {
            auto next = defaultFold().apply(state, {event.type, Position{p}, state.version + 1, event.data});
            if (next) {
                state = *next;
            }
        }
    }
    return state.state;
}

} // namespace

void Trackers::state_is_that_of_the_playhead()
{
    const auto story = SampleProject::orderStory(20);
    OpenSession session(story);
    QVERIFY(session.isOpen());
    StateTracker tracker(*session);
    QVERIFY(tracker.snapshot() == nullptr);
    session->selection().setStream(session.stream("order-7"));
    for (std::int64_t at = 100; at >= 31; --at) {
        session->cursor().setPosition(Position{at});
        const Version version = session->columns()->versionAt(session.stream("order-7"), Position{at});
        QTRY_VERIFY(tracker.snapshot() && tracker.snapshot()->entity.version == version);
        QVERIFY(tracker.snapshot()->entity.state == mergedByHand(story, "order-7", at));
    }
}

void Trackers::other_entities_events_cost_no_question()
{
    OpenSession session(SampleProject::orderStory(200));
    QVERIFY(session.isOpen());
    StateTracker tracker(*session);
    session->selection().setStream(session.stream("order-3"));
    QTRY_VERIFY(tracker.snapshot());
    const auto before = tracker.requestsSent();
    for (std::int64_t at = 1000; at > 100; --at) {
        session->cursor().setPosition(Position{at});
    }
    QCoreApplication::processEvents();
    QCOMPARE(tracker.requestsSent(), before);
}

void Trackers::a_long_drag_ends_at_the_right_state()
{
    std::vector<SampleEvent> events;
    for (int i = 1; i <= 3000; ++i) {
        events.push_back({"a-1", "Counted", "{\"n\":" + std::to_string(i) + '}', {}, {}, {}, {}, {}});
    }
    OpenSession session(events);
    QVERIFY(session.isOpen());
    StateTracker tracker(*session);
    session->selection().setStream(StreamId{1});
    for (std::int64_t at = 3000; at >= 1234; --at) {
        session->cursor().setPosition(Position{at});
        if (at % 100 == 0) {
            QCoreApplication::processEvents();
        }
    }
    QTRY_VERIFY(tracker.snapshot() && tracker.snapshot()->entity.version == Version{1234});
    QCOMPARE(tracker.snapshot()->entity.state.find("n")->asInt(), 1234);
    QCOMPARE(tracker.snapshot()->lastChanges.size(), std::size_t{1});
    QVERIFY2(tracker.requestsSent() < 200, "one question at a time, not one a step");
    QVERIFY(!tracker.isLate());
}

void Trackers::a_file_that_counts_otherwise_than_its_columns_is_asked_once()
{
    const SampleProject project(SampleProject::orderStory(20));
    {
        RawDatabase raw(project.path().toStdString());
        raw.run(dropGuards);
        raw.run("UPDATE event SET version = version - 1");
    }
    OpenSession session(project.path());
    QVERIFY(session.isOpen());
    StateTracker tracker(*session);
    session->selection().setStream(session.stream("order-1"));
    QTRY_VERIFY(tracker.snapshot() || tracker.problem());
    QCOMPARE(tracker.requestsSent(), 1);
}

void Trackers::state_before_the_first_event_needs_no_question()
{
    OpenSession session(SampleProject::orderStory(20));
    QVERIFY(session.isOpen());
    session->cursor().setPosition(Position{2});
    StateTracker tracker(*session);
    session->selection().setStream(session.stream("order-19"));
    QVERIFY(tracker.snapshot());
    QCOMPARE(tracker.snapshot()->entity.version.value, 0);
    QCOMPARE(tracker.requestsSent(), 0);
}

void Trackers::another_selection_drops_the_answer_under_way()
{
    OpenSession session(SampleProject::orderStory(20));
    QVERIFY(session.isOpen());
    StateTracker tracker(*session);
    QList<std::int64_t> shown;
    connect(&tracker, &StateTracker::changed, this, [&] { shown << tracker.snapshot()->stream.value; });
    session->selection().setStream(session.stream("order-1"));
    session->selection().setStream(session.stream("order-2"));
    QTRY_VERIFY(!shown.isEmpty());
    QTest::qWait(20);
    QCOMPARE(shown, QList<std::int64_t>{session.stream("order-2").value});
}

void Trackers::event_names_cause_and_consequence()
{
    const auto story = SampleProject::orderStory(20);
    OpenSession session(story);
    QVERIFY(session.isOpen());
    EventTracker tracker(*session);
    session->cursor().setPosition(Position{3});
    QTRY_VERIFY(tracker.details() && tracker.details()->event.position == Position{3});
    QCOMPARE(QString::fromStdString(tracker.details()->event.id), QStringLiteral("e1-1"));
    QVERIFY(tracker.details()->cause == Position{1});
    QVERIFY(tracker.details()->firstConsequence == Position{5});
    QCOMPARE(tracker.details()->data, QStringLiteral("{\n  \"lastOrder\": \"order-1\"\n}"));
    session->cursor().setPosition(Position{1});
    QTRY_VERIFY(tracker.details()->event.position == Position{1});
    QVERIFY(!tracker.details()->cause);
}

void Trackers::event_before_the_first_is_none()
{
    OpenSession session(SampleProject::orderStory(2));
    QVERIFY(session.isOpen());
    EventTracker tracker(*session);
    QTRY_VERIFY(tracker.details());
    session->cursor().setPosition(Position{0});
    QVERIFY(tracker.details() == nullptr);
}

void Trackers::a_payload_too_deep_to_lay_out_is_shown_as_it_is()
{
    // Its brackets on lines of their own, each indented by its depth, would take a gigabyte.
    const std::string deep = std::string(900, '[') + std::string(900, ']');
    SampleEvent event;
    event.stream = "nest-1";
    event.type = "Nested";
    event.data = "[";
    while (event.data.size() < 900'000) {
        event.data += deep + ',';
    }
    event.data += "0]";
    OpenSession session({event});
    QVERIFY(session.isOpen());
    EventTracker tracker(*session);
    QTRY_VERIFY(tracker.details() != nullptr);
    QVERIFY(!tracker.details()->dataCut);
    QVERIFY(tracker.details()->data == QString::fromStdString(event.data));
}

void Trackers::history_lists_the_writing_events()
{
    const auto story = SampleProject::orderStory(20);
    OpenSession session(story);
    QVERIFY(session.isOpen());
    FieldHistoryModel model(*session);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    session->selection().setStream(session.stream("order-7"));
    session->selection().setField(ValuePath{std::string("attempts")});
    QTRY_VERIFY(!model.isLoading() && model.rowCount() > 0);

    QList<std::int64_t> writers;
    std::optional<Value> last;
    for (std::int64_t at = 1; at <= 100; ++at) {
        const Value state = mergedByHand(story, "order-7", at);
        const auto now = state.isMap() ? state.find("attempts") : std::nullopt;
        if (now != last) {
            writers << at;
        }
        last = now;
    }
    QList<std::int64_t> listed;
    for (const FieldWrite& write : model.writes()) {
        listed << write.position.value;
    }
    QCOMPARE(listed, writers);
    QCOMPARE(model.index(1, FieldHistoryModel::BeforeColumn).data().toString(), QStringLiteral("0"));
    QCOMPARE(model.index(1, FieldHistoryModel::AfterColumn).data().toString(), QStringLiteral("1"));
    QCOMPARE(model.index(0, FieldHistoryModel::BeforeColumn).data().toString(), QStringLiteral("∅"));
    QCOMPARE(model.index(0, FieldHistoryModel::AfterColumn).data().toString(), QStringLiteral("0"));
    QCOMPARE(model.writesUpTo(Position{writers[1]}), 2);
    QCOMPARE(model.writesUpTo(Position{writers[1] - 1}), 1);
}

void Trackers::history_asks_once_while_the_playhead_moves()
{
    OpenSession session(SampleProject::orderStory(20));
    QVERIFY(session.isOpen());
    FieldHistoryModel model(*session);
    session->selection().setStream(session.stream("order-7"));
    session->selection().setField(ValuePath{std::string("status")});
    QTRY_VERIFY(!model.isLoading());
    for (std::int64_t at = 100; at >= 0; --at) {
        session->cursor().setPosition(Position{at});
    }
    QCOMPARE(model.requestsSent(), 1);
}

void Trackers::difference_is_the_engines_patch()
{
    const auto story = SampleProject::orderStory(20);
    OpenSession session(story);
    QVERIFY(session.isOpen());
    DifferenceModel model(*session);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    session->selection().setStream(session.stream("order-7"));
    for (const std::int64_t pin : {0, 31, 36, 39, 100}) {
        for (const std::int64_t at : {30, 31, 35, 37, 40, 99}) {
            session->cursor().setPin(Position{pin});
            session->cursor().setPosition(Position{at});
            QTRY_VERIFY(model.isCurrent());
            const auto changes =
                diff(mergedByHand(story, "order-7", pin), mergedByHand(story, "order-7", at));
            QCOMPARE(model.jsonPatch(), QString::fromStdString(writeJsonPretty(toJsonPatch(changes))));
        }
    }
}

void Trackers::difference_of_an_entity_that_comes_lists_its_fields()
{
    OpenSession session(SampleProject::orderStory(2));
    QVERIFY(session.isOpen());
    DifferenceModel model(*session);
    session->selection().setStream(session.stream("order-1"));
    session->cursor().setPin(Position{0});
    session->cursor().setPosition(Position{1});
    QTRY_COMPARE(model.rowCount(), 5);
    QCOMPARE(model.index(0, DifferenceModel::PathColumn).data().toString(), QStringLiteral("status"));
    QCOMPARE(model.index(0, DifferenceModel::PathColumn).data(DifferenceModel::KindRole).toInt(),
        static_cast<int>(Change::Kind::Added));
    QCOMPARE(model.changes().size(), std::size_t{1});
}

void Trackers::difference_asks_only_when_the_entity_differs()
{
    OpenSession session(SampleProject::orderStory(200));
    QVERIFY(session.isOpen());
    DifferenceModel model(*session);
    session->selection().setStream(session.stream("order-3"));
    session->cursor().setPin(Position{11});
    QTRY_VERIFY(model.rowCount() > 0 && model.isCurrent());
    const auto before = model.requestsSent();
    for (std::int64_t at = 1000; at > 100; --at) {
        session->cursor().setPosition(Position{at});
    }
    QCOMPARE(model.requestsSent(), before);
}

void Trackers::bookmarks_follow_and_rename()
{
    OpenSession session(SampleProject::orderStory(2));
    QVERIFY(session.isOpen());
    BookmarkModel model(*session);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    session->bookmarks().toggle(Position{5});
    session->bookmarks().toggle(Position{2});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.positionAt(0) == Position{2});
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("Payment Declined"));
    QVERIFY(model.setData(model.index(1), QStringLiteral("  before retry ")));
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("before retry"));
    session->bookmarks().remove(Position{2});
    QCOMPARE(model.rowCount(), 1);
}

QTEST_GUILESS_MAIN(Trackers)
#include "tst_trackers.moc"
