#include "model/session/zoom_control.h"

#include <QSignalSpy>
#include <QTest>

#include <rapidcheck.h>

#include <cmath>
#include <limits>

using namespace hindcast;

namespace {

bool isInside(const ZoomControl& zoom)
{
    constexpr double rounding = 1e-6;
    return zoom.range().first >= zoom.extent().first - rounding
        && zoom.range().end() <= zoom.extent().end() + rounding
        && zoom.range().length >= std::min(zoom.minLength(), zoom.extent().length) - rounding;
}

double anyUnit(double from, double to)
{
    return from + (to - from) * *rc::gen::inRange(0, 10001) / 10000.0;
}

} // namespace

class ZoomControlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_new_log_is_shown_whole()
    {
        ZoomControl zoom;
        QSignalSpy ranges(&zoom, &ZoomControl::rangeChanged);
        zoom.reset({0.5, 100}, 8);
        QCOMPARE(zoom.range(), (AxisSpan{0.5, 100}));
        QVERIFY(zoom.isFitted());
        QVERIFY(!zoom.canUndo());
        QCOMPARE(ranges.count(), 1);
    }

    void no_sequence_of_gestures_leaves_the_log()
    {
        QVERIFY(rc::check([] {
            ZoomControl zoom;
            const double length = *rc::gen::inRange(1, 10'000'000);
            zoom.reset({0.5, length}, 8);
            const int steps = *rc::gen::inRange(1, 30);
            for (int i = 0; i < steps; ++i) {
                const double unit = anyUnit(-length, 2 * length);
                switch (*rc::gen::inRange(0, 6)) {
                case 0:
                    zoom.zoomAbout(unit, std::pow(2.0, *rc::gen::inRange(-6, 7)));
                    break;
                case 1:
                    zoom.panBy(unit);
                    break;
                case 2:
                    zoom.reveal(unit, 0.1);
                    break;
                case 3:
                    zoom.setRange({unit, anyUnit(0, length)});
                    break;
                case 4:
                    zoom.undo();
                    break;
                default:
                    zoom.extend({0.5, zoom.extent().length + *rc::gen::inRange(0, 1000)});
                }
                RC_ASSERT(isInside(zoom));
            }
        }));
    }

    void zooming_keeps_the_place_under_the_pointer()
    {
        QVERIFY(rc::check([] {
            ZoomControl zoom;
            zoom.reset({0.5, 1'000'000}, 8);
            zoom.setRange({anyUnit(300'000, 400'000), anyUnit(1000, 200'000)});
            const double unit = anyUnit(zoom.range().first, zoom.range().end());
            const double share = (unit - zoom.range().first) / zoom.range().length;
            zoom.zoomAbout(unit, 1 + *rc::gen::inRange(1, 300) / 100.0);
            RC_ASSERT(std::abs((unit - zoom.range().first) / zoom.range().length - share) < 1e-6);
        }));
    }

    void zooming_stops_at_the_shortest_range_and_at_the_whole_log()
    {
        ZoomControl zoom;
        zoom.reset({0.5, 1000}, 8);
        zoom.zoomAbout(500, 1e9);
        QCOMPARE(zoom.range().length, 8.0);
        zoom.zoomAbout(500, 1e-9);
        QVERIFY(zoom.isFitted());
    }

    void nonsense_factors_change_nothing()
    {
        ZoomControl zoom;
        zoom.reset({0.5, 1000}, 8);
        for (const double factor :
            {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
            zoom.zoomAbout(500, factor);
            QVERIFY(zoom.isFitted());
            QVERIFY(!zoom.canUndo());
        }
    }

    void a_log_shorter_than_the_shortest_range_is_shown_whole()
    {
        ZoomControl zoom;
        zoom.reset({0.5, 1}, 8);
        zoom.zoomAbout(1, 4);
        QCOMPARE(zoom.range(), (AxisSpan{0.5, 1}));
    }

    void undo_goes_back_zoom_by_zoom()
    {
        ZoomControl zoom;
        zoom.reset({0, 1000}, 8);
        zoom.setRange({100, 500});
        zoom.setRange({200, 100});
        zoom.undo();
        QCOMPARE(zoom.range(), (AxisSpan{100, 500}));
        zoom.undo();
        QVERIFY(zoom.isFitted());
        QVERIFY(!zoom.canUndo());
    }

    void the_turns_of_one_wheel_gesture_are_one_step_back()
    {
        ZoomControl zoom;
        zoom.reset({0, 1000}, 8);
        zoom.zoomAbout(500, 1.25);
        zoom.zoomAbout(500, 1.25);
        const AxisSpan first = zoom.range();
        zoom.endGesture();
        zoom.zoomAbout(500, 1.25);
        zoom.undo();
        QCOMPARE(zoom.range(), first);
        zoom.undo();
        QVERIFY(zoom.isFitted());
    }

    void growth_data()
    {
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("length");
        QTest::addColumn<double>("firstAfter");
        QTest::addColumn<double>("lengthAfter");
        QTest::newRow("all of it: still all") << 0.0 << 100.0 << 0.0 << 150.0;
        QTest::newRow("at the end: moves along") << 60.0 << 40.0 << 110.0 << 40.0;
        QTest::newRow("in the middle: stays") << 20.0 << 40.0 << 20.0 << 40.0;
    }

    void growth()
    {
        QFETCH(double, first);
        QFETCH(double, length);
        QFETCH(double, firstAfter);
        QFETCH(double, lengthAfter);
        ZoomControl zoom;
        zoom.reset({0, 100}, 8);
        zoom.setRange({first, length});
        zoom.extend({0, 150});
        QCOMPARE(zoom.range(), (AxisSpan{firstAfter, lengthAfter}));
    }

    void revealing_moves_no_further_than_needed_data()
    {
        QTest::addColumn<double>("unit");
        QTest::addColumn<double>("first");
        QTest::newRow("well in sight: nothing") << 450.0 << 400.0;
        QTest::newRow("past the right margin") << 495.0 << 405.0;
        QTest::newRow("before the left margin") << 405.0 << 395.0;
        QTest::newRow("a little outside") << 520.0 << 430.0;
        QTest::newRow("far away: centred") << 900.0 << 850.0;
    }

    void revealing_moves_no_further_than_needed()
    {
        QFETCH(double, unit);
        QFETCH(double, first);
        ZoomControl zoom;
        zoom.reset({0, 1000}, 8);
        zoom.setRange({400, 100});
        zoom.reveal(unit, 0.1);
        QCOMPARE(zoom.range(), (AxisSpan{first, 100}));
    }
};

QTEST_GUILESS_MAIN(ZoomControlTest)
#include "tst_zoom_control.moc"
