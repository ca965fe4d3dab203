#include "engine/io/import.h"
#include "model/session/log_filter.h"
#include "tests/support/corpus.h"
#include "tests/support/open_session.h"

#include <QtTest>

using namespace hindcast;

namespace {

/// What a filter should come to: every event tested by itself, through the other way into the store.
struct Expected {
    LogFilter::Hits hits;
    FilterFaults faults;
};

Expected naive(Session& session, const QString& expression)
{
    Expected expected;
    const auto filter = EventFilter::compile(expr::Source(expression.toStdString()));
    const auto reader = LogReader::open(session.host().path().toStdString());
    const auto all = (*reader)->page(mainBranch, {Position{1}, session.host().last()});
    expr::Workspace workspace;
    for (const Event& event : *all) {
        const auto verdict = filter->test(event, workspace);
        if (verdict == EventFilter::Verdict::Hit) {
            expected.hits.push_back(static_cast<std::uint32_t>(event.position.value));
        } else if (verdict == EventFilter::Verdict::Fault) {
            expected.faults.add({1, event.position, filter->faultOf(event, workspace)});
        }
    }
    return expected;
}

} // namespace

/// The log's filter with expressions of the rule language.
class FilterExpressionTest : public QObject {
    Q_OBJECT

private:
    static void expectNaive(Session& session, const QString& expression)
    {
        const Expected expected = naive(session, expression);
        QCOMPARE(*session.filter().hits(), expected.hits);
        QCOMPARE(session.filter().faults().count, expected.faults.count);
        QCOMPARE(session.filter().faults().first.value, expected.faults.first.value);
        QCOMPARE(session.filter().faults().reason, expected.faults.reason);
    }

private Q_SLOTS:
    void hits_equal_the_test_of_every_event_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::newRow("of columns") << "event.type == 'OrderFailed'";
        QTest::newRow("of payloads") << "event.type.startsWith('Order') && has(event.data.total)";
        QTest::newRow("of ids") << "event.causation == ''";
        QTest::newRow("of nothing") << "true";
        QTest::newRow("no hit") << "event.version > 1000";
        QTest::newRow("faults") << "event.data.total > 10";
        QTest::newRow("faults alone") << "event.data.never == 1";
    }
    void hits_equal_the_test_of_every_event()
    {
        QFETCH(QString, expression);
        OpenSession session(SampleProject::orderStory(2000));
        QVERIFY(session.isOpen());
        session->filter().setQuery(u'=' + expression);
        QVERIFY(session->filter().isActive());
        QTRY_VERIFY(!session->filter().isSearching());
        expectNaive(*session, expression);
    }

    void hits_in_a_real_log()
    {
        const QString path = corpusFile(u"xes/03_repairExample.xes.gz");
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        QTemporaryDir folder;
        ImportRequest request;
        request.sources = {path.toStdString()};
        request.target = folder.filePath(QStringLiteral("real.hindcast")).toStdString();
        QVERIFY(importLogs(request));
        OpenSession session(QString::fromStdString(request.target));
        QVERIFY(session.isOpen());
        const QString expression =
            QStringLiteral("event.data.defectType in ['6', '7'] && event.meta['org:resource'].endsWith('3')");
        session->filter().setQuery(u'=' + expression);
        QTRY_VERIFY(!session->filter().isSearching());
        QVERIFY(!session->filter().hits()->empty());
        expectNaive(*session, expression);
    }

    void hits_arrive_while_the_search_goes_on()
    {
        OpenSession session(SampleProject::orderStory(4000)); // 20,000 events
        QSignalSpy grew(&session->filter(), &LogFilter::hitsGrew);
        session->filter().setQuery(QStringLiteral("= event.data.size() >= 0"));
        QTRY_VERIFY(!session->filter().isSearching());
        QVERIFY(grew.count() > 3);
        QCOMPARE(session->filter().hits()->size(), 20'000U);
    }

    void another_filter_ends_the_search()
    {
        OpenSession session(SampleProject::orderStory(4000));
        session->filter().setQuery(QStringLiteral("= event.data.never == 1"));
        QVERIFY(session->filter().isSearching());
        session->filter().setQuery(QStringLiteral("= event.position <= 3"));
        QTRY_VERIFY(!session->filter().isSearching());
        QCOMPARE(*session->filter().hits(), (LogFilter::Hits{1, 2, 3}));
        QCOMPARE(session->filter().faults().count, 0);
        session->filter().setQuery(QStringLiteral("= event.data.never == 1"));
        session->filter().setQuery({});
        QVERIFY(!session->filter().isSearching() && !session->filter().hits());
        QTest::qWait(50);
        QCOMPARE(session->filter().faults().count, 0);
    }

    void a_wrong_expression_leaves_the_hits()
    {
        OpenSession session(SampleProject::orderStory(20));
        LogFilter& filter = session->filter();
        filter.setQuery(QStringLiteral("= event.position <= 3"));
        QTRY_VERIFY(!filter.isSearching());
        const auto before = filter.hits();
        QSignalSpy changed(&filter, &LogFilter::changed);
        QSignalSpy problem(&filter, &LogFilter::problemChanged);
        filter.setQuery(QStringLiteral("= event.position <= "));
        QVERIFY(!filter.problem().isEmpty());
        QCOMPARE(filter.hits(), before);
        QCOMPARE(filter.query(), QStringLiteral("= event.position <= "));
        QCOMPARE(filter.effectiveQuery(), QStringLiteral("= event.position <= 3"));
        filter.setQuery(QStringLiteral("= event.position <= 3"));
        QVERIFY(filter.problem().isEmpty());
        QCOMPARE(filter.hits(), before);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(problem.count(), 2);
        filter.setQuery(QStringLiteral("= event.position <= 4"));
        QCOMPARE(changed.count(), 1);
    }

    void new_events_are_tested_too()
    {
        OpenSession session(SampleProject::orderStory(4));
        session->filter().setQuery(QStringLiteral("= event.data.fresh == 1"));
        QTRY_VERIFY(!session->filter().isSearching());
        QCOMPARE(session->filter().faults().count, 20);
        QVERIFY(session.append(happened("order-99", "OrderPlaced", R"({"fresh":1})")));
        QTRY_COMPARE(session->filter().hits()->size(), 1U);
        QVERIFY(session.append(happened("order-99", "OrderPlaced", R"({})")));
        QTRY_COMPARE(session->filter().faults().count, 21);
        QCOMPARE(session->filter().faults().first.value, 1);
    }
};

QTEST_GUILESS_MAIN(FilterExpressionTest)
#include "tst_filter_expression.moc"
