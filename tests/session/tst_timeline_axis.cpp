#include "model/session/rank_counts.h"
#include "model/session/timeline_index.h"
#include "tests/support/scratch_log.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace hindcast;

namespace {

/// A log from one letter an event (its type) and its time in seconds; negative: none.
std::shared_ptr<const TimelineData> dataOf(const std::vector<std::pair<char, int>>& events, AxisKind axis)
{
    std::vector<ScratchEvent> scratch;
    for (const auto& [type, seconds] : events) {
        ScratchEvent event;
        event.stream = "s-1";
        event.type = std::string(1, type);
        if (seconds >= 0) {
            event.us = 1'000'000LL * seconds;
        }
        scratch.push_back(event);
    }
    const ScratchLog log(scratch);
    const auto reader = log.open();
    auto columns = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
    return buildTimelineData(std::move(columns), LaneKind::Type, axis);
}

/// The definition of a density, event by event.
std::vector<std::uint32_t> plainDensity(const TimelineData& data, int lane, AxisSpan range, int width)
{
    std::vector<std::uint32_t> columns(static_cast<std::size_t>(width), 0);
    for (Position p{1}; p <= data.columns->last(); p = p + 1) {
        const double unit = data.axis->unitOf(p);
        for (int c = 0; c < width; ++c) {
            const double left = range.first + range.length * c / width;
            const double right = range.first + range.length * (c + 1) / width;
            if (unit >= left && unit < right && (lane < 0 || data.lanes->laneOf(p) == lane)) {
                ++columns[static_cast<std::size_t>(c)];
            }
        }
    }
    return columns;
}

} // namespace

class TimelineAxisTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_position_behind_the_end_lies_where_the_last_does()
    {
        const auto some = dataOf({{'a', 5}, {'b', 7}, {'a', 6}}, AxisKind::ByTime);
        QCOMPARE(some->axis->unitOf(Position{70'000}), some->axis->unitOf(Position{3}));
    }

    void a_position_lies_at_its_number()
    {
        const auto data = dataOf({{'a', 0}, {'b', 1}, {'a', 2}}, AxisKind::ByPosition);
        const TimelineAxis& axis = *data->axis;
        QCOMPARE(axis.kind(), AxisKind::ByPosition);
        QCOMPARE(axis.extent(), (AxisSpan{0.5, 3}));
        QCOMPARE(axis.unitOf(Position{0}), 0.5);
        QCOMPARE(axis.unitOf(Position{2}), 2.0);
        QCOMPARE(axis.nearest(0.2), Position{0});
        QCOMPARE(axis.nearest(1.4), Position{1});
        QCOMPARE(axis.nearest(99), Position{3});
        QCOMPARE(axis.rankAt(1), 0);
        QCOMPARE(axis.rankAt(1.1), 1);
        QCOMPARE(axis.rankAt(99), 3);
    }

    void on_the_position_axis_an_earlier_time_than_the_predecessors_is_an_inversion()
    {
        const auto data = dataOf({{'a', 5}, {'a', 3}, {'a', 3}, {'a', -1}, {'a', 1}}, AxisKind::ByPosition);
        std::vector<bool> inversions;
        for (int rank = 0; rank < 5; ++rank) {
            inversions.push_back(data->axis->isInversion(rank));
        }
        QCOMPARE(inversions, (std::vector<bool>{false, true, false, false, false}));
    }

    void a_time_lies_at_its_distance_from_the_first()
    {
        const auto data = dataOf({{'a', 10}, {'b', 20}, {'a', 40}}, AxisKind::ByTime);
        const TimelineAxis& axis = *data->axis;
        QCOMPARE(axis.kind(), AxisKind::ByTime);
        QCOMPARE(axis.unitOf(Position{2}), 10e6);
        QCOMPARE(axis.nearest(14e6), Position{2});
        QCOMPARE(axis.nearest(19e6), Position{2});
        QCOMPARE(axis.nearest(21e6), Position{3});
        QCOMPARE(axis.nearest(99e6), Position{3});
        QCOMPARE(axis.nearest(axis.extent().first), Position{0});
        QVERIFY(!axis.untimedUnit());
        QVERIFY(axis.extent().contains(0) && axis.extent().contains(30e6));
    }

    void a_log_out_of_order_is_ranked_by_time()
    {
        const auto data = dataOf({{'a', 30}, {'b', 10}, {'c', 20}}, AxisKind::ByTime);
        const TimelineAxis& axis = *data->axis;
        QCOMPARE(axis.positionAtRank(0), Position{2});
        QCOMPARE(axis.positionAtRank(1), Position{3});
        QCOMPARE(axis.positionAtRank(2), Position{1});
        QVERIFY(!axis.isInversion(1));
        QVERIFY(axis.isInversion(2)); // the latest was logged first
        QCOMPARE(axis.nearest(1), Position{2});
        QCOMPARE(axis.nearest(20e6), Position{1});
    }

    void of_events_at_one_moment_the_last_is_taken()
    {
        const auto data = dataOf({{'a', 10}, {'b', 10}, {'c', 10}, {'d', 50}}, AxisKind::ByTime);
        QCOMPARE(data->axis->nearest(0), Position{3});
        QCOMPARE(data->axis->nearest(1e6), Position{3});
    }

    void events_without_a_time_are_gathered_behind_the_last()
    {
        const auto data = dataOf({{'a', 10}, {'b', -1}, {'a', 20}, {'b', -1}}, AxisKind::ByTime);
        const TimelineAxis& axis = *data->axis;
        QVERIFY(axis.untimedUnit().has_value());
        QVERIFY(*axis.untimedUnit() > axis.unitOf(Position{3}));
        QVERIFY(axis.extent().contains(*axis.untimedUnit()));
        QCOMPARE(axis.unitOf(Position{2}), *axis.untimedUnit());
        QCOMPARE(axis.positionAtRank(2), Position{2});
        QCOMPARE(axis.nearest(axis.extent().end()), Position{4});
    }

    void a_log_without_any_time_stays_on_the_position_axis()
    {
        QCOMPARE(dataOf({{'a', -1}, {'b', -1}}, AxisKind::ByTime)->axis->kind(), AxisKind::ByPosition);
    }

    void a_log_whose_times_are_all_the_same_has_some_width()
    {
        const auto data = dataOf({{'a', 7}, {'a', 7}}, AxisKind::ByTime);
        QVERIFY(data->axis->extent().length > 0);
        QCOMPARE(data->axis->nearest(0), Position{2});
        QCOMPARE(data->axis->nearest(data->axis->extent().first), Position{0});
    }

    void densities_count_what_the_definition_counts()
    {
        QVERIFY(rc::check([] {
            const auto events =
                *rc::gen::container<std::vector<std::pair<char, int>>>(*rc::gen::inRange<std::size_t>(1, 60),
                    rc::gen::pair(rc::gen::elementOf(std::string("abc")), rc::gen::inRange(-2, 40)));
            const AxisKind kind = *rc::gen::element(AxisKind::ByPosition, AxisKind::ByTime);
            const auto data = dataOf(events, kind);
            const AxisSpan extent = data->axis->extent();
            // Odd fractions keep edges and events apart: on an edge both sides would be right.
            const AxisSpan range{extent.first + extent.length * *rc::gen::inRange(0, 50) / 101.37,
                extent.length * *rc::gen::inRange(1, 60) / 97.13};
            const int width = *rc::gen::inRange(1, 40);
            for (int lane = -1; lane < static_cast<int>(data->lanes->lanes().size()); ++lane) {
                RC_ASSERT(data->axis->density(lane, range, width) == plainDensity(*data, lane, range, width));
            }
        }));
    }

    void ranks_and_units_agree()
    {
        QVERIFY(rc::check([] {
            const auto events =
                *rc::gen::container<std::vector<std::pair<char, int>>>(*rc::gen::inRange<std::size_t>(1, 40),
                    rc::gen::pair(rc::gen::just('a'), rc::gen::inRange(-2, 30)));
            const auto data = dataOf(events, *rc::gen::element(AxisKind::ByPosition, AxisKind::ByTime));
            const TimelineAxis& axis = *data->axis;
            const double unit =
                axis.extent().first + axis.extent().length * *rc::gen::inRange(0, 1001) / 1000.0;
            std::int64_t before = 0;
            for (Position p{1}; p <= data->columns->last(); p = p + 1) {
                before += axis.unitOf(p) < unit ? 1 : 0;
                RC_ASSERT(axis.unitOf(axis.nearest(axis.unitOf(p))) == axis.unitOf(p));
            }
            RC_ASSERT(axis.rankAt(unit) == before);
            for (std::int64_t rank = 1; rank < data->columns->last().value; ++rank) {
                RC_ASSERT(
                    axis.unitOf(axis.positionAtRank(rank - 1)) <= axis.unitOf(axis.positionAtRank(rank)));
            }
        }));
    }

    void rank_counts_equal_a_plain_count()
    {
        QVERIFY(rc::check([] {
            const auto lanes = *rc::gen::container<std::vector<std::uint8_t>>(
                *rc::gen::inRange<std::size_t>(0, 1500), rc::gen::inRange<std::uint8_t>(0, 5));
            const RankCounts counts(lanes, 5);
            const auto rank = *rc::gen::inRange<std::int64_t>(0, static_cast<std::int64_t>(lanes.size()) + 1);
            for (int lane = 0; lane < 5; ++lane) {
                RC_ASSERT(counts.before(lane, rank)
                    == std::count(lanes.begin(), lanes.begin() + static_cast<std::ptrdiff_t>(rank), lane));
            }
            RC_ASSERT(counts.before(-1, rank) == rank);
        }));
    }
};

QTEST_GUILESS_MAIN(TimelineAxisTest)
#include "tst_timeline_axis.moc"
