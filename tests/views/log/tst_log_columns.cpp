#include "model/session/log_model.h"
#include "tests/views/log/log_fixture.h"
#include "views/log/log_cell_delegate.h"
#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>

/// What the log's table does with the room it has: its columns, and the playhead's row.
class LogColumnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void columns_suit_names_that_come_later();
    void columns_suit_names_that_are_appended();
    void columns_give_way_before_anything_has_to_be_scrolled_data();
    void columns_give_way_before_anything_has_to_be_scrolled();
    void names_take_the_room_that_data_does_not_need_data();
    void names_take_the_room_that_data_does_not_need();
    void times_that_no_event_has_take_no_room();
    void the_playheads_row_is_seen_however_low_the_table_gets_data();
    void the_playheads_row_is_seen_however_low_the_table_gets();
    void a_row_that_was_scrolled_away_stays_away();
    void who_asks_for_the_playhead_sees_it_data();
    void who_asks_for_the_playhead_sees_it();
};

namespace {

bool isSeen(LogTableView& table, int row)
{
    return table.viewport()->rect().contains(
        table.rowRect(row).adjusted(0, 0, -table.rowRect(row).width() + 1, 0));
}

} // namespace

void LogColumnsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("hindcast-test"));
    QCoreApplication::setApplicationName(QStringLiteral("log-columns"));
    Theme::instance().apply(ThemeChoice::Light);
}

void LogColumnsTest::init()
{
    QSettings().clear();
}

void LogColumnsTest::columns_suit_names_that_come_later()
{
    std::vector<SampleEvent> events;
    for (int i = 1; i <= 900; ++i) {
        events.push_back(happened("payment-" + std::to_string(i), "Made"));
    }
    Shown shown(events);
    QTRY_COMPARE(shown.pane.model()->rowCount(), 900);
    const int needed =
        QFontMetrics(Theme::instance().dataFont()).horizontalAdvance(QStringLiteral("payment-900"));
    const int before = shown.table().header()->sectionSize(LogModel::StreamColumn);
    QVERIFY(before >= needed + 2 * LogCellDelegate::margin);
    shown.session->cursor().jumpTo(Position{1});
    QCoreApplication::processEvents();
    QCOMPARE(shown.table().header()->sectionSize(LogModel::StreamColumn), before);
}

void LogColumnsTest::columns_suit_names_that_are_appended()
{
    Shown shown(std::vector{happened("a-1", "Made")});
    QVERIFY(shown.session.append(happened("a-much-longer-name-1", "MadeLater")));
    QTRY_COMPARE(shown.pane.model()->rowCount(), 2);
    const QString name = QStringLiteral("a-much-longer-name-1");
    const int needed = QFontMetrics(Theme::instance().dataFont()).horizontalAdvance(name);
    QVERIFY(
        shown.table().header()->sectionSize(LogModel::StreamColumn) >= needed + 2 * LogCellDelegate::margin);
}

void LogColumnsTest::columns_give_way_before_anything_has_to_be_scrolled_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("what is left of 1100") << 540;
    QTest::newRow("of 1280") << 640;
    QTest::newRow("of 1600") << 960;
}

void LogColumnsTest::columns_give_way_before_anything_has_to_be_scrolled()
{
    QFETCH(int, width);
    std::vector<SampleEvent> events{
        happened("a-stream-with-a-rather-long-name-1", "SomethingWithALongNameHappened", R"({"x":1})"),
        happened("b-1", "Made", R"({"x":1})")};
    events[0].recordedUs = 1'700'000'000'000'000;
    events[1].recordedUs = 1'700'200'000'000'000; // another day: times are told with their dates
    Shown shown(events);
    shown.pane.resize(width, 400);
    QCoreApplication::processEvents();
    QCOMPARE(shown.table().horizontalScrollBar()->maximum(), 0);
    QVERIFY(shown.table().header()->sectionSize(LogModel::DataColumn) >= 50);
    QVERIFY(shown.table().header()->sectionSize(LogModel::StreamColumn) >= 80);
    QVERIFY(shown.table().header()->sectionSize(LogModel::EventColumn) >= 100);
}

