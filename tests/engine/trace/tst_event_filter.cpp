#include "engine/trace/event_filter.h"

#include <QtTest>

using namespace hindcast;

namespace {

Event orderCreated()
{
    Event event;
    event.position = Position{7};
    event.version = Version{2};
    event.streamName = "order-42";
    event.typeName = "OrderCreated";
    event.recordedUs = 1'704'110'400'000'000; // 2024-01-01T12:00:00Z
    event.data = R"({"total":120,"customer":{"name":"Ada"}})";
    return event;
}

} // namespace

/// Events picked by a condition.
class EventFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<QByteArray>("verdict");
        const auto row = [](const char* condition, const char* verdict) {
            QTest::newRow(condition) << QByteArray(condition) << QByteArray(verdict);
        };
        row("event.type == 'OrderCreated'", "hit");
        row("event.stream.startsWith('order-') && event.version == 2 && event.position == 7", "hit");
        row("event.data.total > 200", "miss");
        row("event.data.customer.name == 'Ada'", "hit");
        row("event.time < timestamp('2024-01-02T00:00:00Z')", "hit");
        row("event.time.getHours('Europe/Berlin') == 13", "hit");
        row("has(event.meta)", "miss");
        row("event.data.discount > 1", "fault: no such key: discount");
        row("event.data.total.matches('1')", "fault: no such overload: matches(int, string)");
        row("event.typ == 'x'", "refused: Event has no field 'typ'");
        row("event.version", "refused: expected bool, this is int");
        row("event.type ==", "refused: expected an expression, found the end");
    }
    void verdicts()
    {
        QFETCH(QByteArray, condition);
        QFETCH(QByteArray, verdict);
        const expr::Source source(condition.toStdString());
        const auto filter = EventFilter::compile(source);
        if (!filter) {
            QCOMPARE(
                QByteArray::fromStdString("refused: " + reasonOf(filter.diagnostics().front())), verdict);
            return;
        }
        expr::Workspace workspace;
        const Event event = orderCreated();
        switch (filter->test(event, workspace)) {
        case EventFilter::Verdict::Hit:
            QCOMPARE(QByteArray("hit"), verdict);
            break;
        case EventFilter::Verdict::Miss:
            QCOMPARE(QByteArray("miss"), verdict);
            break;
        case EventFilter::Verdict::Fault:
            QCOMPARE(QByteArray::fromStdString("fault: " + filter->faultOf(event, workspace)), verdict);
            break;
        }
    }
};

QTEST_GUILESS_MAIN(EventFilterTest)
#include "tst_event_filter.moc"
