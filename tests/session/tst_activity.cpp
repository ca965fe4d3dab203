#include "engine/time/time_columns.h"
#include "model/session/activity.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

#include <algorithm>

using namespace hindcast;

namespace {

constexpr std::int64_t second = 1000000;

/// A log whose events come at these moments.
std::shared_ptr<const TimeColumns> columnsAt(const std::vector<std::optional<std::int64_t>>& moments)
{
    std::vector<ScratchEvent> events;
    for (const auto& us : moments) {
        ScratchEvent event;
        event.stream = "order-1";
        event.us = us;
        events.push_back(event);
    }
    const ScratchLog log(events);
    const auto reader = log.open();
    return ScratchLog::must(TimeColumns::load(*reader, mainBranch));
}

} // namespace

class Activity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_rush_stands_above_quiet_hours()
    {
        std::vector<std::optional<std::int64_t>> moments;
        std::int64_t now = 0;
        for (int i = 0; i < 900; ++i) {
            const bool rush = i >= 300 && i < 600;
            now += rush ? second / 100 : second;
            moments.emplace_back(now);
        }
        const auto heights = activity(*columnsAt(moments), 90);
        QCOMPARE(heights.size(), 90U);
        const auto quiet = *std::max_element(heights.begin(), heights.begin() + 25);
        const auto busy = *std::min_element(heights.begin() + 35, heights.begin() + 55);
        QCOMPARE(busy, fullActivity);
        // A hundred times the pace is ten times the height.
        QVERIFY2(quiet >= 95 && quiet <= 105, qPrintable(QString::number(quiet)));
    }

    void an_even_pace_fills_the_strip()
    {
        std::vector<std::optional<std::int64_t>> moments;
        for (int i = 0; i < 500; ++i) {
            moments.emplace_back(i * second);
        }
        for (const std::uint32_t height : activity(*columnsAt(moments), 50)) {
            QCOMPARE(height, fullActivity);
        }
    }

    void no_times_give_nothing()
    {
        QVERIFY(activity(*columnsAt({std::nullopt, std::nullopt, std::nullopt}), 10).empty());
    }

    void clocks_that_stand_or_run_back_leave_no_hole()
    {
        std::vector<std::optional<std::int64_t>> moments;
        for (int i = 0; i < 200; ++i) {
            moments.emplace_back(i < 100 ? i * second : (200 - i) * second);
        }
        const auto heights = activity(*columnsAt(moments), 40);
        QCOMPARE(heights.size(), 40U);
        QVERIFY(*std::min_element(heights.begin(), heights.end()) >= 1);
        QCOMPARE(*std::max_element(heights.begin(), heights.end()), fullActivity);
        const auto still = activity(*columnsAt({second, second, second}), 4);
        QCOMPARE(still, (std::vector<std::uint32_t>(4, fullActivity)));
    }
};

QTEST_GUILESS_MAIN(Activity)
#include "tst_activity.moc"
