#include "engine/expr/ast_text.h"
#include "engine/expr/checker.h"
#include "engine/expr/parser.h"

#include <QtTest>

using namespace hindcast::expr;

namespace {

/// What the names of an expression mean, line by line, with types or without.
QByteArray meaning(const QByteArray& text, const Environment& environment, bool isChecked)
{
    auto ast = parse(Source(text.toStdString()));
    if (!ast) {
        return "no expression";
    }
    auto shared = std::make_shared<const Ast>(*std::move(ast));
    if (!isChecked) {
        return QByteArray::fromStdString(outline(resolve(shared, environment)));
    }
    const auto result = check(shared, environment);
    return result ? QByteArray::fromStdString(outline(*result)) : "faulty";
}

Environment environment()
{
    return Environment::Builder()
        .container("com.example")
        .variable("y", Type::Kind::String)
        .variable("com.example.y", Type::Kind::Int)
        .variable("com.z", Type::Kind::Bool)
        .variable("a.b", Type::map(Type::Kind::String, Type::Kind::Int))
        .variable("a.b.c", Type::Kind::Double)
        .variable("math", Type::Kind::String)
        .record({"com.example.Point", {{"x", Type::Kind::Int}}})
        .overload("com.example.twice", "twice", "(int) -> int")
        .build();
}

} // namespace

class NamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A name means the same whether types are known or not.
    void meanings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("checked");
        QTest::addColumn<QByteArray>("unchecked");
        const auto row = [](const char* text, const char* checked, const char* unchecked) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(checked) << QByteArray(unchecked);
        };
        row("y", "y : int = variable 1, com.example.y", "y : dyn = variable 1, com.example.y");
        row(".y", ".y : string = variable 0, y", ".y : dyn = variable 0, y");
        row("example.y", ".y : int = variable 1, com.example.y", ".y : dyn = variable 1, com.example.y");
        row("other.y", "faulty", ".y : dyn\n  other : dyn = unknown");
        row("z", "z : bool = variable 2, com.z", "z : dyn = variable 2, com.z");
        row("a.b.c", ".c : double = variable 4, a.b.c", ".c : dyn = variable 4, a.b.c");
        row("(a.b).c", ".c : double = variable 4, a.b.c", ".c : dyn = variable 4, a.b.c");
        row("a.b.d",
            ".d : int\n  .b : map(string, int) = variable 3, a.b",
            ".d : dyn\n  .b : dyn = variable 3, a.b");
        row("has(a.b.c)",
            "has .c : bool\n  .b : map(string, int) = variable 3, a.b",
            "has .c : dyn\n  .b : dyn = variable 3, a.b");
        row("nothing", "faulty", "nothing : dyn = unknown");
        row("nothing(y)", "faulty", "nothing : dyn = unknown\n  y : dyn = variable 1, com.example.y");
        // what a macro binds hides everything of that name
        row("[1].map(y, y)",
            "map : list(int)\n  [] : list(int)\n    1 : int\n  y : int = local 0\n  y : int = local 0",
            "map : dyn\n  [] : dyn\n    1 : dyn\n  y : dyn = local 0\n  y : dyn = local 0");
        row("cel.bind(a, {'b': 1}, a.b)",
            "bind : int\n  {} : map(string, int)\n    :\n      'b' : string\n      1 : int\n  a : "
            "map(string, int) = local "
            "0\n  .b : int\n    a : map(string, int) = local 0",
            "bind : dyn\n  {} : dyn\n    :\n      'b' : dyn\n      1 : dyn\n  a : dyn = local 0\n  .b : "
            "dyn\n    a : dyn "
            "= local 0");
        row("cel.bind(y, 1, .y)",
            "bind : string\n  1 : int\n  y : int = local 0\n  .y : string = variable 0, y",
            "bind : dyn\n  1 : dyn\n  y : dyn = local 0\n  .y : dyn = variable 0, y");
        // types and functions are found in the container too
        row("Point", "Point : type(com.example.Point) = type", "Point : type(com.example.Point) = type");
        row("com.example.Point",
            ".Point : type(com.example.Point) = type",
            ".Point : type(com.example.Point) = type");
        row("Point{x: 1}",
            "Point{} : com.example.Point = record\n  x: = com.example.Point.x\n    1 : int",
            "Point{} : dyn = record\n  x: = com.example.Point.x\n    1 : dyn");
        row("int", "int : type(int) = type", "int : type(int) = type");
        row("google.protobuf.Timestamp",
            ".Timestamp : type(timestamp) = type",
            ".Timestamp : type(timestamp) = type");
        row("twice(1)", "twice : int = twice\n  1 : int", "twice : dyn = twice\n  1 : dyn");
        row("example.twice(1)", ".twice : int = twice\n  1 : int", ".twice : dyn = twice\n  1 : dyn");
        // a function's namespace wins over a variable of its name, a bound name over both
        row("math.abs(1u)",
            ".abs : uint = math_abs_uint\n  1u : uint",
            ".abs : dyn = math_abs_int | math_abs_uint | math_abs_double | math_abs_decimal\n  1u : dyn");
        row("math.size()",
            ".size : int = string_size\n  math : string = variable 5, math",
            ".size : dyn = string_size | bytes_size | list_size | map_size\n  math : dyn = variable 5, math");
    }

    void meanings()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, checked);
        QFETCH(QByteArray, unchecked);
        QCOMPARE(meaning(text, environment(), true), checked);
        QCOMPARE(meaning(text, environment(), false), unchecked);
    }

    void each_bound_name_has_a_place_while_it_lives()
    {
        auto ast = parse(Source("[1].all(a, [2].all(b, a < b)) && [3].all(i, c, i < c)"));
        QVERIFY(ast);
        const auto shared = std::make_shared<const Ast>(*std::move(ast));
        QCOMPARE(resolve(shared, environment()).frameSize(), 2U);
        QCOMPARE(check(shared, environment())->frameSize(), 2U);
    }
};

QTEST_GUILESS_MAIN(NamesTest)
#include "tst_names.moc"