void LogColumnsTest::names_take_the_room_that_data_does_not_need_data()
{
    QTest::addColumn<QString>("data");
    QTest::addColumn<bool>("whole");
    QTest::newRow("nothing to show") << "{}" << true;
    QTest::newRow("much to show") << R"({"a":"much longer than all of the room that is there for it"})"
                                  << false;
}

void LogColumnsTest::names_take_the_room_that_data_does_not_need()
{
    QFETCH(QString, data);
    QFETCH(bool, whole);
    const std::string name = "a-stream-with-a-name-of-all-of-forty-four-letters";
    Shown shown(std::vector{happened(name, "Made", data.toStdString())});
    LogModel& model = *shown.pane.model();
    QTRY_COMPARE(model.index(0, LogModel::DataColumn).data().toString(), data);
    const int needed = textWidth(Theme::instance().dataFont(), QString::fromStdString(name));
    const int given =
        shown.table().header()->sectionSize(LogModel::StreamColumn) - 2 * LogCellDelegate::margin;
    QCOMPARE(given >= needed, whole);
    QCOMPARE(shown.table().horizontalScrollBar()->maximum(), 0);
}

void LogColumnsTest::times_that_no_event_has_take_no_room()
{
    std::vector<SampleEvent> events{happened("a-1", "Made"), happened("a-2", "Made")};
    const auto timeWidth = [](Shown& shown) {
        return shown.table().header()->sectionSize(LogModel::TimeColumn);
    };
    Shown timeless(events);
    const int title = timeless.table().header()->sectionSizeHint(LogModel::TimeColumn);
    QCOMPARE(timeWidth(timeless), title);
    events[1].recordedUs = 1'700'000'000'000'000;
    Shown timed(events);
    QVERIFY(timeWidth(timed) > title);
}

void LogColumnsTest::the_playheads_row_is_seen_however_low_the_table_gets_data()
{
    QTest::addColumn<int>("position");
    QTest::newRow("the last") << 500;
    QTest::newRow("amid") << 250;
    QTest::newRow("the first") << 1;
}

void LogColumnsTest::the_playheads_row_is_seen_however_low_the_table_gets()
{
    QFETCH(int, position);
    Shown shown(SampleProject::orderStory(100));
    shown.session->cursor().jumpTo(Position{position});
    for (const int height : {420, 300, 291, 150, 110, 500, 120}) {
        shown.pane.resize(900, height);
        QCoreApplication::processEvents();
        QVERIFY2(isSeen(shown.table(), position - 1), qPrintable(QString::number(height)));
    }
}

void LogColumnsTest::a_row_that_was_scrolled_away_stays_away()
{
    Shown shown(SampleProject::orderStory(100));
    shown.table().verticalScrollBar()->setValue(20);
    shown.pane.resize(900, 300);
    QCoreApplication::processEvents();
    QCOMPARE(shown.table().topRow(), 20);
}

void LogColumnsTest::who_asks_for_the_playhead_sees_it_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("down, at the last") << int{Qt::Key_Down};
    QTest::newRow("page down, at the last") << int{Qt::Key_PageDown};
    QTest::newRow("to the last again") << 0;
}

void LogColumnsTest::who_asks_for_the_playhead_sees_it()
{
    QFETCH(int, key);
    Shown shown(SampleProject::orderStory(100));
    shown.table().setFocus();
    shown.table().verticalScrollBar()->setValue(20);
    QVERIFY(!isSeen(shown.table(), 499));
    if (key != 0) {
        QTest::keyClick(&shown.table(), static_cast<Qt::Key>(key));
    } else {
        shown.session->cursor().jumpTo(shown.session->cursor().last());
    }
    QCOMPARE(shown.playhead(), 500);
    QVERIFY(isSeen(shown.table(), 499));
}

QTEST_MAIN(LogColumnsTest)
#include "tst_log_columns.moc"
