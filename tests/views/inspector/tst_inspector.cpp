#include "engine/io/import.h"
#include "engine/value/json.h"
#include "model/session/difference_model.h"
#include "model/session/event_tracker.h"
#include "model/session/field_history_model.h"
#include "model/session/link_steps.h"
#include "model/session/state_model.h"
#include "model/session/state_tracker.h"
#include "tests/support/corpus.h"
#include "tests/support/menu_hand.h"
#include "tests/support/open_session.h"
#include "views/inspector/difference_pane.h"
#include "views/inspector/envelope_view.h"
#include "views/inspector/event_pane.h"
#include "views/inspector/field_history_view.h"
#include "views/inspector/json_formats.h"
#include "views/inspector/json_view.h"
#include "views/inspector/standing_text.h"
#include "views/inspector/state_pane.h"
#include "views/inspector/state_tree_view.h"
#include "views/inspector/value_line.h"
#include "views/panels/empty_note.h"
#include "views/panels/fixed_row_view.h"
#include "views/panels/pane_heading.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QToolButton>

#include <future>

using namespace hindcast;

/// State, event and difference as a person uses them.
class Inspector : public QObject {
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
    void the_event_is_shown_whole();
    void links_lead_to_cause_and_consequence();
    void nothing_of_an_event_overlaps_at_any_height();
    void a_long_id_is_cut_in_its_middle_until_somebody_is_in_it();
    void meta_leaves_room_for_data();
    void a_huge_payload_is_cut_and_copied_whole();
    void a_big_payload_comes_in_steps_and_is_coloured_where_it_is_seen_data();
    void a_big_payload_comes_in_steps_and_is_coloured_where_it_is_seen();
    void the_next_event_ends_what_is_still_coming();
    void json_is_coloured_by_tokens_data();
    void json_is_coloured_by_tokens();
    void difference_from_pin_to_swap();
    void difference_says_what_is_missing();
    void standing_reads_as_a_sentence_data();
    void standing_reads_as_a_sentence();
    void difference_tells_absent_and_deleted_from_the_same_data();
    void difference_tells_absent_and_deleted_from_the_same();
    void a_real_log_is_scrubbed_from_end_to_end();
};

namespace {

template <class Pane>
struct Shown {
    explicit Shown(const std::vector<SampleEvent>& events)
        : session(events)
        , pane(*session)
    {
        pane.resize(420, 600);
        pane.show();
        (void)QTest::qWaitForWindowExposed(&pane);
    }

    std::int64_t playhead() { return session->cursor().position().value; }

    OpenSession session;
    Pane pane;
};

struct ShownState : Shown<StatePane> {
    using Shown::Shown;

    void select(const char* stream, std::int64_t at)
    {
        session->cursor().setPosition(Position{at});
        session->selection().setStream(session.stream(stream));
        (void)QTest::qWaitFor([&] { return arrived(); });
    }
    void moveTo(std::int64_t at)
    {
        session->cursor().setPosition(Position{at});
        (void)QTest::qWaitFor([&] { return arrived(); });
    }
    bool arrived()
    {
        const auto* snapshot = pane.tracker()->snapshot();
        const auto stream = *session->selection().stream();
        return snapshot != nullptr && snapshot->stream == stream
            && snapshot->entity.version
            == session->columns()->versionAt(stream, session->cursor().position());
    }
    QModelIndex row(const ValuePath& path) { return pane.model()->indexOf(path); }
    QString value(const ValuePath& path)
    {
        return row(path).siblingAtColumn(StateModel::ValueColumn).data().toString();
    }
    void click(const ValuePath& path)
    {
        const QPoint at = pane.tree()->visualRect(row(path)).center();
        QTest::mouseClick(pane.tree()->viewport(), Qt::LeftButton, {}, at);
    }
};

SampleEvent happened(std::string stream, std::string type, std::string data = "{}", std::string id = {})
{
    SampleEvent event;
    event.stream = std::move(stream);
    event.type = std::move(type);
    event.data = std::move(data);
    event.id = std::move(id);
    return event;
}

const ValuePath status{std::string("status")};
const ValuePath attempts{std::string("attempts")};
const ValuePath lines{std::string("lines")};
const ValuePath firstLine{std::string("lines"), std::size_t{0}};

} // namespace

