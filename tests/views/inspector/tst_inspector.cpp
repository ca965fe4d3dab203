#include "engine/io/import.h"
#include "engine/value/json.h"
#include "model/session/difference_model.h"
#include "model/session/event_tracker.h"
#include "model/session/link_steps.h"
#include "model/session/state_model.h"
#include "tests/support/corpus.h"
#include "tests/support/menu_hand.h"
#include "tests/support/open_session.h"
#include "tests/views/inspector/inspector_fixture.h"
#include "views/inspector/difference_pane.h"
#include "views/inspector/event_pane.h"
#include "views/inspector/field_history_view.h"
#include "views/inspector/json_view.h"
#include "views/inspector/state_pane.h"
#include "views/panels/empty_note.h"
#include "views/panels/fixed_row_view.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>

#include <future>

namespace {

const ValuePath status{std::string("status")};
const ValuePath attempts{std::string("attempts")};
const ValuePath lines{std::string("lines")};
const ValuePath firstLine{std::string("lines"), std::size_t{0}};

} // namespace

/// State as a person uses it, and what all panes of the inspector share.
class StatePaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothing_selected_offers_the_event_at_the_playhead();
    void an_entity_to_come_offers_its_beginning();
    void an_entity_of_another_branch_is_said_to_have_no_events();
    void state_follows_selection_and_playhead();
    void expansion_and_scroll_survive_scrubbing();
    void what_is_closed_stays_closed();
    void changed_rows_are_marked();
    void a_picked_field_that_changed_shows_both();
    void an_entity_without_fields_says_so();
    void redacted_payloads_are_said_to_be_missing();
    void a_title_is_not_told_twice();
    void a_picked_field_shows_its_writers();
    void a_click_on_a_writer_goes_there();
    void last_write_goes_back_write_by_write();
    void a_deleted_entity_is_said_to_be();
    void copying_gives_the_value();
    void a_fields_menu_copies_and_opens();
    void a_late_answer_fades_what_is_shown_data();
    void a_late_answer_fades_what_is_shown();
    void a_real_log_is_scrubbed_from_end_to_end();
};

void StatePaneTest::initTestCase()
{
    Theme::instance().apply(ThemeChoice::Light);
}

void StatePaneTest::nothing_selected_offers_the_event_at_the_playhead()
{
    Shown<StatePane> shown(SampleProject::orderStory(10));
    QVERIFY(shown.pane.note()->isVisible());
    QVERIFY(shown.pane.note()->sentence().contains(QStringLiteral("Select an entity")));
    shown.session->cursor().setPosition(Position{3});
    QTest::mouseClick(shown.pane.note()->actionButton(), Qt::LeftButton);
    QTRY_VERIFY(shown.pane.tree()->isVisible());
    QCOMPARE(shown.pane.heading()->title(), QStringLiteral("stock-2"));
}

void StatePaneTest::an_entity_to_come_offers_its_beginning()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.session->cursor().setPosition(Position{3});
    shown.session->selection().setStream(shown.session.stream("order-9"));
    QVERIFY(shown.pane.note()->isVisible());
    QCOMPARE(shown.pane.note()->sentence(), QStringLiteral("order-9 begins at position 41."));
    QTest::mouseClick(shown.pane.note()->actionButton(), Qt::LeftButton);
    QCOMPARE(shown.playhead(), 41);
    QTRY_VERIFY(shown.pane.tree()->isVisible());
}

void StatePaneTest::an_entity_of_another_branch_is_said_to_have_no_events()
{
    ShownState shown(SampleProject::orderStory(10));
    {
        auto writer = LogWriter::open(shown.session->host().path().toStdString());
        QVERIFY(writer.ok());
        const auto branch = (*writer)->fork(mainBranch, Position{5}, "what if");
        QVERIFY(branch.ok());
        NewEvent event;
        event.type = "Happened";
        event.data = "{}";
        QVERIFY((*writer)->append(*branch, "elsewhere-1", ExpectedVersion::any(), {&event, 1}).ok());
    }
    SampleEvent grown;
    grown.stream = "order-1";
    grown.type = "Closed";
    QVERIFY(shown.session.append(grown));
    const StreamId elsewhere = shown.session.stream("elsewhere-1");
    QVERIFY(elsewhere.value > 0);
    shown.session->selection().setStream(elsewhere);
    QVERIFY(shown.pane.note()->isVisible());
    QCOMPARE(shown.pane.note()->sentence(), QStringLiteral("This entity has no events in this branch."));
}

