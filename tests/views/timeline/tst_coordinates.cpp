#include "views/timeline/coordinates.h"
#include "views/timeline/layout.h"
#include "views/timeline/overview_window.h"
#include "views/timeline/smoothed_max.h"
#include "views/timeline/ticks.h"

#include <QTest>

#include <rapidcheck.h>

using namespace hindcast;

namespace {

PixelMap anyMap()
{
    return {{static_cast<double>(*rc::gen::inRange(-1'000'000, 10'000'000)),
                *rc::gen::inRange(1, 100'000'000) / 10.0},
        static_cast<double>(*rc::gen::inRange(0, 300)),
        static_cast<double>(*rc::gen::inRange(1, 4000))};
}

QStringList labels(const TickSet& set)
{
    QStringList texts;
    for (const Tick& tick : set.ticks) {
        texts << tick.label;
    }
    return texts;
}

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day = 86'400 * second;
constexpr double oneDay = 86'400e6;
constexpr std::int64_t november23 = 1'795'392'000 * second; // 2026-11-23T00:00:00Z

} // namespace

class CoordinatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pixels_and_units_convert_back_and_forth()
    {
        QVERIFY(rc::check([] {
            const PixelMap map = anyMap();
            const double x = *rc::gen::inRange(-5000, 9000);
            RC_ASSERT(std::abs(map.toPixel(map.toUnit(x)) - x) < 1e-4);
            const double unit = map.range.first + map.range.length * *rc::gen::inRange(-100, 200) / 100.0;
            RC_ASSERT(std::abs(map.toUnit(map.toPixel(unit)) - unit) < 1e-6 * (1 + std::abs(unit)));
        }));
    }

    void ticks_stand_on_whole_steps_in_sight_and_apart()
    {
        QVERIFY(rc::check([] {
            PixelMap map = anyMap();
            map.range.first = std::abs(map.range.first) + 0.5;
            const TickSet set = positionTicks(map, 80);
            for (std::size_t i = 0; i < set.ticks.size(); ++i) {
                RC_ASSERT(set.ticks[i].unit == std::round(set.ticks[i].unit));
                RC_ASSERT(set.ticks[i].unit >= map.range.first && set.ticks[i].unit <= map.range.end());
                if (i > 0) {
                    RC_ASSERT(map.toPixel(set.ticks[i].unit) - map.toPixel(set.ticks[i - 1].unit) > 79.9);
                }
            }
        }));
    }

    void steps_are_one_two_or_five_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("step");
        QTest::newRow("exact") << 1.0 << 1.0;
        QTest::newRow("two") << 1.2 << 2.0;
        QTest::newRow("five") << 2.5 << 5.0;
        QTest::newRow("ten") << 5.1 << 10.0;
        QTest::newRow("thousands") << 1700.0 << 2000.0;
        QTest::newRow("below one") << 0.03 << 0.05;
    }

    void steps_are_one_two_or_five()
    {
        QFETCH(double, least);
        QFETCH(double, step);
        QCOMPARE(niceStep(least), step);
    }

    void positions_are_labelled_with_separators()
    {
        const TickSet set = positionTicks({{1150, 350}, 0, 1400}, 90);
        QCOMPARE(labels(set).first(), QStringLiteral("1,150"));
        QCOMPARE(labels(set).at(1), QStringLiteral("1,200"));
    }

    void times_are_labelled_by_the_calendar_data()
    {
        QTest::addColumn<double>("length");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("labels");
        QTest::newRow("milliseconds") << 10e3 << "23 Nov 2026"
                                      << "00:00:00.002|00:00:00.004|00:00:00.006|00:00:00.008|00:00:00.010";
        QTest::newRow("seconds") << 60e6 << "23 Nov 2026"
                                 << "00:00:15|00:00:30|00:00:45|00:01:00";
        QTest::newRow("hours") << oneDay << "23 Nov 2026"
                               << "06:00|12:00|18:00|24 Nov";
        QTest::newRow("days") << 10 * oneDay << "2026"
                              << "25 Nov|27 Nov|29 Nov|1 Dec|3 Dec";
        QTest::newRow("months") << 150 * oneDay << "2026"
                                << "Dec|2027|Feb|Mar|Apr";
        QTest::newRow("years") << 3650 * oneDay << ""
                               << "2028|2030|2032|2034|2036";
        QTest::newRow("centuries") << 365e3 * oneDay << ""
                                   << "2200|2400|2600|2800|3000";
    }

    void times_are_labelled_by_the_calendar()
    {
        QFETCH(double, length);
        QFETCH(QString, prefix);
        QFETCH(QString, labels);
        const TickSet set = timeTicks({{0, length}, 0, 500}, 90, november23);
        QCOMPARE(set.prefix, prefix);
        QCOMPARE(::labels(set), labels.split(u'|'));
    }

    void ticks_before_the_epoch_do_not_stray()
    {
        const TickSet set = timeTicks({{0, 10 * static_cast<double>(day)}, 0, 500}, 90, -100 * 365 * day);
        QVERIFY(!set.ticks.empty());
        for (const Tick& tick : set.ticks) {
            QVERIFY(tick.unit >= 0 && tick.unit <= 10 * static_cast<double>(day));
        }
    }

    void relative_times_are_labelled_from_the_reference_data()
    {
        QTest::addColumn<double>("length");
        QTest::addColumn<std::int64_t>("reference"); // behind the left edge
        QTest::addColumn<QString>("labels");
        const auto row = [](const char* name, double length, std::int64_t reference, const char16_t* labels) {
            QTest::newRow(name) << length << reference << QString::fromUtf16(labels);
        };
        row("milliseconds",
            10e3,
            4'000,
            u"−00:00:00.002|+00:00:00.000|+00:00:00.002|+00:00:00.004|+00:00:00.006");
        row("a reference between seconds", 60e6, 30'500'000, u"−00:00:30|−00:00:15|+00:00:00|+00:00:15");
        row("hours",
            oneDay,
            -6 * 3600 * std::int64_t{1'000'000},
            u"+12:00:00|+18:00:00|+1 d 00:00:00|+1 d 06:00:00");
        row("days", 10 * oneDay, 4 * day, u"−2 d|+0 d|+2 d|+4 d|+6 d");
        row("years", 3650 * oneDay, 0, u"+1,000 d|+2,000 d|+3,000 d");
    }

    void relative_times_are_labelled_from_the_reference()
    {
        QFETCH(double, length);
        QFETCH(std::int64_t, reference);
        QFETCH(QString, labels);
        const TickSet set = relativeTicks({{0, length}, 0, 500}, 90, november23, november23 + reference);
        QCOMPARE(set.prefix, QString());
        QCOMPARE(::labels(set), labels.split(u'|'));
    }

    void an_empty_range_has_no_ticks()
    {
        QVERIFY(positionTicks({{1, 0}, 0, 100}, 80).ticks.empty());
        QVERIFY(timeTicks({{1, 0}, 0, 100}, 80, 0).ticks.empty());
        QVERIFY(relativeTicks({{1, 0}, 0, 100}, 80, 0, 0).ticks.empty());
    }

    void parts_of_the_layout_never_overlap()
    {
        QVERIFY(rc::check([] {
            const QSize size(*rc::gen::inRange(320, 4000), *rc::gen::inRange(126, 900));
            const int lanes = *rc::gen::inRange(0, 65);
            const TimelineLayout layout(size, lanes, *rc::gen::inRange(0, 3000));
            RC_ASSERT(!layout.overview().intersects(layout.ruler()));
            RC_ASSERT(!layout.ruler().intersects(layout.lanes()));
            RC_ASSERT(!layout.headers().intersects(layout.lanes()));
            RC_ASSERT(layout.overview().left() == layout.lanes().left());
            RC_ASSERT(layout.overview().right() == layout.lanes().right());
            for (int lane = layout.firstVisibleLane(); lane <= layout.lastVisibleLane(); ++lane) {
                RC_ASSERT(layout.lane(lane).intersects(layout.lanes()));
                const int y = std::max(layout.lane(lane).center().y(), layout.lanes().top());
                RC_ASSERT(layout.laneAt(std::min(y, size.height() - 1)) >= lane - 1);
            }
            // Scrolled to the end, the last lane is whole.
            const TimelineLayout end(size, lanes, 100'000);
            if (end.maxScroll() > 0) {
                RC_ASSERT(end.lane(lanes - 1).bottom() == size.height() - 1);
            }
        }));
    }

    void lanes_are_found_where_they_lie()
    {
        const TimelineLayout layout(QSize(1000, 300), 4, 0);
        for (int lane = 0; lane < 4; ++lane) {
            QCOMPARE(layout.laneAt(layout.lane(lane).top()), lane);
            QCOMPARE(layout.laneAt(layout.lane(lane).bottom()), lane);
        }
        QCOMPARE(layout.laneAt(layout.lanes().top() - 1), -1);
        QCOMPARE(layout.laneAt(layout.lane(3).bottom() + 1), -1);
    }

    void the_overview_window_can_always_be_grasped()
    {
        const PixelMap strip{{0.5, 10'000'000}, 100, 1000};
        const QRectF rect(100, 6, 1000, 32);
        for (const double first : {0.5, 5'000'000.0, 9'999'992.5}) {
            const OverviewWindow window(strip, {first, 8}, rect);
            QVERIFY(window.rect().width() >= OverviewWindow::narrowest);
            QVERIFY(
                window.rect().left() >= rect.left() - 0.01 && window.rect().right() <= rect.right() + 0.01);
        }
    }

    void the_overview_window_tells_edges_inside_and_outside_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<int>("part");
        using Part = OverviewWindow::Part;
        QTest::newRow("left of it") << 280.0 << int(Part::Outside);
        QTest::newRow("just left of the edge") << 297.0 << int(Part::LeftHandle);
        QTest::newRow("just right of the left edge") << 301.0 << int(Part::LeftHandle);
        QTest::newRow("inside") << 400.0 << int(Part::Inside);
        QTest::newRow("right edge") << 501.0 << int(Part::RightHandle);
        QTest::newRow("right of it") << 510.0 << int(Part::Outside);
    }

    void the_overview_window_tells_edges_inside_and_outside()
    {
        QFETCH(double, x);
        QFETCH(int, part);
        const OverviewWindow window({{0, 1000}, 100, 1000}, {200, 200}, QRectF(100, 6, 1000, 32));
        QCOMPARE(int(window.partAt(x)), part);
    }

    void a_full_column_is_approached_and_reached()
    {
        SmoothedMax max;
        max.set(100);
        QCOMPARE(max.value(), 100.0);
        QVERIFY(max.follow(200));
        QVERIFY(max.value() > 100 && max.value() < 200);
        int frames = 1;
        while (max.follow(200) && frames < 100) {
            ++frames;
        }
        QCOMPARE(max.value(), 200.0);
        QVERIFY(frames < 20);
    }
};

QTEST_GUILESS_MAIN(CoordinatesTest)
#include "tst_coordinates.moc"
