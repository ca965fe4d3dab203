#include "model/session/log_model.h"
#include "tests/support/open_session.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>

using namespace hindcast;

class LogModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shows_each_event_as_it_lies_in_the_store();
    void columns_in_memory_ask_nothing_of_the_store();
    void one_look_at_a_page_is_one_request();
    void a_filter_leaves_its_hits();
    void finds_rows_and_positions_both_ways();
    void grows_at_the_end();
    void keeps_no_more_pages_than_allowed();
    void long_payloads_are_cut();
    void times_are_told_from_the_reference();
    void holds_under_any_sequence();
};

namespace {

QString cell(const LogModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

/// Looks at a cell until its page is here.
QString awaited(const LogModel& model, int row, int column)
{
    cell(model, row, column);
    (void)QTest::qWaitFor(
        [&] { return model.index(row, column).data(LogModel::LoadedRole).toBool(); }, 10'000);
    return cell(model, row, column);
}

} // namespace

void LogModelTest::shows_each_event_as_it_lies_in_the_store()
{
    const auto story = SampleProject::orderStory(300);
    OpenSession session(story);
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    QCOMPARE(model.rowCount(), 1500);
    for (const int row : {0, 1, 511, 512, 1023, 1499}) {
        const SampleEvent& event = story[static_cast<std::size_t>(row)];
        QCOMPARE(awaited(model, row, LogModel::DataColumn), QString::fromStdString(event.data));
        QCOMPARE(cell(model, row, LogModel::IdColumn), QString::fromStdString(event.id));
        QCOMPARE(cell(model, row, LogModel::CausationColumn), QString::fromStdString(event.causation));
        QCOMPARE(cell(model, row, LogModel::CorrelationColumn), QString::fromStdString(event.correlation));
        QCOMPARE(cell(model, row, LogModel::StreamColumn), QString::fromStdString(event.stream));
        QCOMPARE(cell(model, row, LogModel::EventColumn), typeWords(event.type));
        QCOMPARE(cell(model, row, LogModel::PositionColumn), grouped(row + 1));
    }
    QCOMPARE(cell(model, 0, LogModel::TimeColumn), QStringLiteral("10:00:01.000"));
}

void LogModelTest::columns_in_memory_ask_nothing_of_the_store()
{
    OpenSession session(SampleProject::orderStory(300));
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    for (int row = 0; row < model.rowCount(); ++row) {
        for (const int column : {LogModel::PositionColumn,
                 LogModel::TimeColumn,
                 LogModel::StreamColumn,
                 LogModel::EventColumn,
                 LogModel::VersionColumn}) {
            cell(model, row, column);
        }
    }
    QCoreApplication::processEvents();
    QCOMPARE(model.pagesRequested(), 0);
}

void LogModelTest::one_look_at_a_page_is_one_request()
{
    OpenSession session(SampleProject::orderStory(300));
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    QSignalSpy arrived(&model, &QAbstractItemModel::dataChanged);
    for (int row = 100; row < 150; ++row) {
        QCOMPARE(cell(model, row, LogModel::DataColumn), QString(QChar(u'…')));
    }
    QVERIFY(arrived.wait(10'000));
    QCOMPARE(arrived.count(), 1);
    for (int row = 0; row < 512; ++row) {
        QVERIFY(cell(model, row, LogModel::DataColumn) != QString(QChar(u'…')));
    }
    QCOMPARE(model.pagesRequested(), 1);
}

void LogModelTest::a_filter_leaves_its_hits()
{
    OpenSession session(SampleProject::orderStory(300));
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    session->filter().setQuery(QStringLiteral("type:PaymentDeclined"));
    QTRY_COMPARE(model.rowCount(), 300);
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(cell(model, row, LogModel::EventColumn), QStringLiteral("Payment Declined"));
    }
    QCOMPARE(awaited(model, 299, LogModel::DataColumn), QStringLiteral(R"({"attempts":1})"));
    session->filter().setQuery({});
    QCOMPARE(model.rowCount(), 1500);
}

void LogModelTest::finds_rows_and_positions_both_ways()
{
    OpenSession session(SampleProject::orderStory(10));
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    QCOMPARE(model.rowOf(Position{7}), 6);
    QCOMPARE(model.rowAtOrBefore(Position{0}), -1);
    QCOMPARE(model.rowAtOrBefore(Position{9'999}), 49);
    session->filter().setQuery(QStringLiteral("stream:order-2"));
    QTRY_COMPARE(model.rowCount(), 4);
    for (int row = 0; row < 4; ++row) {
        QCOMPARE(model.rowOf(model.positionAt(row)), row);
    }
    QCOMPARE(model.rowOf(Position{1}), -1);
    QCOMPARE(model.rowAtOrBefore(Position{1}), -1);
    QCOMPARE(model.rowAtOrBefore(model.positionAt(2) + 1), 2);
}

void LogModelTest::grows_at_the_end()
{
    OpenSession session(SampleProject::orderStory(10));
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    awaited(model, 49, LogModel::DataColumn);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QVERIFY(session.append({"order-99", "OrderCreated", R"({"new":true})", {}, {}, {}, {}, {}}));
    QTRY_COMPARE(model.rowCount(), 51);
    QCOMPARE(inserted.count(), 1);
    QTRY_COMPARE(cell(model, 50, LogModel::DataColumn), QStringLiteral(R"({"new":true})"));
}

void LogModelTest::keeps_no_more_pages_than_allowed()
{
    OpenSession session(SampleProject::orderStory(14'000));
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    const int pages = model.rowCount() / LogModel::pageRows;
    QVERIFY(pages > static_cast<int>(LogModel::maxPages));
    for (int page = 0; page < pages; ++page) {
        awaited(model, page * LogModel::pageRows, LogModel::DataColumn);
        QVERIFY(model.pagesKept() <= LogModel::maxPages);
    }
    QCOMPARE(model.pagesRequested(), pages);
    QVERIFY2(!model.index(0, 0).data(LogModel::LoadedRole).toBool(), "the least recently used page has gone");
}

void LogModelTest::long_payloads_are_cut()
{
    OpenSession session({{"a-1", "Big", '"' + std::string(100'000, 'x') + '"', {}, {}, {}, {}, {}}});
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    QCOMPARE(awaited(model, 0, LogModel::DataColumn).size(), static_cast<qsizetype>(LogModel::cellBytes) + 1);
}

void LogModelTest::times_are_told_from_the_reference()
{
    auto story = SampleProject::orderStory(2);
    story[6].recordedUs.reset();
    OpenSession session(story);
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    const QString title = model.headerData(LogModel::TimeColumn, Qt::Horizontal).toString();
    QVERIFY(session->reference().toggle(Position{3}));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setReference(session->reference().moment());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.headerData(LogModel::TimeColumn, Qt::Horizontal).toString(), QStringLiteral("Since 3"));
    QCOMPARE(cell(model, 2, LogModel::TimeColumn), QStringLiteral("+00:00:00.000"));
    QVERIFY(cell(model, 0, LogModel::TimeColumn).startsWith(QStringLiteral("−00:00:0")));
    QVERIFY(cell(model, 9, LogModel::TimeColumn).startsWith(QStringLiteral("+00:00:0")));
    QCOMPARE(cell(model, 6, LogModel::TimeColumn), QString());
    model.setReference({});
    QCOMPARE(model.headerData(LogModel::TimeColumn, Qt::Horizontal).toString(), title);
    QCOMPARE(cell(model, 0, LogModel::TimeColumn), QStringLiteral("10:00:01.000"));
}

void LogModelTest::holds_under_any_sequence()
{
    OpenSession session(SampleProject::orderStory(400));
    QVERIFY(session.isOpen());
    LogModel model(session->host(), session->filter());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QString queries[] = {{},
        QStringLiteral("type:OrderFailed"),
        QStringLiteral("A-77"),
        QStringLiteral("stream:order-17"),
        QStringLiteral("nothing has this"),
        QStringLiteral("type:OrderCreated 5")};
    QRandomGenerator random(20'261'123);
    for (int step = 0; step < 200; ++step) {
        switch (random.bounded(3)) {
        case 0:
            session->filter().setQuery(queries[random.bounded(6)]);
            break;
        case 1:
            if (model.rowCount() > 0) {
                cell(model, static_cast<int>(random.bounded(model.rowCount())), LogModel::DataColumn);
            }
            break;
        default:
            QTest::qWait(1);
        }
    }
    session->filter().setQuery(QStringLiteral("type:OrderFailed"));
    QTRY_COMPARE(model.rowCount(), 133);
    QTRY_VERIFY(!session->filter().isSearching());
    const auto& hits = *session->filter().hits();
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.positionAt(row).value, static_cast<std::int64_t>(hits[static_cast<std::size_t>(row)]));
    }
}

QTEST_GUILESS_MAIN(LogModelTest)
#include "tst_log_model.moc"