void Inspector::initTestCase()
{
    Theme::instance().apply(ThemeChoice::Light);
}

void Inspector::nothing_selected_offers_the_event_at_the_playhead()
{
    Shown<StatePane> shown(SampleProject::orderStory(10));
    QVERIFY(shown.pane.note()->isVisible());
    QVERIFY(shown.pane.note()->sentence().contains(QStringLiteral("Select an entity")));
    shown.session->cursor().setPosition(Position{3});
    QTest::mouseClick(shown.pane.note()->actionButton(), Qt::LeftButton);
    QTRY_VERIFY(shown.pane.tree()->isVisible());
    QCOMPARE(shown.pane.heading()->title(), QStringLiteral("stock-2"));
}

void Inspector::an_entity_to_come_offers_its_beginning()
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

void Inspector::an_entity_of_another_branch_is_said_to_have_no_events()
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

void Inspector::state_follows_selection_and_playhead()
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

void Inspector::expansion_and_scroll_survive_scrubbing()
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

void Inspector::what_is_closed_stays_closed()
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

void Inspector::changed_rows_are_marked()
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

void Inspector::a_picked_field_that_changed_shows_both()
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

void Inspector::an_entity_without_fields_says_so()
{
    ShownState shown(std::vector{happened("a-1", "Touched"), happened("a-1", "Filled", R"({"x":1})")});
    shown.select("a-1", 1);
    QTRY_VERIFY(shown.pane.remark()->isVisible());
    QCOMPARE(shown.pane.remark()->text(), QStringLiteral("No fields."));
    shown.moveTo(2);
    QTRY_VERIFY(!shown.pane.remark()->isVisible());
}

void Inspector::redacted_payloads_are_said_to_be_missing()
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

void Inspector::a_title_is_not_told_twice()
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

void Inspector::a_picked_field_shows_its_writers()
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

void Inspector::a_click_on_a_writer_goes_there()
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

void Inspector::last_write_goes_back_write_by_write()
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

void Inspector::a_deleted_entity_is_said_to_be()
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

void Inspector::copying_gives_the_value()
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

void Inspector::a_fields_menu_copies_and_opens()
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

void Inspector::a_late_answer_fades_what_is_shown_data()
{
    QTest::addColumn<QString>("pane");
    QTest::newRow("state") << QStringLiteral("state");
    QTest::newRow("event") << QStringLiteral("event");
    QTest::newRow("difference") << QStringLiteral("difference");
}

void Inspector::a_late_answer_fades_what_is_shown()
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

void Inspector::the_event_is_shown_whole()
{
    Shown<EventPane> shown(SampleProject::orderStory(10));
    shown.session->cursor().setPosition(Position{3});
    QTRY_COMPARE(shown.pane.heading()->note(), QStringLiteral("position 3 · version 1"));
    QCOMPARE(shown.pane.heading()->title(), QStringLiteral("Product Reserved"));
    const EnvelopeView& envelope = *shown.pane.envelope();
    QCOMPARE(envelope.text(EnvelopeView::Type), QStringLiteral("ProductReserved"));
    QCOMPARE(envelope.text(EnvelopeView::Stream), QStringLiteral("stock-2"));
    QCOMPARE(envelope.text(EnvelopeView::Time), QStringLiteral("2026-11-23T10:00:01.250Z"));
    QCOMPARE(envelope.text(EnvelopeView::Id), QStringLiteral("e1-1"));
    QCOMPARE(envelope.text(EnvelopeView::Correlation), QStringLiteral("c1"));
    QCOMPARE(envelope.text(EnvelopeView::Causation), QStringLiteral("e1-0"));
    QCOMPARE(shown.pane.dataView()->toPlainText(), QStringLiteral("{\n  \"lastOrder\": \"order-1\"\n}"));
    QCOMPARE(shown.pane.metaView()->toPlainText(), QStringLiteral("{\n  \"user\": \"u-1\"\n}"));
    shown.session->cursor().setPosition(Position{0});
    QVERIFY(shown.pane.note()->isVisible());
}

