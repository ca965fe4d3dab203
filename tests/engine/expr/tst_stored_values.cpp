#include "engine/expr/datum_text.h"
#include "engine/expr/fault.h"
#include "engine/expr/parser.h"
#include "engine/expr/program.h"
#include "engine/expr/stored_form.h"
#include "engine/value/json.h"

#include <QtTest>

#include <array>
#include <memory>

using namespace hindcast;
using namespace hindcast::expr;

namespace {

Environment environmentOf(const Type& type)
{
    Environment::Builder builder;
    builder.enumeration({"Status", {"open", "closed"}});
    builder.record({"Line", {{"sku", Type::Kind::String, false}, {"price", Type::Kind::Decimal, false}}});
    builder.record({"Order",
        {{"status", Type::enumeration("Status"), false},
            {"total", Type::Kind::Double, false},
            {"lines", Type::list(Type::record("Line")), false},
            {"parent", Type::record("Order"), true}}});
    builder.variable("x", type);
    return builder.build();
}

Program compiled(const std::string& source, const Environment& environment)
{
    auto ast = parse(Source(source));
    auto checked = check(std::make_shared<const Ast>(*std::move(ast)), environment);
    if (!checked) {
        qFatal("%s", render(Source(source), checked.diagnostics()).c_str());
    }
    return Program(*std::move(checked));
}

Type typeNamed(const QByteArray& name)
{
    if (name == "int") {
        return Type::Kind::Int;
    }
    if (name == "uint") {
        return Type::Kind::Uint;
    }
    if (name == "double") {
        return Type::Kind::Double;
    }
    if (name == "decimal") {
        return Type::Kind::Decimal;
    }
    if (name == "bytes") {
        return Type::Kind::Bytes;
    }
    if (name == "timestamp") {
        return Type::Kind::Timestamp;
    }
    if (name == "duration") {
        return Type::Kind::Duration;
    }
    if (name == "list(double)") {
        return Type::list(Type::Kind::Double);
    }
    if (name == "map(string, uint)") {
        return Type::map(Type::Kind::String, Type::Kind::Uint);
    }
    if (name == "wrapper(int)") {
        return Type::nullable(Type::Kind::Int);
    }
    if (name == "Order") {
        return Type::record("Order");
    }
    return Type::dyn();
}

} // namespace

