#include "tests/engine/expr/evaluated.h"

#include <QtTest>

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace {

std::string operand(int depth);

std::string pick(std::initializer_list<const char*> choices)
{
    return *rc::gen::elementOf(std::vector<std::string>(choices.begin(), choices.end()));
}

std::string leaf()
{
    return pick({"1",
        "0",
        "-3",
        "2u",
        "1.5",
        "0.0",
        "'a'",
        "''",
        "b'x'",
        "true",
        "false",
        "null",
        "x",
        "x.a",
        "x.b",
        "x.missing",
        "l",
        "l[0]",
        "l[5]",
        "[]",
        "{}",
        "int",
        "9223372036854775807",
        "duration('1s')",
        "timestamp('2024-01-01T00:00:00Z')",
        "decimal('1.5')",
        "optional.none()",
        "optional.of(1)"});
}

std::string macro(int depth)
{
    const std::string name = pick({"all", "exists", "exists_one", "map", "filter", "sortBy"});
    return "(" + operand(depth) + ")." + name + "(e, " + operand(depth) + ")";
}

std::string call(int depth)
{
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        return pick({"size", "string", "int", "double", "type", "dyn", "bool", "math.abs", "numbers.sum"})
            + "(" + operand(depth) + ")";
    case 1:
        return "(" + operand(depth) + ")."
            + pick({"size()", "sort()", "distinct()", "reverse()", "first()", "hasValue()"});
    case 2:
        return "(" + operand(depth) + ")." + pick({"contains", "split", "orValue", "join", "indexOf"}) + "("
            + operand(depth) + ")";
    case 3:
        return "'%s %d'.format([" + operand(depth) + ", " + operand(depth) + "])";
    case 4:
        return "cel.bind(e, " + operand(depth) + ", " + operand(depth) + ")";
    default:
        return "math.greatest(" + operand(depth) + ", " + operand(depth) + ")";
    }
}

/// Any expression, mostly of types that don't fit: what matters is that all ways agree on it.
std::string operand(int depth)
{
    if (depth <= 0) {
        return *rc::gen::inRange(0, 4) == 0 ? "e" : leaf();
    }
    switch (*rc::gen::inRange(0, 8)) {
    case 0:
        return leaf();
    case 1:
    case 2:
        return "(" + operand(depth - 1)
            + pick({" + ", " - ", " * ", " / ", " % ", " == ", " != ", " < ", " >= ", " in "})
            + operand(depth - 1) + ")";
    case 3:
        return "(" + operand(depth - 1) + pick({" && ", " || "}) + operand(depth - 1) + ")";
    case 4:
        return "(" + operand(depth - 1) + " ? " + operand(depth - 1) + " : " + operand(depth - 1) + ")";
    case 5:
        return macro(depth - 1);
    case 6:
        return call(depth - 1);
    default:
        return pick({"[", "[1, "}) + operand(depth - 1) + "]" + pick({"", "[0]", ".size()"});
    }
}

} // namespace

/// Expressions by chance: whatever they are, folding, tracing and evaluation again come to the same, in the
/// same steps.
class EvalRandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void all_ways_agree_on_whatever_it_is()
    {
        const bool holds = rc::check([] {
            const std::string source = operand(4);
            const std::string bindings = R"({"x":{"a":1,"b":2.5},"l":[1,2,"c"],"e":3})";
            const std::string result = evaluatedUnchecked(source, bindings);
            RC_LOG() << source << " -> " << result << '\n';
            RC_ASSERT(!result.starts_with("folded ") && !result.starts_with("refused")
                && result.find(" in different steps") == std::string::npos);
        });
        QVERIFY(holds);
    }

    void what_the_checker_lets_pass_comes_to_the_same_without_it()
    {
        const bool holds = rc::check([] {
            const std::string source = operand(3);
            const std::string bindings = R"({"x":{"a":1,"b":2.5},"l":[1,2,"c"],"e":3})";
            const std::string result = evaluated(source, bindings);
            RC_LOG() << source << " -> " << result << '\n';
            RC_ASSERT(!result.starts_with("checked ") && !result.starts_with("folded "));
        });
        QVERIFY(holds);
    }
};

QTEST_GUILESS_MAIN(EvalRandomTest)
#include "tst_eval_random.moc"
