#include "engine/base/timestamp.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace hindcast;

namespace {

constexpr std::int64_t firstUs = -62'135'596'800'000'000; // 0001-01-01T00:00:00Z
constexpr std::int64_t lastUs = 253'402'300'799'999'999; // 9999-12-31T23:59:59.999999Z

} // namespace

class TimestampTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("utc");
        QTest::addColumn<bool>("zoneAssumed");
        const auto row = [](const char* name, const char* text, const char* utc, bool assumed = false) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(utc) << assumed;
        };
        row("RFC 3339", "2026-11-23T10:42:09Z", "2026-11-23T10:42:09Z");
        row("lower case", "2026-11-23t10:42:09z", "2026-11-23T10:42:09Z");
        row("offset east", "2010-12-30T14:32:00.000+01:00", "2010-12-30T13:32:00Z");
        row("offset west", "2012-07-26T00:02:09-07:00", "2012-07-26T07:02:09Z");
        row("offset without colon", "2011-02-16T14:31:00+0100", "2011-02-16T13:31:00Z");
        row("offset of hours alone", "2020-01-01 10:00:00+00", "2020-01-01T10:00:00Z");
        row("offset after a blank", "2020-01-01 10:00:00 +0200", "2020-01-01T08:00:00Z");
        row("UTC by name", "2020-01-01 10:00:00 UTC", "2020-01-01T10:00:00Z");
        row("minus zero", "2020-01-01T10:00:00-00:00", "2020-01-01T10:00:00Z");
        row("the far east", "2020-01-01T13:00:00+14:00", "2019-12-31T23:00:00Z");
        row("the far west", "2019-12-31T11:00:00-14:00", "2020-01-01T01:00:00Z");
        row("blank between", "2010-12-30 14:32:00+01:00", "2010-12-30T13:32:00Z");
        row("slashes, no zone", "2019/11/03 01:11:19.000", "2019-11-03T01:11:19Z", true);
        row("no zone", "1980-01-01 01:01:01", "1980-01-01T01:01:01Z", true);
        row("no zone, T", "2006-07-24T00:00:00.000", "2006-07-24T00:00:00Z", true);
        row("a date alone", "2024-02-29", "2024-02-29T00:00:00Z", true);
        row("a date with zone", "2024-02-29+01:00", "2024-02-28T23:00:00Z");
        row("no seconds", "2024-01-15T10:30", "2024-01-15T10:30:00Z", true);
        row("no seconds, zone", "2024-01-15 10:30Z", "2024-01-15T10:30:00Z");
        row("comma as point", "2024-01-15T10:30:00,5Z", "2024-01-15T10:30:00.500Z");
        row("1 digit", "2024-01-15T10:30:00.1Z", "2024-01-15T10:30:00.100Z");
        row("2 digits", "2024-01-15T10:30:00.12Z", "2024-01-15T10:30:00.120Z");
        row("3 digits", "2024-01-15T10:30:00.123Z", "2024-01-15T10:30:00.123Z");
        row("4 digits", "2024-01-15T10:30:00.1234Z", "2024-01-15T10:30:00.123400Z");
        row("6 digits", "2015-03-13T16:19:06.548415Z", "2015-03-13T16:19:06.548415Z");
        row("7 digits", "2016-12-23T08:00:00.9225401+01:00", "2016-12-23T07:00:00.922540Z");
        row("9 digits", "2025-06-02T15:40:01.157792875Z", "2025-06-02T15:40:01.157792Z");
        row("12 digits are cut", "2025-06-02T15:40:01.999999999999Z", "2025-06-02T15:40:01.999999Z");
        row("before 1970", "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z");
        row("the first moment", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
        row("the last moment", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z");
        row("leap day of a century", "2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z");
        row("leap second", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
        row("end of the day", "2024-01-15T24:00:00Z", "2024-01-16T00:00:00Z");
    }

    void reads()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, utc);
        QFETCH(bool, zoneAssumed);
        const std::optional<Timestamp> read = parseTimestamp(text.toStdString());
        QVERIFY(read.has_value());
        QCOMPARE(QByteArray::fromStdString(formatTimestamp(read->us)), utc);
        QCOMPARE(read->zoneAssumed, zoneAssumed);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"",
                 " ",
                 "now",
                 "10:42:09",
                 "2026",
                 "2026-11",
                 "2026-1-2",
                 "26-11-23",
                 "0000-01-01",
                 "2026-00-10",
                 "2026-13-01",
                 "2026-11-00",
                 "2026-11-31",
                 "2023-02-29",
                 "1900-02-29",
                 "2024-02-30",
                 "2026-11/23",
                 "2026-11-23T",
                 "2026-11-23T10",
                 "2026-11-23T10:4",
                 "2026-11-23T24:00:01",
                 "2026-11-23T25:00:00",
                 "2026-11-23T10:60:00",
                 "2026-11-23T10:42:61",
                 "2026-11-23T10:42:09.",
                 "2026-11-23T10:42:09.Z",
                 "2026-11-23T10:42.5",
                 "2026-11-23T10:42:09+",
                 "2026-11-23T10:42:09+1",
                 "2026-11-23T10:42:09+01:",
                 "2026-11-23T10:42:09+01:0",
                 "2026-11-23T10:42:09+01:60",
                 "2026-11-23T10:42:09+14:01",
                 "2026-11-23T10:42:09-15",
                 "2026-11-23T10:42:09Zz",
                 "2026-11-23T10:42:09Z ",
                 " 2026-11-23T10:42:09Z",
                 "2026-11-23  10:42:09",
                 "2026-11-23T10:42:09 ",
                 "2026-11-23T10:42:09 CET",
                 "2026-11-23T10:42:09.1.2",
                 "+2026-11-23",
                 "-2026-11-23",
                 "1700000000"}) {
            QTest::newRow(text) << QByteArray(text);
        }
        QTest::newRow("embedded zero") << QByteArray("2026-11-23T10:42:09\0Z", 21);
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseTimestamp(text.toStdString()).has_value());
    }

    void epoch_numbers_tell_their_unit_data()
    {
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QByteArray>("utc");
        QTest::newRow("zero") << qint64(0) << QByteArray("1970-01-01T00:00:00Z");
        QTest::newRow("seconds") << qint64(1700000000) << QByteArray("2023-11-14T22:13:20Z");
        QTest::newRow("milliseconds") << qint64(1700000000123) << QByteArray("2023-11-14T22:13:20.123Z");
        QTest::newRow("microseconds")
            << qint64(1700000000123456) << QByteArray("2023-11-14T22:13:20.123456Z");
        QTest::newRow("nanoseconds") << qint64(1700000000123456789)
                                     << QByteArray("2023-11-14T22:13:20.123456Z");
        QTest::newRow("before 1970") << qint64(-1) << QByteArray("1969-12-31T23:59:59Z");
    }

    void epoch_numbers_tell_their_unit()
    {
        QFETCH(qint64, number);
        QFETCH(QByteArray, utc);
        const std::optional<Timestamp> read = timestampFromEpoch(number);
        QVERIFY(read.has_value());
        QVERIFY(!read->zoneAssumed);
        QCOMPARE(QByteArray::fromStdString(formatTimestamp(read->us)), utc);
    }

    void the_least_number_is_no_time()
    {
        QVERIFY(!timestampFromEpoch(std::numeric_limits<std::int64_t>::min()).has_value());
    }

    void any_number_is_told_data()
    {
        QTest::addColumn<qint64>("us");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("the least") << std::numeric_limits<qint64>::min()
                                   << QByteArray("-290308-12-21T19:59:05.224192Z");
        QTest::newRow("the greatest")
            << std::numeric_limits<qint64>::max() << QByteArray("294247-01-10T04:00:54.775807Z");
        QTest::newRow("behind year 9999") << qint64(lastUs + 1) << QByteArray("10000-01-01T00:00:00Z");
        QTest::newRow("before year 1") << qint64(firstUs - 1) << QByteArray("0000-12-31T23:59:59.999999Z");
        QTest::newRow("leap day before year 1")
            << qint64(firstUs - 306 * 86'400'000'000 - 1) << QByteArray("0000-02-29T23:59:59.999999Z");
        QTest::newRow("before year 0")
            << qint64(firstUs - 366 * 86'400'000'000 - 1) << QByteArray("-001-12-31T23:59:59.999999Z");
    }

    void any_number_is_told()
    {
        QFETCH(qint64, us);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(formatTimestamp(us)), text);
    }

    void what_is_written_reads_back()
    {
        QVERIFY(rc::check("parse(format(us)) == us", [] {
            const auto us = *rc::gen::inRange<std::int64_t>(firstUs, lastUs);
            const auto coarse = *rc::gen::element<std::int64_t>(1, 1'000, 1'000'000, 86'400'000'000);
            const std::int64_t moment = us / coarse * coarse;
            const std::optional<Timestamp> read = parseTimestamp(formatTimestamp(moment));
            RC_ASSERT(read.has_value());
            RC_ASSERT(read->us == moment);
            RC_ASSERT(!read->zoneAssumed);
        }));
    }

    void any_text_is_read_or_refused()
    {
        QVERIFY(rc::check("never a crash, and never a moment outside the calendar", [] {
            const auto text = *rc::gen::container<std::string>(
                rc::gen::elementOf(std::string("0123456789-/:.,TtZz+ UCGM")));
            const std::optional<Timestamp> read = parseTimestamp(text);
            if (read) {
                RC_ASSERT(read->us > firstUs - 86'400'000'000);
                RC_ASSERT(read->us < lastUs + 2 * 86'400'000'000);
            }
        }));
    }
};

QTEST_GUILESS_MAIN(TimestampTest)
#include "tst_timestamp.moc"
