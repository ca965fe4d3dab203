#include "engine/expr/decimal.h"

#include <QtTest>

#include <rapidcheck.h>

#include <cmath>
#include <compare>

using namespace hindcast::expr;

/// Exact decimal numbers: reading, writing, and arithmetic held against wider integers.
class DecimalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reading_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("read");
        const auto row = [](const char* text, const char* read) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(read);
        };
        row("0", "0");
        row("-0.50", "-0.50");
        row("+12.340", "12.340");
        row("1e3", "1000");
        row("1.5e-2", "0.015");
        row("15E+1", "150");
        row("999999999999999999", "999999999999999999");
        row("0.000000000000000001", "0.000000000000000001");
        row("1000000000000000000", "");
        row("0.0000000000000000001", "");
        row("1e18", "");
        row("", "");
        row("-", "");
        row("1.", "");
        row("1.2.3", "");
        row("1e", "");
        row("0x1", "");
        row(" 1", "");
    }
    void reading()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, read);
        const auto number = parseDecimal(text.toStdString());
        QCOMPARE(number ? QByteArray::fromStdString(formatDecimal(*number)) : QByteArray(), read);
    }

    void rounding_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<QByteArray>("rounding");
        QTest::addColumn<QByteArray>("rounded");
        const auto row = [](const char* number, const char* rounding, const char* rounded) {
            QTest::addRow("%s %s", number, rounding)
                << QByteArray(number) << QByteArray(rounding) << QByteArray(rounded);
        };
        row("2.5", "half-even", "2");
        row("3.5", "half-even", "4");
        row("-2.5", "half-even", "-2");
        row("2.51", "half-even", "3");
        row("2.5", "half-up", "3");
        row("-2.5", "half-up", "-3");
        row("-0.5", "half-up", "-1");
        row("2.9", "down", "2");
        row("2.1", "up", "3");
        row("-2.1", "up", "-3");
        row("-2.1", "floor", "-3");
        row("2.9", "floor", "2");
        row("2.1", "ceiling", "3");
        row("-2.9", "ceiling", "-2");
    }
    void rounding()
    {
        QFETCH(QByteArray, number);
        QFETCH(QByteArray, rounding);
        QFETCH(QByteArray, rounded);
        const auto result =
            round(*parseDecimal(number.toStdString()), 0, *roundingOf(rounding.toStdString()));
        QCOMPARE(QByteArray::fromStdString(formatDecimal(*result)), rounded);
    }

    void arithmetic_is_exact()
    {
        const bool holds = rc::check([] {
            const Decimal a{*rc::gen::inRange<std::int64_t>(-999'999'999, 1'000'000'000),
                *rc::gen::inRange<std::uint32_t>(0, 9)};
            const Decimal b{*rc::gen::inRange<std::int64_t>(-999'999'999, 1'000'000'000),
                *rc::gen::inRange<std::uint32_t>(0, 9)};
            const auto sum = add(a, b);
            const auto product = multiply(a, b);
            RC_ASSERT(product.has_value());
            RC_ASSERT(product->unscaled == a.unscaled * b.unscaled && product->scale == a.scale + b.scale);
            if (sum) {
                const auto back = subtract(*sum, b);
                RC_ASSERT(back.has_value() && std::is_eq(compare(*back, a)));
            }
            RC_ASSERT(std::is_eq(compare(*parseDecimal(formatDecimal(a)), a)));
        });
        QVERIFY(holds);
    }

    void a_quotient_is_off_by_less_than_its_last_digit()
    {
        const bool holds = rc::check([] {
            const Decimal a{*rc::gen::inRange<std::int64_t>(-100'000'000, 100'000'000), 2};
            const Decimal b{*rc::gen::suchThat(rc::gen::inRange<std::int64_t>(-10'000, 10'000),
                                [](std::int64_t n) { return n != 0; }),
                1};
            for (const char* name : {"half-even", "half-up", "down", "up", "floor", "ceiling"}) {
                const auto quotient = divide(a, b, 4, *roundingOf(name));
                RC_ASSERT(quotient.has_value());
                const double exact = toDouble(a) / toDouble(b);
                RC_ASSERT(std::fabs(toDouble(*quotient) - exact) < 1.001e-4);
            }
        });
        QVERIFY(holds);
    }
};

QTEST_GUILESS_MAIN(DecimalTest)
#include "tst_decimal.moc"
