#include "engine/expr/suggestion.h"

#include <QtTest>

using namespace hindcast::expr;

class SuggestionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nearest_data()
    {
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<QByteArray>("nearest");
        const auto row = [](const char* name, const char* wanted, const char* nearest) {
            QTest::newRow(name) << QByteArray(wanted) << QByteArray(nearest);
        };
        row("a letter missing", "blance", "balance");
        row("a letter too many", "ballance", "balance");
        row("a wrong letter", "balence", "balance");
        row("two letters swapped", "opne", "open");
        row("case", "BALANCE", "balance");
        row("nearest of several", "clsed", "closed");
        row("too far", "withdrawal", "");
        row("too short to tell", "xy", "");
        row("nothing", "", "");
        row("very long", QByteArray(1000, 'a').constData(), "");
    }

    void nearest()
    {
        QFETCH(QByteArray, wanted);
        QFETCH(QByteArray, nearest);
        const std::vector<std::string_view> names{"balance", "open", "close", "closed", "id"};
        QCOMPARE(QByteArray::fromStdString(std::string(nearestName(wanted.toStdString(), names))), nearest);
    }

    void lists()
    {
        QCOMPARE(listed({}), "");
        QCOMPARE(listed({"a"}), "'a'");
        QCOMPARE(listed({"a", "b", "c"}), "'a', 'b' or 'c'");
        QCOMPARE(listed({"a", "b"}, " and "), "'a' and 'b'");
        QCOMPARE(listed({"a", "b", "c", "d", "e", "f", "g"}), "'a', 'b', 'c', 'd', 'e', 'f', ...");
    }
};

QTEST_GUILESS_MAIN(SuggestionTest)
#include "tst_suggestion.moc"
