#include "model/session/filter_query.h"

#include <QtTest>

#include <algorithm>

using namespace hindcast;

class FilterQueryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void queries_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("stream");
        QTest::addColumn<QString>("problem");
        QTest::newRow("nothing") << ""
                                 << "" << 0 << 0 << "";
        QTest::newRow("blanks only") << "   "
                                     << "" << 0 << 0 << "";
        QTest::newRow("a word") << "card"
                                << "card" << 0 << 0 << "";
        QTest::newRow("words are one text") << " credit   card "
                                            << "credit card" << 0 << 0 << "";
        QTest::newRow("quotes keep blanks") << "\"credit  card\""
                                            << "credit  card" << 0 << 0 << "";
        QTest::newRow("type") << "type:OrderCreated"
                              << "" << 1 << 0 << "";
        QTest::newRow("type in quotes") << "type:\"Create Fine\""
                                        << "" << 2 << 0 << "";
        QTest::newRow("type in another case") << "type:ordercreated"
                                              << "" << 1 << 0 << "";
        QTest::newRow("exact case wins") << "type:paid"
                                         << "" << 4 << 0 << "";
        QTest::newRow("stream") << "stream:order-2"
                                << "" << 0 << 2 << "";
        QTest::newRow("all together") << "type:Paid stream:order-1 card"
                                      << "card" << 3 << 1 << "";
        QTest::newRow("unknown type") << "type:Nope"
                                      << "" << 0 << 0 << "No event type is called \"Nope\".";
        QTest::newRow("unknown stream") << "stream:order"
                                        << "" << 0 << 0 << "No stream is called \"order\".";
        QTest::newRow("open quote") << "\"credit"
                                    << "" << 0 << 0 << "A quote is not closed: add a \" at the end.";
    }

    void queries()
    {
        QFETCH(QString, query);
        QFETCH(QString, text);
        QFETCH(int, type);
        QFETCH(int, stream);
        QFETCH(QString, problem);
        const LogNames names{
            {{}, {"order-1", {}}, {"order-2", {}}}, {"", "OrderCreated", "Create Fine", "Paid", "paid"}, {}};
        const FilterQuery result = parseFilterQuery(query, names);
        QCOMPARE(result.terms.text, text);
        QCOMPARE(result.terms.type.value_or(TypeId{0}).value, type);
        QCOMPARE(result.terms.stream.value_or(StreamId{0}).value, stream);
        QCOMPARE(result.problem.sentence, problem);
        QCOMPARE(result.terms.isEmpty(), text.isEmpty() && type == 0 && stream == 0);
    }

    void expressions_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("marked"); // the query with ^ under the place
        const auto right = [](const char* query, const char* expression) {
            QTest::newRow(query) << query << expression << ""
                                 << "";
        };
        const auto wrong = [](const char* query, const char* marked, const char* problem) {
            QTest::newRow(query) << query << "" << problem << marked;
        };
        right("=event.type == 'Paid'", "event.type == 'Paid'");
        right("  = event.version > 3  ", "event.version > 3");
        right("=", "");
        right(" =  ", "");
        right("= event.data.name == 'type:Nope \"'", "event.data.name == 'type:Nope \"'");
        wrong("= event.typ == 'x'", "........^^^", "Event has no field 'typ': did you mean 'type'?");
        wrong("=event.version", ".^^^^^^^^^^^^^", "Expected bool, this is int.");
        wrong("= event.type ==", "...............^", "Expected an expression, found the end.");
        wrong("= 'é' == event.typ", "...............^^^", "Event has no field 'typ': did you mean 'type'?");
        wrong("= stat", "..^^^^", "There is nothing called 'stat': here are 'event'.");
    }

    void expressions()
    {
        QFETCH(QString, query);
        QFETCH(QString, expression);
        QFETCH(QString, problem);
        QFETCH(QString, marked);
        const FilterQuery result = parseFilterQuery(query, {});
        QCOMPARE(result.problem.sentence, problem);
        QCOMPARE(result.terms.expression, expression);
        QCOMPARE(result.condition.has_value(), !expression.isEmpty());
        if (!problem.isEmpty()) {
            const auto length = std::max<qsizetype>(result.problem.length, 1);
            QCOMPARE(QString(result.problem.begin, u'.') + QString(length, u'^'), marked);
        }
    }
};

QTEST_GUILESS_MAIN(FilterQueryTest)
#include "tst_filter_query.moc"