void StatePaneTest::state_follows_selection_and_playhead()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-1", 10);
    QCOMPARE(shown.value(status), QStringLiteral("\"done\""));
    QCOMPARE(shown.value({std::string("total")}), QStringLiteral("45.480"));
    QCOMPARE(shown.pane.heading()->note(), QStringLiteral("version 4 · position 10"));
    shown.moveTo(6);
    QCOMPARE(shown.value(status), QStringLiteral("\"new\""));
    QCOMPARE(shown.value(attempts), QStringLiteral("1"));
    QCOMPARE(shown.pane.heading()->note(), QStringLiteral("version 2 · position 6"));
}

void StatePaneTest::expansion_and_scroll_survive_scrubbing()
{
    std::vector<SampleEvent> events;
    std::string wide = R"({"n":0,"deep":{"list":[)";
    for (int i = 0; i < 40; ++i) {
        wide += (i > 0 ? "," : "") + std::string(R"({"name":"item )") + std::to_string(i) + "\"}";
    }
    events.push_back({"a-1", "Made", wide + "]}}", {}, {}, {}, {}, {}});
    for (int i = 1; i <= 30; ++i) {
        events.push_back({"a-1", "Counted", "{\"n\":" + std::to_string(i) + '}', {}, {}, {}, {}, {}});
    }
    ShownState shown(events);
    shown.select("a-1", 31);
    const ValuePath list{std::string("deep"), std::string("list")};
    ValuePath item = list;
    item.emplace_back(std::size_t{20});
    shown.pane.tree()->expand(shown.row(list));
    shown.pane.tree()->expand(shown.row(item));
    shown.pane.tree()->verticalScrollBar()->setValue(200);
    const int scrolled = shown.pane.tree()->verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    for (const std::int64_t at : {20, 5, 30, 2, 31}) {
        shown.moveTo(at);
        QCOMPARE(shown.value({std::string("n")}), QString::number(at - 1));
        QVERIFY(shown.pane.tree()->isExpanded(shown.row(list)));
        QVERIFY(shown.pane.tree()->isExpanded(shown.row(item)));
        QCOMPARE(shown.pane.tree()->verticalScrollBar()->value(), scrolled);
    }
    // Gone with the entity, back with it.
    shown.moveTo(0);
    QVERIFY(shown.pane.note()->isVisible());
    shown.moveTo(31);
    QVERIFY(shown.pane.tree()->isExpanded(shown.row(list)));
    QVERIFY(shown.pane.tree()->isExpanded(shown.row(item)));
}

void StatePaneTest::what_is_closed_stays_closed()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-1", 10);
    QVERIFY2(shown.pane.tree()->isExpanded(shown.row(lines)), "small parts open by themselves");
    shown.pane.tree()->collapse(shown.row(lines));
    shown.moveTo(0);
    shown.moveTo(10);
    QVERIFY(!shown.pane.tree()->isExpanded(shown.row(lines)));
    shown.select("order-2", 10);
    QVERIFY2(!shown.pane.tree()->isExpanded(shown.row(lines)), "for the next of its kind, too");
}

void StatePaneTest::changed_rows_are_marked()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-1", 7);
    QVERIFY(shown.row(status).data(StateModel::ChangedRole).toBool());
    QVERIFY(!shown.row(lines).data(StateModel::ChangedRole).toBool());
    QVERIFY(shown.row(attempts).data(Qt::ToolTipRole).toString().contains(QStringLiteral("before: 1")));
    const QImage image = shown.pane.tree()->viewport()->grab().toImage();
    const auto colourAt = [&](const ValuePath& path) {
        const QRect rect = shown.pane.tree()->visualRect(shown.row(path).siblingAtColumn(1));
        return image.pixelColor(rect.right() - 3, rect.center().y());
    };
    QCOMPARE(colourAt(status), Theme::instance().color(Token::Changed));
    QVERIFY(colourAt(lines) != Theme::instance().color(Token::Changed));
}

