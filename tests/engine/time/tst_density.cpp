#include "engine/time/density.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

#include <rapidcheck.h>

#include <cmath>

using namespace hindcast;

namespace {

std::shared_ptr<const TimeColumns> columnsOf(const std::vector<ScratchEvent>& events)
{
    const ScratchLog log(events);
    const auto reader = log.open();
    return ScratchLog::must(TimeColumns::load(*reader, mainBranch));
}

/// Random events over a few categories and types.
std::vector<ScratchEvent> randomEvents(int most)
{
    const int count = *rc::gen::inRange(0, most);
    const int kinds = *rc::gen::element(1, 3, 80);
    std::vector<ScratchEvent> events(static_cast<std::size_t>(count));
    for (ScratchEvent& event : events) {
        event.stream = "k" + std::to_string(*rc::gen::inRange(0, kinds)) + "-1";
        event.type = "T" + std::to_string(*rc::gen::inRange(0, kinds));
    }
    return events;
}

/// The definition: every position looked at.
std::vector<std::uint32_t>
plainDensity(const LaneIndex& index, std::int64_t last, int lane, double first, double span, int width)
{
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(width), 0);
    for (std::int64_t p = 1; p <= last; ++p) {
        const double column = std::floor((static_cast<double>(p) - first) * width / span);
        if (column >= 0 && column < width && (lane < 0 || index.laneOf(Position{p}) == lane)) {
            ++counts[static_cast<std::size_t>(column)];
        }
    }
    return counts;
}

} // namespace

class Density : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lanes_are_in_order_of_first_appearance()
    {
        std::vector<ScratchEvent> events;
        for (const char* stream : {"b-1", "a-1", "b-2", "c-1", "a-1"}) {
            events.push_back({stream});
        }
        const auto index = LaneIndex::build(columnsOf(events), LaneKind::Category);
        QCOMPARE(index->lanes().size(), 3U);
        QCOMPARE(index->lanes()[0].name, std::string("b"));
        QCOMPARE(index->lanes()[0].events, 2);
        QCOMPARE(index->lanes()[1].name, std::string("a"));
        QCOMPARE(index->laneOf(Position{4}), 2);
    }

    void rare_keys_share_the_last_lane()
    {
        std::vector<ScratchEvent> events;
        for (int kind = 0; kind < 70; ++kind) {
            for (int n = 0; n < (kind < 7 ? 1 : 2); ++n) {
                events.push_back({"k" + std::to_string(kind) + "-1"});
            }
        }
        const auto index = LaneIndex::build(columnsOf(events), LaneKind::Category);
        QCOMPARE(index->lanes().size(), 64U);
        QCOMPARE(index->lanes().back().name, std::string("other"));
        QCOMPARE(index->lanes().back().key, 0);
        QCOMPARE(index->lanes().back().events, 7);
        QCOMPARE(index->laneOf(Position{1}), 63);
        QCOMPARE(index->lanes().front().name, std::string("k7"));
    }

    void an_empty_log_has_no_lane()
    {
        const auto index = LaneIndex::build(columnsOf({}), LaneKind::Type);
        QVERIFY(index->lanes().empty());
        QCOMPARE(index->count(-1, {Position{1}, Position{10}}), 0);
        QCOMPARE(index->density(-1, 0, 10, 3), (std::vector<std::uint32_t>{0, 0, 0}));
    }

    void senseless_stretches_hold_nothing_data()
    {
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("span");
        QTest::addColumn<int>("width");
        QTest::newRow("no span") << 1.0 << 0.0 << 2;
        QTest::newRow("negative span") << 1.0 << -5.0 << 2;
        QTest::newRow("not a number") << std::nan("") << 5.0 << 2;
        QTest::newRow("endless") << 1.0 << static_cast<double>(INFINITY) << 2;
        QTest::newRow("no width") << 1.0 << 5.0 << 0;
        QTest::newRow("negative width") << 1.0 << 5.0 << -3;
    }

    void senseless_stretches_hold_nothing()
    {
        QFETCH(double, first);
        QFETCH(double, span);
        QFETCH(int, width);
        const auto index = LaneIndex::build(columnsOf({{"a-1"}, {"a-2"}}), LaneKind::Category);
        QCOMPARE(index->density(0, first, span, width),
            std::vector<std::uint32_t>(static_cast<std::size_t>(std::max(width, 0)), 0));
    }

    void index_and_plain_count_agree()
    {
        QVERIFY(rc::check("density", [] {
            const auto columns = columnsOf(randomEvents(1500));
            const auto index =
                LaneIndex::build(columns, *rc::gen::element(LaneKind::Category, LaneKind::Type));
            const std::int64_t last = columns->last().value;
            for (int round = 0; round < 20; ++round) {
                const int lane = *rc::gen::inRange(-1, static_cast<int>(index->lanes().size()));
                const double first = *rc::gen::inRange(-3000, 3 * 1500) / *rc::gen::element(1.0, 3.0, 7.0);
                const double span = *rc::gen::inRange(1, 6000) / *rc::gen::element(1.0, 3.0, 1000.0);
                const int width = *rc::gen::inRange(1, 300);
                RC_ASSERT(index->density(lane, first, span, width)
                    == plainDensity(*index, last, lane, first, span, width));
            }
        }));
    }

    void far_away_stretches_agree_too()
    {
        const auto columns = columnsOf(std::vector<ScratchEvent>(700, ScratchEvent{"a-1"}));
        const auto index = LaneIndex::build(columns, LaneKind::Category);
        for (const double far : {1e3, 1e9, 1e15, 1e17, 1e25, 1e300}) {
            for (const auto& [first, span] :
                {std::pair(-far, 2 * far), {-far, far + 300}, {300, far}, {far, far}}) {
                QCOMPARE(index->density(0, first, span, 97), plainDensity(*index, 700, 0, first, span, 97));
            }
        }
    }

    void counts_of_a_range_agree_with_looking()
    {
        QVERIFY(rc::check("count", [] {
            const auto columns = columnsOf(randomEvents(1500));
            const auto index = LaneIndex::build(columns, LaneKind::Type);
            const std::int64_t last = columns->last().value;
            for (int round = 0; round < 50; ++round) {
                const int lane = *rc::gen::inRange(-1, static_cast<int>(index->lanes().size()) + 1);
                const PositionRange range{Position{*rc::gen::inRange<std::int64_t>(-10, 1600)},
                    Position{*rc::gen::inRange<std::int64_t>(-10, 1600)}};
                std::int64_t plain = 0;
                for (std::int64_t p = 1; p <= last; ++p) {
                    plain += range.contains(Position{p}) && (lane < 0 || index->laneOf(Position{p}) == lane)
                        ? 1
                        : 0;
                }
                RC_ASSERT(index->count(lane, range) == plain);
            }
        }));
    }
};

QTEST_GUILESS_MAIN(Density)
#include "tst_density.moc"
