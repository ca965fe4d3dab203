#include "tests/views/timeline/timeline_fixture.h"

#include <QHelpEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <numeric>

using namespace hindcast;

class TimelineViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dragging_in_the_ruler_moves_the_playhead_to_the_place_under_the_mouse()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        const double from = t.view().xOf(Position{900});
        t.press(t.inRuler(from));
        for (const int wanted : {700, 250, 251, 940, 1}) {
            const double x = t.view().xOf(Position{wanted});
            t.move(t.inRuler(x));
            QCOMPARE(t.cursor().position(), t.view().positionAt(qRound(x)));
            QVERIFY(std::abs(t.view().xOf(t.cursor().position()) - x) <= 1);
        }
        t.release(t.inRuler(t.view().xOf(Position{1})));
    }

    void zoomed_in_every_position_can_be_dragged_to()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({400.5, 20});
        t.press(t.inLane(0, t.view().xOf(Position{402}) + 14));
        for (int wanted = 403; wanted <= 418; ++wanted) {
            t.move(t.inLane(0, t.view().xOf(Position{wanted})));
            QCOMPARE(t.cursor().position(), Position{wanted});
        }
        t.release(t.inLane(0, 500));
    }

    void a_drag_that_leaves_the_widget_is_clamped()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.press(t.inLane(1, 600));
        t.move({5000, 100});
        QCOMPARE(t.cursor().position(), Position{1000});
        t.move({-500, -300});
        QVERIFY(t.cursor().position() <= Position{1});
        t.release({-500, -300});
        // And the hand has let go: moving on does nothing.
        t.move(t.inLane(1, 600));
        QVERIFY(t.cursor().position() <= Position{1});
    }

    void dragging_stops_playback_and_the_view_does_not_run_away()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.cursor().setPosition(Position{100});
        t.cursor().play();
        t.zoom().setRange({400.5, 100});
        const AxisSpan range = t.zoom().range();
        t.press(t.inLane(0, 500));
        QVERIFY(!t.cursor().isPlaying());
        t.move(t.inLane(0, t.view().map().right() - 1));
        QCOMPARE(t.zoom().range(), range);
        t.release(t.inLane(0, t.view().map().right() - 1));
        QCOMPARE(t.zoom().range(), range);
    }

    void clicking_a_mark_selects_its_event_and_stream()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({400.5, 40});
        QVERIFY(t.awaitFrame());
        QVERIFY(t.view().showsMarks());
        const Position wanted{411}; // event 411 is in the third lane
        t.click(t.inLane(2, t.view().xOf(wanted) + 3));
        QCOMPARE(t.cursor().position(), wanted);
        QCOMPARE(
            t.session().selection().stream(), std::optional<StreamId>(t.session().columns()->stream(wanted)));
        QVERIFY(t.cursor().canGoBack());
    }

    void clicking_beside_all_marks_of_a_lane_moves_only_the_playhead()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({400.5, 40});
        QVERIFY(t.awaitFrame());
        t.click(t.inLane(0, t.view().xOf(Position{411})));
        QCOMPARE(t.cursor().position(), Position{411});
        QVERIFY(!t.session().selection().stream());
    }

    void ctrl_wheel_zooms_about_the_pointer_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<int>("notches");
        QTest::newRow("in, middle") << 0.5 << 5;
        QTest::newRow("in, left") << 0.1 << 3;
        QTest::newRow("in, right edge") << 0.98 << 8;
        QTest::newRow("out again") << 0.4 << -2;
    }

    void ctrl_wheel_zooms_about_the_pointer()
    {
        QFETCH(double, share);
        QFETCH(int, notches);
        TimelineFixture t(fourLanes(5000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({1500, 2000});
        const QPoint at = t.inLane(1, t.view().map().left + share * t.view().map().width);
        const double unit = t.view().map().toUnit(at.x());
        const double length = t.zoom().range().length;
        for (int i = 0; i < std::abs(notches); ++i) {
            t.wheel(at, notches > 0 ? 1 : -1, Qt::ControlModifier);
            QVERIFY(std::abs(t.view().map().toPixel(unit) - at.x()) < 1);
        }
        QCOMPARE(t.zoom().range().length<length, notches> 0);
    }

    void wheel_middle_drag_and_shift_drag_pan_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("wheel") << "wheel";
        QTest::newRow("middle button") << "middle";
        QTest::newRow("shift and left button") << "shift";
    }

    void wheel_middle_drag_and_shift_drag_pan()
    {
        QFETCH(QString, how);
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({300, 100});
        const Position before = t.cursor().position();
        if (how == QLatin1String("wheel")) {
            t.wheel(t.inLane(1, 500), -1);
            QCOMPARE(t.zoom().range(), (AxisSpan{312, 100}));
        } else {
            const QPoint from = t.inLane(1, 600);
            const double unit = t.view().map().toUnit(from.x());
            const bool middle = how == QLatin1String("middle");
            t.drag(from,
                from - QPoint(150, 0),
                middle ? Qt::MiddleButton : Qt::LeftButton,
                middle ? Qt::NoModifier : Qt::ShiftModifier);
            QVERIFY(std::abs(t.view().map().toPixel(unit) - (from.x() - 150)) < 1);
            QVERIFY(t.zoom().range().first > 300);
            QVERIFY(std::abs(t.zoom().range().length - 100) < 1e-9);
        }
        QCOMPARE(t.cursor().position(), before);
    }

    void the_overviews_window_is_dragged_and_resized()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({200.5, 200});
        const PixelMap strip = t.view().overviewMap();
        t.drag(t.inOverview(strip.toPixel(300)), t.inOverview(strip.toPixel(500)));
        QVERIFY(std::abs(t.zoom().range().first - 400.5) < 2 * strip.unitsPerPixel());
        QVERIFY(std::abs(t.zoom().range().length - 200) < 1e-6);
        const double end = t.zoom().range().end();
        t.drag(t.inOverview(strip.toPixel(t.zoom().range().first)), t.inOverview(strip.toPixel(500)));
        QVERIFY(std::abs(t.zoom().range().first - 500) < 2 * strip.unitsPerPixel());
        QVERIFY(std::abs(t.zoom().range().end() - end) < 1e-6);
    }

    void clicking_beside_the_overviews_window_centres_there()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({200.5, 100});
        const PixelMap strip = t.view().overviewMap();
        t.click(t.inOverview(strip.toPixel(700)));
        QVERIFY(std::abs(t.zoom().range().center() - 700) < 2 * strip.unitsPerPixel());
    }

    void the_whole_log_is_shown_again_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("Ctrl+0") << "key";
        QTest::newRow("double click on the overview") << "mouse";
    }

    void the_whole_log_is_shown_again()
    {
        QFETCH(QString, how);
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({200.5, 100});
        if (how == QLatin1String("key")) {
            t.view().setFocus();
            QTest::keyClick(&t.view(), Qt::Key_0, Qt::ControlModifier);
        } else {
            t.doubleClick(t.inOverview(700));
        }
        QVERIFY(t.zoom().isFitted());
    }

    void plus_and_minus_zoom_at_the_playhead()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.cursor().setPosition(Position{500});
        const double x = t.view().xOf(Position{500});
        QTest::keyClick(&t.view(), Qt::Key_Plus);
        QVERIFY(t.zoom().range().length < 700);
        QVERIFY(std::abs(t.view().xOf(Position{500}) - x) < 1);
        QTest::keyClick(&t.view(), Qt::Key_Minus);
        QVERIFY(std::abs(t.zoom().range().length - 1000) < 1e-6);
        QTest::keyClick(&t.view(), Qt::Key_Plus);
        QTest::keyClick(&t.view(), Qt::Key_Backspace);
        QVERIFY(t.zoom().isFitted());
    }

    void stepping_out_of_sight_is_followed()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({400.5, 50});
        t.cursor().setPosition(Position{425});
        QCOMPARE(t.zoom().range().first, 400.5);
        for (int i = 0; i < 60; ++i) {
            t.cursor().stepBy(1);
            QVERIFY(t.zoom().range().contains(static_cast<double>(t.cursor().position().value)));
        }
        t.cursor().jumpTo(Position{20});
        QVERIFY(t.zoom().range().contains(20));
        QCOMPARE(t.zoom().range().length, 50.0);
    }

    void scrubbing_and_hovering_ask_nothing_of_the_index()
    {
        TimelineFixture t(fourLanes(5000));
        QVERIFY(t.awaitLanes());
        QVERIFY(!t.view().showsMarks());
        const int before = t.view().densityComputations();
        QVERIFY(before >= 5); // the overview and four lanes
        t.press(t.inRuler(300));
        for (int x = 300; x < 900; x += 20) {
            t.move(t.inRuler(x));
            t.awaitFrame();
        }
        t.release(t.inRuler(880));
        t.move(t.inLane(2, 400));
        t.awaitFrame();
        t.session().selection().setStream(StreamId{3});
        t.cursor().setPin(Position{77});
        t.awaitFrame();
        QCOMPARE(t.view().densityComputations(), before);
        t.zoom().zoomAbout(2500, 1.2);
        t.awaitFrame();
        QCOMPARE(t.view().densityComputations(), before + 4); // the lanes anew, the overview not
    }

    void lanes_count_up_to_the_playhead()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.cursor().setPosition(Position{401});
        const TimelineScene scene = t.view().scene();
        QCOMPARE(scene.lanes.size(), std::size_t{4});
        QCOMPARE(scene.lanes[0].name, QStringLiteral("order"));
        QCOMPARE(scene.lanes[0].count, 101);
        QCOMPARE(scene.lanes[3].count, 100);
        QCOMPARE(scene.lanes[0].total, 250);
    }

    void densities_hold_every_event_once()
    {
        TimelineFixture t(fourLanes(5000));
        QVERIFY(t.awaitLanes());
        const TimelineScene scene = t.view().scene();
        std::int64_t seen = 0;
        for (const LaneScene& lane : scene.lanes) {
            for (const std::uint32_t count : *lane.density) {
                seen += count;
            }
        }
        QCOMPARE(seen, 5000);
    }

    void marks_with_room_are_labelled()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.zoom().setRange({400.5, 24});
        const TimelineScene scene = t.view().scene();
        QVERIFY(scene.isNear);
        int labelled = 0;
        for (const MarkScene& mark : scene.marks) {
            labelled += mark.label == QLatin1String("Order Created") ? 1 : 0;
        }
        QVERIFY(labelled >= 5);
        t.zoom().setRange({400.5, 300});
        for (const MarkScene& mark : t.view().scene().marks) {
            QVERIFY(mark.label.isEmpty() || mark.mark.room >= 60);
        }
    }

    void the_filters_hits_are_told_from_the_rest()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        const auto type = static_cast<std::size_t>(t.session().columns()->type(Position{3}).value);
        const QString name = QString::fromStdString(t.session().columns()->names().types[type]);
        t.session().filter().setQuery(QStringLiteral("type:\"%1\"").arg(name));
        QTRY_COMPARE(t.session().filter().hits()->size(), std::size_t{250});
        TimelineScene far = t.view().scene();
        QVERIFY(far.filtered);
        const auto sum = [](const DensityCache::Columns& columns) {
            return std::accumulate(columns.begin(), columns.end(), std::int64_t{0});
        };
        QCOMPARE(sum(far.lanes[2].hits), 250);
        QCOMPARE(sum(far.lanes[0].hits), 0);
        t.zoom().setRange({400.5, 40});
        for (const MarkScene& mark : t.view().scene().marks) {
            QCOMPARE(mark.hit, mark.mark.lane == 2);
        }
    }

    void other_lanes_and_another_axis_can_be_chosen()
    {
        TimelineFixture t(fourLanes(100));
        QVERIFY(t.awaitLanes());
        t.pane().index().setLaneKind(LaneKind::Type);
        QVERIFY(t.awaitLanes());
        QCOMPARE(t.view().scene().lanes[0].name, QStringLiteral("Order Created"));
        t.pane().index().setAxisKind(AxisKind::ByTime);
        QVERIFY(t.awaitLanes());
        const TimelineScene scene = t.view().scene();
        QVERIFY(scene.caption.startsWith(QLatin1String("23 Nov 2026")));
        QCOMPARE(t.view().positionAt(t.view().xOf(Position{42})), Position{42});
    }

    void inversions_are_marked_when_near()
    {
        auto events = fourLanes(40);
        events[20].us = *events[3].us;
        TimelineFixture t(events);
        QVERIFY(t.awaitLanes());
        std::vector<Position> inverted;
        for (const MarkScene& mark : t.view().scene().marks) {
            if (mark.mark.inversion) {
                inverted.push_back(mark.mark.position);
            }
        }
        QCOMPARE(inverted, std::vector<Position>{Position{21}});
    }

    void the_tooltip_tells_which_event_and_how_many()
    {
        TimelineFixture t(fourLanes(5000));
        QVERIFY(t.awaitLanes());
        t.cursor().setPosition(Position{100});
        const QPoint at = t.inLane(1, t.view().xOf(Position{2500}));
        QHelpEvent far(QEvent::ToolTip, at, t.view().mapToGlobal(at));
        QCoreApplication::sendEvent(&t.view(), &far);
        QVERIFY2(QToolTip::text().contains(QLatin1String("in this column")), qPrintable(QToolTip::text()));
        QVERIFY(QToolTip::text().contains(QLatin1String("after the playhead")));
        t.zoom().setRange({2490.5, 40});
        const QPoint mark = t.inLane(3, t.view().xOf(Position{2500}));
        t.awaitFrame();
        QHelpEvent near(QEvent::ToolTip, mark, t.view().mapToGlobal(mark));
        QCoreApplication::sendEvent(&t.view(), &near);
        QVERIFY(QToolTip::text().contains(QLatin1String("2,500")));
        QVERIFY(QToolTip::text().contains(QLatin1String("Product Shipped")));
        QVERIFY(QToolTip::text().contains(QLatin1String("delivery-312")));
        QVERIFY(QToolTip::text().contains(QLatin1String("2026-11-23 00:41:39")));
    }

    void focus_shows_the_selected_streams_events()
    {
        TimelineFixture t(fourLanes(1000));
        QVERIFY(t.awaitLanes());
        t.session().selection().setStream(t.session().columns()->stream(Position{801}));
        t.pane().focusSelection();
        QVERIFY(t.zoom().range().length < 20);
        QVERIFY(t.zoom().range().contains(801));
    }

    void many_lanes_are_scrolled()
    {
        std::vector<ScratchEvent> events;
        for (int i = 0; i < 200; ++i) {
            ScratchEvent event;
            event.stream = "case-1";
            event.type = "Activity" + std::to_string(i % 42);
            events.push_back(event);
        }
        TimelineFixture t(events);
        QVERIFY(t.awaitLanes());
        t.pane().index().setLaneKind(LaneKind::Type);
        QVERIFY(t.awaitLanes());
        QVERIFY(t.view().layoutNow().maxScroll() > 0);
        QCOMPARE(t.view().layoutNow().firstVisibleLane(), 0);
        const QPoint overHeaders(20, t.view().layoutNow().lane(1).center().y());
        t.wheel(overHeaders, -3);
        QVERIFY(t.view().layoutNow().firstVisibleLane() > 0);
        QTest::keyClick(&t.view(), Qt::Key_Up);
        t.wheel(overHeaders, -300);
        QCOMPARE(t.view().layoutNow().lastVisibleLane(), 41);
        // Lanes out of sight cost nothing.
        QVERIFY(t.view().scene().lanes.size() < 12);
    }

    void one_event_and_none_are_designed_states()
    {
        TimelineFixture one(fourLanes(1));
        QVERIFY(one.awaitLanes());
        const TimelineScene scene = one.view().scene();
        QVERIFY(scene.message.isEmpty());
        QCOMPARE(scene.marks.size(), std::size_t{1});
        one.click(one.inLane(0, one.view().xOf(Position{1})));
        QCOMPARE(one.cursor().position(), Position{1});

        Session session;
        TimelinePane closed(session);
        QCOMPARE(closed.view().scene().message, QStringLiteral("No log is open."));
        QVERIFY(!closed.view().scene().advice.isEmpty());
    }

    void lanes_being_counted_say_so_and_hands_do_no_harm()
    {
        TimelineFixture t(fourLanes(100));
        QVERIFY(QTest::qWaitForWindowExposed(&t.pane()));
        // Before the answer: nothing to hold on to yet.
        t.click(t.inLane(0, 400));
        t.wheel(t.inLane(0, 400), 1, Qt::ControlModifier);
        QVERIFY(t.awaitLanes());
        QVERIFY(t.view().scene().message.isEmpty());
        t.session().host().close();
        QCOMPARE(t.view().scene().message, QStringLiteral("No log is open."));
        t.awaitFrame();
    }

    void a_window_closed_while_lanes_are_counted_is_no_trouble()
    {
        for (int i = 0; i < 5; ++i) {
            TimelineFixture t(fourLanes(2000));
            QVERIFY(QTest::qWaitFor([&] { return t.pane().index().isLoading(); }));
        }
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TimelineViewTest)
#include "tst_timeline_view.moc"