void StatePaneTest::a_picked_field_that_changed_shows_both()
{
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        Theme::instance().apply(choice);
        ShownState shown(SampleProject::orderStory(10));
        shown.select("order-1", 7);
        shown.click(status);
        QCOMPARE(shown.pane.tree()->currentIndex().siblingAtColumn(0), shown.row(status));
        const QImage image = shown.pane.tree()->viewport()->grab().toImage();
        const QRect value = shown.pane.tree()->visualRect(shown.row(status).siblingAtColumn(1));
        const QRect name = shown.pane.tree()->visualRect(shown.row(status));
        const Theme& theme = Theme::instance();
        QCOMPARE(image.pixelColor(value.right() - 3, value.center().y()), theme.color(Token::Changed));
        QCOMPARE(image.pixelColor(name.right() - 2, name.center().y()), theme.color(Token::Changed));
        QCOMPARE(image.pixelColor(1, value.center().y()), theme.color(Token::Accent));
    }
}

void StatePaneTest::an_entity_without_fields_says_so()
{
    ShownState shown(std::vector{happened("a-1", "Touched"), happened("a-1", "Filled", R"({"x":1})")});
    shown.select("a-1", 1);
    QTRY_VERIFY(shown.pane.remark()->isVisible());
    QCOMPARE(shown.pane.remark()->text(), QStringLiteral("No fields."));
    shown.moveTo(2);
    QTRY_VERIFY(!shown.pane.remark()->isVisible());
}

void StatePaneTest::redacted_payloads_are_said_to_be_missing()
{
    ShownState shown(std::vector{happened("a-1", "Filled", R"({"x":1})"), happened("a-1", "Seen")});
    shown.select("a-1", 2);
    QTRY_COMPARE(shown.value({std::string("x")}), QStringLiteral("1"));
    {
        const auto writer = LogWriter::open(shown.session->host().path().toStdString());
        QVERIFY(writer.ok());
        QVERIFY((*writer)->redact(mainBranch, {Position{1}}, "eve", "asked to be forgotten").ok());
    }
    QTRY_VERIFY_WITH_TIMEOUT(shown.pane.remark()->isVisible(), 10'000);
    QCOMPARE(shown.pane.remark()->text(),
        QStringLiteral(
            "The payloads of 1 event were redacted: what they wrote is missing here.\nNo fields."));
}

void StatePaneTest::a_title_is_not_told_twice()
{
    // Each stands under a tab of its name: a heading that has nothing else to say is not there.
    const auto story = SampleProject::orderStory(10);
    Shown<StatePane> state(story);
    QVERIFY(!state.pane.heading()->isVisible());
    Shown<DifferencePane> difference(story);
    QVERIFY(!difference.pane.heading()->isVisible());
    difference.pane.pinHere();
    QVERIFY(difference.pane.heading()->isVisible());
    Shown<EventPane> event(story);
    event.session->cursor().setPosition(Position{0});
    QVERIFY(!event.pane.heading()->isVisible());
    event.session->cursor().setPosition(Position{3});
    QTRY_VERIFY(event.pane.heading()->isVisible());
}

void StatePaneTest::a_picked_field_shows_its_writers()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-1", 5);
    QVERIFY(!shown.pane.historyView()->isVisible());
    shown.click(attempts);
    QVERIFY(shown.session->selection().field() == attempts);
    QTRY_COMPARE(shown.pane.historyModel()->rowCount(), 3);
    QVERIFY(shown.pane.historyView()->isVisible());
    QCOMPARE(shown.pane.historyHeading()->title(), QStringLiteral("attempts"));
    QCOMPARE(shown.pane.historyHeading()->note(), QStringLiteral("written by 2 events · 1 later"));
    shown.moveTo(10);
    QCOMPARE(shown.pane.historyHeading()->note(), QStringLiteral("written by 3 events"));
    QTest::keyClick(shown.pane.tree(), Qt::Key_Up);
    QVERIFY(shown.session->selection().field() != attempts);
}

