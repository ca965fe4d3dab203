#include "engine/base/date_notation.h"

#include <QtTest>

using namespace hindcast;

/// The ways to write a time that are not ISO 8601's.
class DateNotation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("utc");
        QTest::addColumn<bool>("assumed");
        const auto row = [](const char* name, const char* text, const char* utc, bool assumed = false) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(utc) << assumed;
        };
        row("ISO", "2026-11-24T08:02:53Z", "2026-11-24T08:02:53Z");
        row("blanks around", " 2026-11-24T08:02:53Z\t", "2026-11-24T08:02:53Z");
        row("RFC 5322", "Tue, 24 Nov 2026 08:02:53 +0100", "2026-11-24T07:02:53Z");
        row("RFC 5322, no weekday", "4 Nov 2026 08:02 -0500", "2026-11-04T13:02:00Z");
        row("RFC 5322, a name", "Tue, 24 Nov 2026 08:02:53 GMT", "2026-11-24T08:02:53Z");
        row("RFC 5322, an American name", "Tue, 24 Nov 2026 08:02:53 EST", "2026-11-24T13:02:53Z");
        row("RFC 5322, a comment", "Tue, 24 Nov 2026 08:02:53 +0100 (CET)", "2026-11-24T07:02:53Z");
        row("asctime", "Tue Nov 24 08:02:53 2026", "2026-11-24T08:02:53Z", true);
        row("asctime, a short day", "Sun Nov  1 08:02:53 2026", "2026-11-01T08:02:53Z", true);
        row("date(1)", "Tue Nov 24 08:02:53 CET 2026", "2026-11-24T07:02:53Z");
        row("a web server's", "24/Nov/2026:08:02:53 +0200", "2026-11-24T06:02:53Z");
        row("Oracle's", "24-NOV-2026 08:02:53", "2026-11-24T08:02:53Z", true);
        row("American words", "November 24, 2026, 8:02:53 PM", "2026-11-24T20:02:53Z", true);
        row("American words, short", "Nov 24, 2026", "2026-11-24T00:00:00Z", true);
        row("midnight", "11/24/2026 12:00 AM", "2026-11-24T00:00:00Z", true);
        row("noon", "11/24/2026 12:00:00 pm", "2026-11-24T12:00:00Z", true);
        row("dots", "24.11.2026 08:02:53", "2026-11-24T08:02:53Z", true);
        row("dots, small numbers", "3.4.2026", "2026-04-03T00:00:00Z", true);
        row("dots, year first", "2026.11.24 8:02", "2026-11-24T08:02:00Z", true);
        row("day first", "24/11/2026 08:02", "2026-11-24T08:02:00Z", true);
        row("day first, dashes", "24-11-2026 08:02:53.25", "2026-11-24T08:02:53.250Z", true);
        row("month first", "11/24/2026", "2026-11-24T00:00:00Z", true);
        row("both the same", "03/03/2026", "2026-03-03T00:00:00Z", true);
        row("packed", "20261124T080253Z", "2026-11-24T08:02:53Z");
        row("packed, offset", "20261124T080253.5+0100", "2026-11-24T07:02:53.500Z");
        row("packed, date alone", "20261124", "2026-11-24T00:00:00Z", true);
        row("packed, no T", "20261124080253", "2026-11-24T08:02:53Z", true);
        row("Java's zone", "2026-11-24T09:02:53+01:00[Europe/Berlin]", "2026-11-24T08:02:53Z");
        row("Go's zone", "2026-11-24 08:02:53.5 +0000 UTC", "2026-11-24T08:02:53.500Z");
        row("a zone's name", "2026-11-24 08:02:53 CEST", "2026-11-24T06:02:53Z");
    }

    void reads()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, utc);
        QFETCH(bool, assumed);
        const std::optional<Timestamp> read = readTime(text.toStdString());
        QVERIFY(read.has_value());
        QCOMPARE(QByteArray::fromStdString(formatTimestamp(read->us)), utc);
        QCOMPARE(read->zoneAssumed, assumed);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"",
                 "soon",
                 "03/04/2026",
                 "03-04-2026 10:00",
                 "24/11/26",
                 "31/02/2026",
                 "13/13/2026",
                 "24/11.2026",
                 "32 Nov 2026 08:02:53",
                 "24 Foo 2026 08:02:53",
                 "24 No 2026 08:02:53",
                 "Foo, 24 Nov 2026 08:02:53 GMT",
                 "24 Nov 2026 08:02:53 IST",
                 "2026-11-24 08:02:53 Europe/Berlin",
                 "2026-11-24 08:02:53 later",
                 "11/24/2026 13:00 PM",
                 "11/24/2026 0:30 AM",
                 "11/24/2026 8:02:53 AMX",
                 "Nov 24",
                 "Nov 24 08:02:53",
                 "Tue Nov 24 08:02:53 XYZ 2026",
                 "20261324",
                 "20261124T0802539",
                 "202611240802530",
                 "12345678",
                 "192.168.1.17",
                 "order-20261124",
                 "1.2.3",
                 "10:42:09 and so"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!readTime(text.toStdString()).has_value());
    }

    void an_order_settles_what_a_value_can_not()
    {
        const auto utc = [](const char* text, DateOrder order) {
            const std::optional<Timestamp> time = readTime(text, order);
            return time ? QByteArray::fromStdString(formatTimestamp(time->us)) : QByteArray("none");
        };
        QCOMPARE(utc("03/04/2026 10:00", DateOrder::DayFirst), QByteArray("2026-04-03T10:00:00Z"));
        QCOMPARE(utc("03/04/2026 10:00", DateOrder::MonthFirst), QByteArray("2026-03-04T10:00:00Z"));
        // A column in two orders is none that can be trusted.
        QCOMPARE(utc("11/24/2026", DateOrder::DayFirst), QByteArray("none"));
        QCOMPARE(utc("3.4.2026", DateOrder::MonthFirst), QByteArray("2026-04-03T00:00:00Z"));
    }

    void a_value_may_tell_the_order_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("order");
        QTest::newRow("day first") << QByteArray("24/11/2026 08:02") << static_cast<int>(DateOrder::DayFirst);
        QTest::newRow("month first") << QByteArray("11-24-2026") << static_cast<int>(DateOrder::MonthFirst);
        QTest::newRow("either") << QByteArray("03/04/2026") << static_cast<int>(DateOrder::Unknown);
        QTest::newRow("dots") << QByteArray("24.11.2026") << static_cast<int>(DateOrder::Unknown);
        QTest::newRow("ISO") << QByteArray("2026-11-24") << static_cast<int>(DateOrder::Unknown);
        QTest::newRow("no date") << QByteArray("24/11") << static_cast<int>(DateOrder::Unknown);
    }

    void a_value_may_tell_the_order()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, order);
        QCOMPARE(static_cast<int>(dateOrderOf(text.toStdString())), order);
    }
};

QTEST_GUILESS_MAIN(DateNotation)
#include "tst_date_notation.moc"
