#include "engine/time/time_columns.h"
#include "engine/value/json.h"
#include "model/session/value_text.h"
#include "model/session/words.h"

#include <QTest>

#include <limits>

using namespace hindcast;

class Words : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void types_read_as_words_data();
    void types_read_as_words();
    void figures_are_grouped();
    void plurals_data();
    void plurals();
    void times_have_one_width();
    void relative_times_read_as_a_clock_data();
    void relative_times_read_as_a_clock();
    void times_are_told_from_the_reference_or_as_recorded();
    void distances_data();
    void distances();
    void values_fit_one_cell_data();
    void values_fit_one_cell();
    void huge_values_are_cut();
    void paths_read_as_in_code();
};

void Words::types_read_as_words_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("words");
    QTest::newRow("camel") << "OrderCreated"
                           << "Order Created";
    QTest::newRow("lower camel") << "orderCreated"
                                 << "Order Created";
    QTest::newRow("snake") << "order_created"
                           << "Order Created";
    QTest::newRow("kebab") << "order-created"
                           << "Order Created";
    QTest::newRow("abbreviation") << "HTTPErrorSeen"
                                  << "HTTP Error Seen";
    QTest::newRow("single word") << "decide"
                                 << "decide";
    QTest::newRow("figures") << "Step2Done"
                             << "Step2 Done";
    QTest::newRow("already words") << "Check confirmation of receipt"
                                   << "Check confirmation of receipt";
    QTest::newRow("dotted name") << "com.example.order.created"
                                 << "com.example.order.created";
    QTest::newRow("beyond ASCII") << QStringLiteral("BestellungGeprüft")
                                  << QStringLiteral("Bestellung Geprüft");
    QTest::newRow("nothing") << ""
                             << "";
}

void Words::types_read_as_words()
{
    QFETCH(QString, type);
    QTEST(typeWords(type.toStdString()), "words");
}

void Words::figures_are_grouped()
{
    QCOMPARE(grouped(0), QStringLiteral("0"));
    QCOMPARE(grouped(1386), QStringLiteral("1,386"));
    QCOMPARE(grouped(12345678), QStringLiteral("12,345,678"));
    QCOMPARE(counted(1, QStringLiteral("hit"), QStringLiteral("hits")), QStringLiteral("1 hit"));
    QCOMPARE(counted(386, QStringLiteral("hit"), QStringLiteral("hits")), QStringLiteral("386 hits"));
}

void Words::plurals_data()
{
    QTest::addColumn<QString>("noun");
    QTest::addColumn<QString>("many");
    QTest::newRow("plain") << "order"
                           << "orders";
    QTest::newRow("y") << "entity"
                       << "entities";
    QTest::newRow("vowel and y") << "day"
                                 << "days";
    QTest::newRow("plural already") << "orders"
                                    << "orders";
    QTest::newRow("empty") << ""
                           << "";
}

void Words::plurals()
{
    QFETCH(QString, noun);
    QTEST(pluralOf(noun), "many");
}