void StatePaneTest::a_click_on_a_writer_goes_there()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-1", 10);
    shown.click(attempts);
    QTRY_COMPARE(shown.pane.historyModel()->rowCount(), 3);
    FieldHistoryView& view = *shown.pane.historyView();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rowRect(0).center());
    QCOMPARE(shown.playhead(), 1);
    QTRY_COMPARE(shown.value(attempts), QStringLiteral("0"));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(shown.playhead(), 5);
}

void StatePaneTest::last_write_goes_back_write_by_write()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-1", 20);
    shown.session->selection().setField(attempts);
    QTRY_COMPARE(shown.pane.historyModel()->rowCount(), 3);
    LinkSteps links(*shown.session);
    for (const std::int64_t expected : {7, 5, 1}) {
        links.toLastWrite();
        QTRY_COMPARE(shown.playhead(), expected);
    }
    QSignalSpy missed(&links, &LinkSteps::missed);
    links.toLastWrite();
    QTRY_COMPARE(missed.size(), 1);
    QCOMPARE(shown.playhead(), 1);
}

void StatePaneTest::a_deleted_entity_is_said_to_be()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-3", 50);
    QVERIFY(shown.pane.heading()->note().endsWith(QStringLiteral("deleted")));
    QString remarks;
    for (const QLabel* label : shown.pane.findChildren<QLabel*>()) {
        remarks += label->isVisible() ? label->text() : QString();
    }
    QVERIFY(remarks.contains(QStringLiteral("Deleted by Order Deleted at position 19")));
    QVERIFY(remarks.contains(QStringLiteral("Removed by the last event: customer")));
}

void StatePaneTest::copying_gives_the_value()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-1", 10);
    shown.click(status);
    QTest::keyClick(shown.pane.tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("done"));
    shown.pane.tree()->setCurrentIndex(shown.row(firstLine));
    QTest::keyClick(shown.pane.tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(
        QGuiApplication::clipboard()->text(), QStringLiteral("{\n  \"sku\": \"A-77\",\n  \"qty\": 1\n}"));
}

void StatePaneTest::a_fields_menu_copies_and_opens()
{
    ShownState shown(SampleProject::orderStory(10));
    shown.select("order-1", 10);
    const auto choose = [&](const ValuePath& path, const char* entry) {
        const QPoint at = shown.pane.tree()->visualRect(shown.row(path)).center();
        return chooseFromMenu(*shown.pane.tree()->viewport(), at, QString::fromLatin1(entry));
    };
    const auto copied = [] { return QGuiApplication::clipboard()->text(); };
    QCOMPARE(choose(status, "Copy value").join(u'|'),
        QStringLiteral("Copy value|Copy path|Copy JSON Pointer|Copy whole state as JSON|Open all|Close all"));
    QCOMPARE(copied(), QStringLiteral("done"));
    choose(firstLine, "Copy path");
    QCOMPARE(copied(), QStringLiteral("lines[0]"));
    choose(firstLine, "Copy JSON Pointer");
    QCOMPARE(copied(), QStringLiteral("/lines/0"));
    choose(status, "Copy whole state as JSON");
    const auto state = readJson(copied().toStdString());
    QVERIFY(state.ok() && *state == shown.pane.model()->state());
    choose(status, "Close all");
    QVERIFY(!shown.pane.tree()->isExpanded(shown.row(lines)));
    choose(status, "Open all");
    QVERIFY(shown.pane.tree()->isExpanded(shown.row(lines)));
}

void StatePaneTest::a_late_answer_fades_what_is_shown_data()
{
    QTest::addColumn<QString>("pane");
    QTest::newRow("state") << QStringLiteral("state");
    QTest::newRow("event") << QStringLiteral("event");
    QTest::newRow("difference") << QStringLiteral("difference");
}