void Inspector::links_lead_to_cause_and_consequence()
{
    Shown<EventPane> shown(SampleProject::orderStory(10));
    shown.session->cursor().setPosition(Position{3});
    QTRY_COMPARE(shown.pane.envelope()->causeLink()->text(), QStringLiteral("go to 1"));
    QTest::mouseClick(shown.pane.envelope()->causeLink(), Qt::LeftButton);
    QCOMPARE(shown.playhead(), 1);
    QTRY_VERIFY(shown.pane.tracker()->details()->event.position == Position{1});
    QVERIFY(!shown.pane.envelope()->causeLink()->isVisible());
    QTest::mouseClick(shown.pane.envelope()->consequenceLink(), Qt::LeftButton);
    QCOMPARE(shown.playhead(), 3);
}

void Inspector::nothing_of_an_event_overlaps_at_any_height()
{
    Shown<EventPane> shown(SampleProject::orderStory(10));
    shown.session->cursor().setPosition(Position{3});
    QTRY_VERIFY(shown.pane.envelope()->line(EnvelopeView::Causation)->isVisible());
    const EnvelopeView& envelope = *shown.pane.envelope();
    for (const int height : {160, 240, 320, 400, 700}) {
        shown.pane.resize(330, height);
        QCoreApplication::processEvents();
        int below = 0;
        for (int field = 0; field < EnvelopeView::FieldCount; ++field) {
            const QWidget* line = envelope.line(static_cast<EnvelopeView::Field>(field));
            if (line->isVisible()) {
                QVERIFY2(line->y() >= below, qPrintable(QString::number(height)));
                below = line->geometry().bottom() + 1;
            }
        }
        QVERIFY(envelope.height() >= below);
        const auto top = [&](const QWidget* part) { return part->mapTo(&shown.pane, QPoint()).y(); };
        QVERIFY(top(shown.pane.dataView()) >= top(&envelope) + envelope.height());
        QVERIFY(top(shown.pane.metaView()) >= top(shown.pane.dataView()) + shown.pane.dataView()->height());
    }
}

void Inspector::a_long_id_is_cut_in_its_middle_until_somebody_is_in_it()
{
    const std::string id = "01a1ff10-dbd5-7647-8825-f6aa0dd50f00-and-more-than-a-pane-holds-end";
    const QString whole = QString::fromStdString(id);
    Shown<EventPane> shown(
        std::vector{happened("a-1", "Made", "{}", id), happened("a-1", "Made", "{}", "short")});
    shown.session->cursor().setPosition(Position{1});
    ValueLine* line = shown.pane.envelope()->line(EnvelopeView::Id);
    QTRY_COMPARE(line->text(), whole);
    QVERIFY(line->shownText().contains(u'…'));
    QVERIFY(line->shownText().endsWith(QStringLiteral("end")));
    QCOMPARE(line->toolTip(), whole);
    QTest::mouseDClick(line, Qt::LeftButton, {}, {20, line->height() / 2});
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(line, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), whole);
    QCOMPARE(line->shownText(), whole);
    shown.session->cursor().setPosition(Position{2});
    QTRY_COMPARE(line->text(), QStringLiteral("short"));
    QCOMPARE(line->shownText(), QStringLiteral("short"));
}

