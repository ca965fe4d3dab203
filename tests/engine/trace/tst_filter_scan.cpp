#include "engine/trace/filter_scan.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

using namespace hindcast;

namespace {

constexpr int events = 10'000;

EventFilter compiled(const char* condition)
{
    auto filter = EventFilter::compile(expr::Source(condition));
    if (!filter) {
        qFatal("%s", reasonOf(filter.diagnostics().front()).c_str());
    }
    return *std::move(filter);
}

/// Every seventh event has no data and every fifth no time.
std::vector<ScratchEvent> unevenEvents()
{
    std::vector<ScratchEvent> all = orderEvents(events, 13);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % 7 == 0) {
            all[i].data = "{}";
        }
        if (i % 5 == 0) {
            all[i].us.reset();
        }
    }
    return all;
}

} // namespace

/// A log under a condition, stretch by stretch.
class FilterScanTest : public QObject {
    Q_OBJECT

private:
    ScratchLog m_log;

private Q_SLOTS:
    void initTestCase() { m_log.build(unevenEvents()); }

    void a_scan_is_the_test_of_every_event_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<bool>("fromColumns");
        const auto row = [](const char* condition, bool fromColumns) {
            QTest::newRow(condition) << QByteArray(condition) << fromColumns;
        };
        row("event.type == 'Opened'", true);
        row("event.stream == 'order-3' && event.version > 100", true);
        row("event.position % 1000 == 0", true);
        row("event.time > timestamp('1970-01-01T01:00:00Z')", true);
        row("has(event.time) && event.time.getSeconds() == 30", true);
        row("true", true);
        row("event.data.n % 100 == 0", false);
        row("event.type == 'Opened' && event.data.n > 5000", false);
        row("event.id.endsWith('77')", false);
        row("has(event.causation)", false);
        row("event == event && event.version == 3", false);
        row("event.data.missing == 1", false);
    }
    void a_scan_is_the_test_of_every_event()
    {
        QFETCH(QByteArray, condition);
        QFETCH(bool, fromColumns);
        const auto reader = m_log.open();
        const auto columns = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
        const EventFilter filter = compiled(condition.constData());
        QCOMPARE(filter.parts().areColumns(), fromColumns);
        const PositionRange range{Position{3}, Position{events - 2}};

        std::vector<Position> expected;
        FilterFaults expectedFaults;
        expr::Workspace workspace;
        for (const Event& event : ScratchLog::must(reader->page(mainBranch, range))) {
            const auto verdict = filter.test(event, workspace);
            if (verdict == EventFilter::Verdict::Hit) {
                expected.push_back(event.position);
            } else if (verdict == EventFilter::Verdict::Fault) {
                expectedFaults.add({1, event.position, filter.faultOf(event, workspace)});
            }
        }

        std::vector<Position> found;
        FilterFaults faults;
        Position reached;
        int stretches = 0;
        ScratchLog::must(scan(*reader, *columns, range, filter, [&](const FilterStretch& stretch) {
            found.insert(found.end(), stretch.hits.begin(), stretch.hits.end());
            faults.add(stretch.faults);
            reached = stretch.reached;
            ++stretches;
            return true;
        }));
        QVERIFY(found == expected);
        QCOMPARE(faults.count, expectedFaults.count);
        QCOMPARE(faults.first.value, expectedFaults.first.value);
        QCOMPARE(faults.reason, expectedFaults.reason);
        QCOMPARE(reached.value, range.last.value);
        QCOMPARE(stretches, 3);
    }

    void a_scan_stops_when_told_to_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::newRow("columns") << QByteArray("event.type == 'Opened'");
        QTest::newRow("store") << QByteArray("event.data.n > 0");
    }
    void a_scan_stops_when_told_to()
    {
        QFETCH(QByteArray, condition);
        const auto reader = m_log.open();
        const auto columns = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
        int stretches = 0;
        ScratchLog::must(scan(*reader,
            *columns,
            {Position{1}, Position{events}},
            compiled(condition.constData()),
            [&](const FilterStretch&) { return ++stretches < 2; }));
        QCOMPARE(stretches, 2);
    }

    /// Who types the next filter doesn't wait for a stretch of this one.
    void a_scan_heeds_a_stop_at_every_event()
    {
        const auto reader = m_log.open();
        const auto columns = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
        std::stop_source stop;
        stop.request_stop();
        int stretches = 0;
        ScratchLog::must(scan(
            *reader,
            *columns,
            {Position{1}, Position{events}},
            compiled("event.data.n > 0"),
            [&](const FilterStretch&) { return ++stretches > 0; },
            stop.get_token()));
        QCOMPARE(stretches, 0);
    }

    void stretches_are_shorter_where_an_event_takes_long()
    {
        const auto reader = m_log.open();
        const auto columns = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
        std::vector<std::int64_t> reached;
        ScratchLog::must(scan(*reader,
            *columns,
            {Position{1}, Position{200}},
            compiled("lists.range(5000).all(i, i <= event.position + 5000)"),
            [&](const FilterStretch& stretch) {
                reached.push_back(stretch.reached.value);
                return true;
            }));
        QVERIFY2(reached.size() > 4, qPrintable(QString::number(reached.size())));
        QCOMPARE(reached.back(), 200);
    }
};

QTEST_GUILESS_MAIN(FilterScanTest)
#include "tst_filter_scan.moc"