void StatePaneTest::a_late_answer_fades_what_is_shown()
{
    QFETCH(QString, pane);
    OpenSession session(SampleProject::orderStory(10));
    session->cursor().setPin(Position{1});
    session->cursor().setPosition(Position{5});
    session->selection().setStream(session.stream("order-1"));
    StatePane state(*session);
    EventPane event(*session);
    DifferencePane difference(*session);
    QWidget& shown = pane == QStringLiteral("state") ? static_cast<QWidget&>(state)
        : pane == QStringLiteral("event")            ? static_cast<QWidget&>(event)
                                                     : difference;
    shown.resize(420, 500);
    shown.show();
    QVERIFY(QTest::qWaitForWindowExposed(&shown));
    QTRY_VERIFY(
        state.tracker()->snapshot() && event.tracker()->details() && difference.model()->rowCount() > 0);
    const QWidget* content = pane == QStringLiteral("state") ? static_cast<QWidget*>(state.tree())
        : pane == QStringLiteral("event")                    ? static_cast<QWidget*>(event.dataView())
                                                             : difference.table();
    const auto isLate = [&] {
        return pane == QStringLiteral("state") ? state.tracker()->isLate()
            : pane == QStringLiteral("event")  ? event.tracker()->isLate()
                                               : difference.model()->isLate();
    };
    const auto ink = [&] { // how much darker than its paper the content is, all in all
        const QImage image = shown.grab({content->mapTo(&shown, QPoint()), content->size()}).toImage();
        int paper = 0;
        qint64 sum = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                paper = std::max(paper, qGray(image.pixel(x, y)));
                sum += qGray(image.pixel(x, y));
            }
        }
        return qint64{paper} * image.width() * image.height() - sum;
    };
    // The keyboard's row is not what is looked at here.
    state.tree()->setCurrentIndex({});
    state.tree()->clearFocus();
    QCoreApplication::processEvents();
    const qint64 before = ink();

    // The store is busy with something else.
    std::promise<void> open;
    const std::shared_future<void> passed = open.get_future().share();
    RequestSlot busy;
    session->host().request<int>(
        busy,
        ProjectHost::Lane::Interactive,
        [passed](const ReadContext&) -> Result<int> {
            passed.wait();
            return 0;
        },
        [](const Result<int>&) {});
    session->cursor().setPosition(Position{7});
    QVERIFY(!isLate());
    QCOMPARE(ink(), before); // a short wait changes nothing
    QTRY_VERIFY(isLate());
    const qint64 late = ink();
    QVERIFY2(late < before * 9 / 10, "what is shown is fainter");
    open.set_value();
    QTRY_VERIFY(!isLate());
    QTRY_VERIFY(difference.model()->isCurrent());
    session->cursor().setPosition(Position{5});
    QTRY_COMPARE(ink(), before);
}

void StatePaneTest::a_real_log_is_scrubbed_from_end_to_end()
{
    const QString log = corpusFile(u"xes/08_receipt.xes.gz");
    if (log.isEmpty()) {
        QSKIP(corpusAbsent);
    }
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("receipt.hindcast"));
    ImportRequest request;
    request.sources = {log.toStdString()};
    request.target = path.toStdString();
    QVERIFY(importLogs(request).ok());

    OpenSession session(path);
    QVERIFY(session.isOpen());
    QCOMPARE(session->columns()->last().value, 8577);
    StatePane pane(*session);
    pane.resize(420, 600);
    pane.show();
    for (std::int64_t at = 8577; at > 0; at -= 613) {
        session->cursor().setPosition(Position{at});
        const StreamId stream = session->columns()->stream(Position{at});
        session->selection().setStream(stream);
        const auto arrived = [&] {
            const auto* snapshot = pane.tracker()->snapshot();
            return snapshot != nullptr && snapshot->stream == stream
                && snapshot->entity.position == Position{at};
        };
        QTRY_VERIFY(arrived());
        QVERIFY(pane.model()->rowCount() > 0);
        QVERIFY(pane.tree()->isVisible());
    }
}

QTEST_MAIN(StatePaneTest)
#include "tst_inspector.moc"