/// Values from state and events as the language reads them, and back.
class StoredValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_declared_type_decides_how_a_value_reads_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* type, const char* json, const char* source, const char* expected) {
            QTest::addRow("%s %s %s", type, json, source)
                << QByteArray(type) << QByteArray(json) << QByteArray(source) << QByteArray(expected);
        };
        row("dyn", "5", "x", "5");
        row("dyn", "5.0", "x", "5.0");
        row("dyn", "1e2", "x", "100.0");
        row("dyn", "-0", "x", "0");
        row("dyn", "18446744073709551615", "x", "error: overflow: 18446744073709551615 is beyond 64 bits");
        row("dyn", R"({"a":[1,1.5,null]})", "x.a", "[1, 1.5, null]");
        row("int", "5.0", "x", "5");
        row("int", "5.5", "x", "error: cannot be converted: a number '5.5' is stored where int is declared");
        row("int", "\"5\"", "x", "error: cannot be converted: a text '5' is stored where int is declared");
        row("int", "null", "x", "error: cannot be converted: null is stored where int is declared");
        row("uint", "18446744073709551615", "x", "18446744073709551615u");
        row("uint", "-1", "x", "error: cannot be converted: a number is stored where uint is declared");
        row("double", "5", "x", "5.0");
        row("decimal", "\"12.30\"", "x + decimal('1')", "decimal('13.30')");
        row("decimal", "12.30", "x", "decimal('12.30')");
        row("decimal", "12", "x", "decimal('12')");
        row("bytes", "\"YWI=\"", "x", "b'ab'");
        row("timestamp", "\"2024-01-01T00:00:00Z\"", "x.getFullYear()", "2024");
        row("timestamp", "\"2024-01-01 10:00:00\"", "x", "timestamp('2024-01-01T10:00:00Z')");
        row("timestamp",
            "\"soon\"",
            "x",
            "error: cannot be converted: a text 'soon' is stored where timestamp is declared");
        row("duration", "\"90s\"", "x", "duration('90s')");
        row("list(double)", "[1,2.5]", "x", "[1.0, 2.5]");
        row("map(string, uint)", R"({"a":1})", "x.a", "1u");
        row("wrapper(int)", "null", "x == null", "true");
        row("wrapper(int)", "7", "x", "7");
        row("Order", R"({"status":"open","total":3,"lines":[]})", "x.total", "3.0");
        row("Order", R"({"lines":[{"sku":"a","price":"1.10"}]})", "x.lines[0].price", "decimal('1.10')");
        row("Order", R"({"parent":{"total":4}})", "x.?parent.total", "optional.of(4.0)");
        row("Order", R"({"status":"open"})", "has(x.parent)", "false");
        row("Order", R"({"status":"open"})", "x.total", "error: no such field: total");
        row("Order", R"({"status":"open","total":1})", "x", "Order{status: 'open', total: 1.0}");
        row("Order",
            R"({"status":"open","lines":[{"sku":"a","price":"2"}]})",
            "x.lines == [Line{sku: 'a', price: decimal('2.0')}]",
            "true");
        row("Order", R"([])", "x", "error: cannot be converted: a list is stored where Order is declared");
        row("Order", R"({})", "type(x) == Order", "true");
    }
    void the_declared_type_decides_how_a_value_reads()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, expected);
        const Program program = compiled(source.toStdString(), environmentOf(typeNamed(type)));
        const Value value = readJson(json.toStdString()).value();
        const std::array<Input, 1> inputs{Input(value)};
        Workspace workspace;
        for (const bool traced : {false, true}) {
            const Datum result =
                traced ? program.trace(inputs, workspace) : program.evaluate(inputs, workspace);
            const std::string text = result.isError() ? "error: " + describe(result.asFault())
                                                      : literalText(workspace.run(), result);
            QCOMPARE(QByteArray::fromStdString(text), expected);
        }
    }

    void results_are_stored_as_json_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char* source, const char* json) {
            QTest::newRow(source) << QByteArray(source) << QByteArray(json);
        };
        row("[1, 2u, true, null, 'a']", R"([1,2,true,null,"a"])");
        row("18446744073709551615u", "18446744073709551615");
        row("[1.0, 0.1, 1e300]", "[1.0,0.1,1e+300]");
        row("decimal('1.50')", R"("1.50")");
        row("b'ab'", R"("YWI=")");
        row("[timestamp('2024-01-01T00:00:00Z'), duration('90s'), int]",
            R"(["2024-01-01T00:00:00Z","90s","int"])");
        row("{2: 'b', true: 'a', 'k': {}}", R"({"true":"a","2":"b","k":{}})");
        row("[optional.of(1), optional.none()]", "[1,null]");
        row("Line{sku: 'a', price: decimal('1.0')}", R"({"sku":"a","price":"1.0"})");
        row("0.0 / 0.0", "error: cannot be converted: NaN and infinities can't be stored");
        row("[1.0 / 0.0]", "error: cannot be converted: NaN and infinities can't be stored");
        row("{1: 'a', '1': 'b'}", "error: repeated key: two keys have the same text");
    }
    void results_are_stored_as_json()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, json);
        const Program program = compiled(source.toStdString(), environmentOf(Type::dyn()));
        Workspace workspace;
        Value stored;
        const Datum result = program.evaluate({}, workspace);
        const Datum fault = storeValue(workspace.run(), result, stored);
        QCOMPARE(QByteArray::fromStdString(
                     fault.isError() ? "error: " + describe(fault.asFault()) : writeJson(stored)),
            json);
    }

    void what_was_borrowed_whole_is_shared()
    {
        const Program program = compiled("x.a", environmentOf(Type::dyn()));
        const Value value = *readJson(R"({"a":[1,2,3]})");
        const std::array<Input, 1> inputs{Input(value)};
        Workspace workspace;
        Value stored;
        const Datum result = program.evaluate(inputs, workspace);
        QVERIFY(storeValue(workspace.run(), result, stored).isNull());
        QVERIFY(stored.sharesWith(*value.find("a")));
    }

    void what_would_lie_too_deep_is_not_stored()
    {
        Value deep = Value::integer(1);
        for (int i = 0; i < maxJsonDepth; ++i) {
            deep = Value::list({deep});
        }
        const Program program = compiled("[x]", environmentOf(Type::dyn()));
        const std::array<Input, 1> inputs{Input(deep)};
        Workspace workspace;
        Value stored;
        const Datum result = program.evaluate(inputs, workspace);
        const Datum fault = storeValue(workspace.run(), result, stored);
        QVERIFY(fault.isError());
        QCOMPARE(fault.asFault().code, FaultCode::TooLarge);
    }
};

QTEST_GUILESS_MAIN(StoredValuesTest)
#include "tst_stored_values.moc"