void Inspector::meta_leaves_room_for_data()
{
    const std::string meta = R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9})";
    Shown<EventPane> shown({{"a-1", "Made", R"({"x":1,"y":2})", {}, {}, {}, meta, {}}});
    QTRY_VERIFY(shown.pane.tracker()->details());
    const auto linesSeen = [](const JsonView& view) {
        return view.viewport()->height() / view.fontMetrics().lineSpacing();
    };
    for (const int height : {380, 600}) {
        shown.pane.resize(420, height);
        QCoreApplication::processEvents();
        QVERIFY(linesSeen(*shown.pane.dataView()) >= 4);
        QVERIFY(linesSeen(*shown.pane.metaView()) >= (height == 600 ? 8 : 3));
    }
}

void Inspector::a_huge_payload_is_cut_and_copied_whole()
{
    const std::string data = R"({"text":")" + std::string(3 << 20, 'x') + "\"}";
    Shown<EventPane> shown({{"a-1", "Big", data, {}, {}, {}, {}, {}}});
    QTRY_VERIFY(shown.pane.tracker()->details());
    QVERIFY(shown.pane.tracker()->details()->dataCut);
    QCOMPARE(shown.pane.dataView()->json().size(), qsizetype{1} << 20);
    QToolButton* copy = nullptr;
    for (auto* button : shown.pane.findChildren<QToolButton*>()) {
        copy = button->accessibleName() == QStringLiteral("Copy all data") ? button : copy;
    }
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text().size(), static_cast<qsizetype>(data.size()));
}

void Inspector::a_big_payload_comes_in_steps_and_is_coloured_where_it_is_seen_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("lines");
    QTest::addColumn<bool>("cuts");
    QByteArray many = "[";
    while (many.size() < 1'000'000) {
        many += "12345678,";
    }
    many.back() = ']';
    const int numbers = static_cast<int>(many.count(',')) + 1;
    QTest::newRow("a megabyte in short lines") << many << numbers + 2 << false;
    QTest::newRow("a megabyte in one line")
        << QByteArray("\"" + QByteArray(1'000'000, 'x') + '"') << 1 << true;
    QByteArray wide = "[";
    while (wide.size() < 1'000'000) {
        wide += '"' + QByteArray(9'000, 'y') + "\",";
    }
    wide.back() = ']';
    QTest::newRow("a megabyte in wide lines") << wide << static_cast<int>(wide.count(',')) + 3 << true;
}

void Inspector::a_big_payload_comes_in_steps_and_is_coloured_where_it_is_seen()
{
    QFETCH(QByteArray, data);
    QFETCH(int, lines);
    QFETCH(bool, cuts);
    Shown<EventPane> shown({{"a-1", "Big", data.toStdString(), {}, {}, {}, {}, {}}});
    JsonView& view = *shown.pane.dataView();
    qsizetype before = view.document()->characterCount();
    qsizetype largest = 0;
    const auto note = [&] {
        const qsizetype now = view.document()->characterCount();
        largest = std::max(largest, now - before);
        before = now;
    };
    connect(view.document(), &QTextDocument::contentsChanged, &view, note);
    QTRY_VERIFY(!view.json().isEmpty() && view.isComplete());
    QCOMPARE(view.blockCount(), lines);
    QCOMPARE(view.cutsLines(), cuts);
    QVERIFY(largest <= JsonView::stepSize + JsonView::longestLine + 2);
    view.grab();
    const int seen = view.viewport()->height() / view.fontMetrics().lineSpacing() + 2;
    QVERIFY(view.linesColoured() > 0);
    QVERIFY2(view.linesColoured() <= seen, qPrintable(QString::number(view.linesColoured())));
    // What comes into view is coloured then.
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    view.grab();
    QVERIFY(!view.document()->lastBlock().layout()->formats().isEmpty());
    QVERIFY(view.linesColoured() <= 2 * seen);
}

