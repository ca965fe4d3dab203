#include "engine/value/json.h"
#include "engine/value/number.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace hindcast;

class NumberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grammar_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("number");
        for (const char* text :
            {"0", "-0", "7", "-12", "0.5", "10.25", "1e5", "1E+5", "1e-5", "-0.0e0", "1e999999999999"}) {
            QTest::newRow(text) << QByteArray(text) << true;
        }
        for (const char* text : {"",
                 "-",
                 "+1",
                 "01",
                 "-01",
                 ".5",
                 "1.",
                 "1.e3",
                 "1e",
                 "1e+",
                 "0x1",
                 "1 ",
                 " 1",
                 "NaN",
                 "Infinity",
                 "1-2",
                 "1.2.3"}) {
            QTest::addRow("no: '%s'", text) << QByteArray(text) << false;
        }
    }

    void grammar()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, number);
        QCOMPARE(isJsonNumber(text.toStdString()), number);
        QCOMPARE(Value::number(text.toStdString()).isNumber(), number);
    }

    void tokens_are_kept_to_the_letter_data()
    {
        QTest::addColumn<bool>("isInt");
        QTest::newRow("9223372036854775807") << true;
        QTest::newRow("-9223372036854775808") << true;
        QTest::newRow("9223372036854775808") << false;
        QTest::newRow("18446744073709551616") << false;
        QTest::newRow("-0") << false;
        QTest::newRow("45.480") << false;
        QTest::newRow("1e400") << false;
        QTest::newRow("1E5") << false;
        QTest::newRow("3.14159265358979323846264338327950288") << false;
    }

    void tokens_are_kept_to_the_letter()
    {
        QFETCH(bool, isInt);
        const std::string token = QTest::currentDataTag();
        const Value value = Value::number(token);
        QCOMPARE(value.kind() == Value::Kind::Int, isInt);
        QCOMPARE(numberText(value), token);
        QCOMPARE(writeJson(value), token);
    }

    void equality_is_numeric_and_exact_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<bool>("equal");
        const auto row = [](const char* left, const char* right, bool equal) {
            QTest::addRow("%s | %s", left, right) << QByteArray(left) << QByteArray(right) << equal;
        };
        row("1", "1.0", true);
        row("1", "10e-1", true);
        row("1", "0.001e3", true);
        row("100", "1e2", true);
        row("1", "-1", false);
        row("0", "-0", true);
        row("0", "0e999999999999999999999", true);
        row("0.1", "0.10000000000000000001", false);
        row("9007199254740993", "9007199254740992.0", false);
        row("9007199254740993", "9007199254740993.0", true);
        row("1e999999999999999999999", "10e999999999999999999998", true);
        row("1e999999999999999999999", "1e999999999999999999998", false);
        row("1e1000000000000000000000", "10e999999999999999999999", true);
        row("100e-1000000000000000000000", "1e-999999999999999999998", true);
        row("0.01e1000000000000000000000", "1e999999999999999999998", true);
        row("1e99999999999999999999", "1e-99999999999999999999", false);
        row("1e007", "1E+7", true);
        row("1e-7", "0.0000001", true);
    }

    void equality_is_numeric_and_exact()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(bool, equal);
        const Value a = Value::number(left.toStdString());
        const Value b = Value::number(right.toStdString());
        QVERIFY(a.isNumber() && b.isNumber());
        QCOMPARE(numbersEqual(a, b), equal);
        QCOMPARE(numbersEqual(b, a), equal);
    }

    void a_double_stands_for_its_shortest_text()
    {
        QVERIFY(Value::real(0.1) == Value::number("0.1"));
        QVERIFY(Value::real(5) == Value::integer(5));
        QVERIFY(Value::real(1e23) == Value::number("1e23"));
        QVERIFY(!(Value::real(0.1) == Value::number("0.1000000000000000055511151231257827")));
        QVERIFY(Value::real(0.0) == Value::real(-0.0));
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(Value::real(nan) == Value::real(-nan));
        QVERIFY(!(Value::real(nan) == Value::integer(0)));
        QVERIFY(!(Value::real(std::numeric_limits<double>::infinity()) == Value::number("1e999")));
        QCOMPARE(writeJson(Value::real(nan)), std::string("null"));
        QCOMPARE(writeJson(Value::real(0.1)), std::string("0.1"));
    }

    void to_double_is_nearest_data()
    {
        QTest::addColumn<double>("expected");
        QTest::newRow("45.480") << 45.48;
        QTest::newRow("-7") << -7.0;
        QTest::newRow("1e400") << std::numeric_limits<double>::infinity();
        QTest::newRow("-1e400") << -std::numeric_limits<double>::infinity();
        QTest::newRow("1e-400") << 0.0;
        QTest::newRow("18446744073709551616") << 18446744073709551616.0;
        QTest::newRow("0.00000e99999999999999999999") << 0.0;
    }

    void to_double_is_nearest()
    {
        QFETCH(double, expected);
        QVERIFY(Value::number(QTest::currentDataTag()).toDouble() == expected);
    }
};

QTEST_GUILESS_MAIN(NumberTest)
#include "tst_number.moc"