void Words::times_have_one_width()
{
    const std::int64_t us = 1'795'430'529'018'000; // 2026-11-23T10:42:09.018Z
    QCOMPARE(timeText(us, {false, true}), QStringLiteral("10:42:09.018"));
    QCOMPARE(timeText(us, {false, false}), QStringLiteral("10:42:09"));
    QCOMPARE(timeText(us, {true, true}), QStringLiteral("2026-11-23 10:42:09.018"));
    QCOMPARE(timeText(-1'000, {true, true}), QStringLiteral("1969-12-31 23:59:59.999"));
    QCOMPARE(timeText(noTime, {true, true}), QString());
}

void Words::relative_times_read_as_a_clock_data()
{
    constexpr qlonglong s = 1'000'000;
    constexpr qlonglong d = 86'400 * s;
    constexpr qlonglong here = 1'795'430'529'018'000;
    QTest::addColumn<qlonglong>("us");
    QTest::addColumn<qlonglong>("reference");
    QTest::addColumn<QString>("precise");
    QTest::addColumn<QString>("whole");
    const auto row = [](const char* name,
                         qlonglong us,
                         qlonglong reference,
                         const char16_t* precise,
                         const char16_t* whole) {
        QTest::newRow(name) << us << reference << QString::fromUtf16(precise) << QString::fromUtf16(whole);
    };
    row("the moment itself", here, here, u"+00:00:00.000", u"+00:00:00");
    row("after", here + 83 * s + 450'000, here, u"+00:01:23.450", u"+00:01:23");
    row("before", here - 83 * s - 450'000, here, u"−00:01:23.450", u"−00:01:23");
    row("a day less a bit", here + d - 1, here, u"+23:59:59.999", u"+23:59:59");
    row("a day", here + d, here, u"+1 d 00:00:00.000", u"+1 d 00:00:00");
    row("days before", here - 2 * d - 10'800 * s, here, u"−2 d 03:00:00.000", u"−2 d 03:00:00");
    row("years", here + 4000 * d, here, u"+4,000 d 00:00:00.000", u"+4,000 d 00:00:00");
    row("across the epoch", -s, s, u"−00:00:02.000", u"−00:00:02");
    row("as far as it goes",
        std::numeric_limits<qlonglong>::max(),
        -std::numeric_limits<qlonglong>::max(),
        u"+213,503,982 d 08:01:49.551",
        u"+213,503,982 d 08:01:49");
    row("no time", noTime, here, u"", u"");
}

void Words::relative_times_read_as_a_clock()
{
    QFETCH(qlonglong, us);
    QFETCH(qlonglong, reference);
    QTEST(relativeTimeText(us, reference, true), "precise");
    QTEST(relativeTimeText(us, reference, false), "whole");
}

void Words::times_are_told_from_the_reference_or_as_recorded()
{
    const std::int64_t us = 1'795'430'529'018'000;
    QCOMPARE(shownTime(us, {false, true}, {}), QStringLiteral("10:42:09.018"));
    QCOMPARE(shownTime(us, {false, true}, us - 1'000), QStringLiteral("+00:00:00.001"));
    QCOMPARE(shownTime(us, {true, false}, us), QStringLiteral("+00:00:00"));
    QCOMPARE(shownTime(noTime, {true, true}, us), QString());
}

void Words::distances_data()
{
    QTest::addColumn<qlonglong>("us");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0LL << "+0.000 s";
    QTest::newRow("milliseconds") << 12'000LL << "+0.012 s";
    QTest::newRow("seconds before") << -12'400'000LL << QStringLiteral("−12.4 s");
    QTest::newRow("minutes") << 200'000'000LL << "+3 min 20 s";
    QTest::newRow("whole hours") << 7'200'000'000LL << "+2 h";
    QTest::newRow("days") << 187'200'000'000LL << "+2 d 4 h";
}

void Words::distances()
{
    QFETCH(qlonglong, us);
    QTEST(distanceText(us), "text");
}

void Words::values_fit_one_cell_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("line");
    QTest::newRow("text") << QByteArray(R"("paid")") << R"("paid")"
                          << R"("paid")";
    QTest::newRow("text with a break") << QByteArray(R"("a\nb")") << R"("a\nb")"
                                       << R"("a\nb")";
    QTest::newRow("decimal as written") << QByteArray("45.480") << "45.480"
                                        << "45.480";
    QTest::newRow("literal") << QByteArray("true") << "true"
                             << "true";
    QTest::newRow("null") << QByteArray("null") << "null"
                          << "null";
    QTest::newRow("list") << QByteArray("[1,2]") << "2 items"
                          << "[1, 2]";
    QTest::newRow("list of one") << QByteArray("[1]") << "1 item"
                                 << "[1]";
    QTest::newRow("empty list") << QByteArray("[]") << "no items"
                                << "[]";
    QTest::newRow("map") << QByteArray(R"({"a":1,"b":[]})") << "2 fields"
                         << R"({"a": 1, "b": []})";
    QTest::newRow("empty map") << QByteArray("{}") << "no fields"
                               << "{}";
}

void Words::values_fit_one_cell()
{
    QFETCH(QByteArray, json);
    const auto value = readJson(json.toStdString());
    QVERIFY(value.ok());
    QTEST(valueText(*value), "cell");
    QTEST(valueLine(*value), "line");
}

void Words::huge_values_are_cut()
{
    const Value text = Value::string(std::string(5'000'000, 'x'));
    QCOMPARE(valueText(text, 50).size(), 51);
    QVERIFY(valueText(text, 50).endsWith(QChar(u'…')));
    QCOMPARE(valueLine(Value::list(std::vector<Value>(100'000, text)), 50).size(), 51);
}

void Words::paths_read_as_in_code()
{
    QCOMPARE(
        pathText({std::string("lines"), std::size_t{0}, std::string("sku")}), QStringLiteral("lines[0].sku"));
    QCOMPARE(pathText({std::string("a"), std::string("b")}), QStringLiteral("a.b"));
    QCOMPARE(pathText({}), QStringLiteral("(whole state)"));
}

QTEST_GUILESS_MAIN(Words)
#include "tst_words.moc"