void Inspector::the_next_event_ends_what_is_still_coming()
{
    JsonView view;
    view.setJson(QString(2'000'000, u'\n'));
    QVERIFY(!view.isComplete());
    view.setJson(QStringLiteral("{}"));
    QVERIFY(view.isComplete());
    QTest::qWait(1);
    QCOMPARE(view.toPlainText(), QStringLiteral("{}"));
}

void Inspector::json_is_coloured_by_tokens_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("tokens"); // the coloured stretches, one behind the other
    QTest::newRow("a member") << R"(  "a b": "c:d",)"
                              << R"("a b"|:|"c:d"|,)";
    QTest::newRow("figures") << "  [1.5e3, null]"
                             << "[|1.5e3|,|null|]";
    QTest::newRow("an escape") << R"("a\"b")"
                               << R"("a\"b")";
    QTest::newRow("cut") << R"("abc)"
                         << R"("abc)";
    QTest::newRow("nothing") << ""
                             << "";
}

void Inspector::json_is_coloured_by_tokens()
{
    QFETCH(QString, line);
    QStringList tokens;
    for (const QTextLayout::FormatRange& range : jsonFormats(line)) {
        tokens << line.mid(range.start, range.length);
    }
    QTEST(tokens.join(u'|'), "tokens");
}

void Inspector::difference_from_pin_to_swap()
{
    Shown<DifferencePane> shown(SampleProject::orderStory(10));
    shown.session->selection().setStream(shown.session.stream("order-1"));
    shown.session->cursor().setPosition(Position{1});
    QTest::mouseClick(shown.pane.pinButton(), Qt::LeftButton);
    shown.session->cursor().setPosition(Position{10});
    QTRY_COMPARE(shown.pane.model()->rowCount(), 2);
    QVERIFY(shown.pane.table()->isVisible());
    QCOMPARE(shown.pane.heading()->title(), QStringLiteral("A: 1 → 10"));
    QTest::mouseClick(shown.pane.copyButton(), Qt::LeftButton);
    const auto patch = readJson(QGuiApplication::clipboard()->text().toStdString());
    QVERIFY(patch.ok() && patch->isList());
    QCOMPARE(patch->size(), std::size_t{2});
    QCOMPARE(QString::fromStdString(writeJson(patch->at(0))),
        QStringLiteral(R"({"op":"replace","path":"/status","value":"done"})"));
    QTest::mouseClick(shown.pane.swapButton(), Qt::LeftButton);
    QCOMPARE(shown.playhead(), 1);
    QVERIFY(shown.session->cursor().pin() == Position{10});
    QTRY_COMPARE(shown.pane.model()->index(0, DifferenceModel::AfterColumn).data().toString(),
        QStringLiteral("\"new\""));
}

void Inspector::difference_says_what_is_missing()
{
    Shown<DifferencePane> shown(SampleProject::orderStory(10));
    QVERIFY(shown.pane.note()->sentence().contains(QStringLiteral("Pin a position")));
    QTest::mouseClick(shown.pane.note()->actionButton(), Qt::LeftButton);
    QVERIFY(shown.session->cursor().pin() == Position{50});
    QVERIFY(shown.pane.note()->sentence().contains(QStringLiteral("Select an entity")));
    shown.session->selection().setStream(shown.session.stream("order-1"));
    QTRY_VERIFY(shown.pane.note()->sentence().contains(QStringLiteral("is the same")));
}

void Inspector::standing_reads_as_a_sentence_data()
{
    using Standing = DifferenceModel::Standing;
    QTest::addColumn<std::int64_t>("a");
    QTest::addColumn<std::int64_t>("playhead");
    QTest::addColumn<Standing>("atA");
    QTest::addColumn<Standing>("atPlayhead");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name,
                         std::int64_t a,
                         std::int64_t playhead,
                         Standing atA,
                         Standing atPlayhead,
                         const char* said) {
        QTest::newRow(name) << a << playhead << atA << atPlayhead << QString::fromUtf8(said);
    };
    const auto absent = Standing::Absent;
    const auto present = Standing::Present;
    const auto deleted = Standing::Deleted;
    row("there at both", 200, 300, present, present, "");
    row("absent at both",
        120,
        130,
        absent,
        absent,
        "o-42 does not exist at 120 or at 130; it begins at 150.");
    row("absent, A here", 120, 120, absent, absent, "o-42 does not exist at 120; it begins at 150.");
    row("absent at A", 120, 200, absent, present, "o-42 does not exist at 120; it begins at 150.");
    row("absent at the playhead", 200, 120, present, absent, "o-42 does not exist at 120; it begins at 150.");
    row("comes and goes",
        120,
        1900,
        absent,
        deleted,
        "o-42 does not exist at 120; it begins at 150 and is deleted at 1,900.");
    row("goes", 200, 1900, present, deleted, "o-42 exists at 200 and is deleted at 1,900.");
    row("goes, seen from the end",
        1900,
        200,
        deleted,
        present,
        "o-42 exists at 200 and is deleted at 1,900.");
    row("gone at both", 1900, 1950, deleted, deleted, "o-42 is deleted at 1,900 and at 1,950.");
    row("gone, A here", 1900, 1900, deleted, deleted, "o-42 is deleted at 1,900.");
}

void Inspector::standing_reads_as_a_sentence()
{
    QFETCH(std::int64_t, a);
    QFETCH(std::int64_t, playhead);
    QFETCH(DifferenceModel::Standing, atA);
    QFETCH(DifferenceModel::Standing, atPlayhead);
    const ComparedAt at{Position{a}, Position{playhead}, Position{150}};
    QTEST(standingText(QStringLiteral("o-42"), at, {atA, atPlayhead}), "said");
}

void Inspector::difference_tells_absent_and_deleted_from_the_same_data()
{
    QTest::addColumn<std::int64_t>("a");
    QTest::addColumn<std::int64_t>("playhead");
    QTest::addColumn<bool>("rows");
    QTest::addColumn<QString>("said");
    QTest::newRow("to come") << std::int64_t{1} << std::int64_t{5} << false << "does not exist at 1 or at 5";
    QTest::newRow("comes") << std::int64_t{1} << std::int64_t{12} << true << "does not exist at 1;";
    QTest::newRow("comes, from behind")
        << std::int64_t{12} << std::int64_t{1} << true << "does not exist at 1;";
    QTest::newRow("there") << std::int64_t{13} << std::int64_t{13} << false << "is the same at";
    QTest::newRow("goes") << std::int64_t{13} << std::int64_t{30} << true
                          << "exists at 13 and is deleted at 30";
    QTest::newRow("gone") << std::int64_t{20} << std::int64_t{30} << false << "is deleted at 20 and at 30";
}

void Inspector::difference_tells_absent_and_deleted_from_the_same()
{
    QFETCH(std::int64_t, a);
    QFETCH(std::int64_t, playhead);
    QFETCH(bool, rows);
    QFETCH(QString, said);
    Shown<DifferencePane> shown(SampleProject::orderStory(10));
    shown.session->selection().setStream(shown.session.stream("order-3")); // 11 to 19, where it is deleted
    shown.session->cursor().setPin(Position{a});
    shown.session->cursor().setPosition(Position{playhead});
    QTRY_VERIFY(shown.pane.model()->isCurrent() && shown.pane.model()->standings());
    QCOMPARE(shown.pane.table()->isVisible(), rows);
    QCOMPARE(shown.pane.remark()->isVisible(), rows);
    const QString text = rows ? shown.pane.remark()->text() : shown.pane.note()->sentence();
    QVERIFY2(text.contains(said), qPrintable(text));
}

void Inspector::a_real_log_is_scrubbed_from_end_to_end()
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

QTEST_MAIN(Inspector)
#include "tst_inspector.moc"
