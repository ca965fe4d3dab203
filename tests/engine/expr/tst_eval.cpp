#include "tests/engine/expr/table.h"

/// Operators and access: what each comes to, on all paths through the evaluator.
class EvalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void arithmetic_data()
    {
        addRows({{"1 + 2 * 3", "7"},
            {"7 / 2", "3"},
            {"-7 / 2", "-3"},
            {"-7 % 3", "-1"},
            {"7u / 2u", "3u"},
            {"7.0 / 2.0", "3.5"},
            {"1.0 / 0.0", "double('Infinity')"},
            {"9223372036854775807 + 1", "error: overflow"},
            {"-9223372036854775808 - 1", "error: overflow"},
            {"5000000000 * 5000000000", "error: overflow"},
            {"0u - 1u", "error: overflow"},
            {"-9223372036854775808 / -1", "error: overflow"},
            {"-9223372036854775808 % -1", "error: overflow"},
            {"1 / 0", "error: division by zero"},
            {"1u % 0u", "error: division by zero"},
            {"'a' + 'b'", "'ab'"},
            {"b'a' + b'\\xff'", "b'a\\xff'"},
            {"[1] + [2, 3]", "[1, 2, 3]"},
            {"-(-3)", "3"},
            {"-x", "-5", R"({"x":5})"},
            {"x + 1", "6", R"({"x":5})"},
            {"x + 1", "6.5", R"({"x":5.5})"},
            {"2 * x - 1", "10.0", R"({"x":5.5})"},
            {"2 * 1.5 + 1", "4.0"},
            {"1 / 2.0", "0.5"},
            {"x + y", "error: no such overload: _+_(int, double)", R"({"x":1,"y":1.5})"},
            {"x + 'a'", "error: no such overload: _+_(int, string)", R"({"x":1})"},
            {"duration('1h') + duration('30m')", "duration('5400s')"},
            {"timestamp('2024-02-29T12:00:00Z') + duration('24h')", "timestamp('2024-03-01T12:00:00Z')"},
            {"timestamp('2024-03-01T00:00:00Z') - timestamp('2024-02-29T00:00:00Z')", "duration('86400s')"},
            {"timestamp('9999-12-31T23:59:59Z') + duration('1s')",
                "error: overflow: a timestamp lies in the years 0001 to 9999"}});
    }
    void arithmetic() { compareRow(); }

    void comparison_data()
    {
        addRows({{"1 == 1", "true"},
            {"x == 1.0", "true", R"({"x":1})"},
            {"x == 1u", "true", R"({"x":1})"},
            {"x == y", "false", R"({"x":1,"y":"1"})"},
            {"x == null", "true", R"({"x":null})"},
            {"x != null", "true", R"({"x":0})"},
            {"x < 2", "true", R"({"x":1.5})"},
            {"x < 'a'", "error: no such overload: _<_(int, string)", R"({"x":1})"},
            {"double('NaN') == double('NaN')", "false"},
            {"double('NaN') < 1.0 || double('NaN') >= 1.0", "false"},
            {"'a' < 'b' && 'Z' < 'a'", "true"},
            {"b'a' < b'aa'", "true"},
            {"false < true", "true"},
            {"timestamp('2024-01-01T00:00:00Z') < timestamp('2024-01-01T01:00:00+00:30')", "true"},
            {"duration('60s') == duration('1m')", "true"},
            {"[1, 2.0, 3u] == [1.0, 2u, 3]", "true", "{}"},
            {"{'a': 1, 'b': [1]} == {'b': [1.0], 'a': 1u}", "true"},
            {"x == {'a': 1, 'b': [true, null]}", "true", R"({"x":{"b":[true,null],"a":1}})"},
            {"x == y", "true", R"({"x":{"a":1.0,"b":[]},"y":{"b":[],"a":1}})"},
            {"type(1) == int && type(x) == map", "true", R"({"x":{}})"},
            {"2 in [1, 2.0]", "true"},
            {"'a' in x", "true", R"({"x":{"a":null}})"},
            {"'b' in x", "false", R"({"x":["a"]})"},
            {"1 in x", "error: no such overload: @in(int, int)", R"({"x":1})"}});
    }
    void comparison() { compareRow(); }

    void logic_data()
    {
        addRows({{"true && false", "false"},
            {"1 / 0 > 0 && false", "false"},
            {"false && 1 / 0 > 0", "false"},
            {"1 / 0 > 0 || true", "true"},
            {"1 / 0 > 0 && true", "error: division by zero"},
            {"1 / 0 > 0 || false", "error: division by zero"},
            {"x && true", "error: no such overload: _&&_(int)", R"({"x":1})"},
            {"x || true", "true", R"({"x":1})"},
            {"!x", "false", R"({"x":true})"},
            {"!x", "error: no such overload: !_(string)", R"({"x":"a"})"},
            {"x ? 1 : 1 / 0", "1", R"({"x":true})"},
            {"x ? 1 : 2", "error: no such overload: _?_:_(null_type)", R"({"x":null})"},
            {"1 / 0 > 0 ? 1 : 2", "error: division by zero"}});
    }
    void logic() { compareRow(); }

    void access_data()
    {
        addRows({{"x.a.b", "1", R"({"x":{"a":{"b":1}}})"},
            {"x.a.b", "error: no such key: b", R"({"x":{"a":{}}})"},
            {"x.a.b", "error: no such overload: int has no field 'b'", R"({"x":{"a":1}})"},
            {"x['a']", "1", R"({"x":{"a":1}})"},
            {"x[1]", "'b'", R"({"x":["a","b"]})"},
            {"x[2]", "error: index out of range: 2", R"({"x":["a","b"]})"},
            {"x[-1]", "error: index out of range: -1", R"({"x":["a","b"]})"},
            {"x[1.0]", "'b'", R"({"x":["a","b"]})"},
            {"x[y]", "'b'", R"({"x":["a","b"],"y":1})"},
            {"{1: 'a', 2u: 'b', true: 'c', 'k': 'd'}[2]", "'b'"},
            {"{1: 'a', 'b': 2, false: 3, 'a': 4}", "{false: 3, 1: 'a', 'a': 4, 'b': 2}"},
            {"{1: 'a', 1u: 'b'}", "error: repeated key: 1"},
            {"{x: 1}", "error: unsupported key type: double", R"({"x":1.5})"},
            {"has(x.a)", "true", R"({"x":{"a":null}})"},
            {"has(x.a.b)", "false", R"({"x":{"a":{}}})"},
            {"has(x.a.b)", "error: no such key: a", R"({"x":{}})"},
            {"x.`a-b`", "1", R"({"x":{"a-b":1}})"},
            {"x", "{'a': 1, 'b': 2}", R"({"x":{"b":2,"a":1}})"}});
    }
    void access() { compareRow(); }

    void optionals_data()
    {
        addRows({{"x.?a.orValue(0)", "1", R"({"x":{"a":1}})"},
            {"x.?b.orValue(0)", "0", R"({"x":{"a":1}})"},
            {"x.?b.c.orValue(0)", "0", R"({"x":{}})"},
            {"x.?a.b", "optional.of(2)", R"({"x":{"a":{"b":2}}})"},
            {"x[?1].value()", "error: optional has no value", R"({"x":[0]})"},
            {"x[?0]", "optional.of(0)", R"({"x":[0]})"},
            {"optional.none().or(optional.of(1 / 1)).value()", "1"},
            {"optional.of(1).or(optional.of(1 / 0)).value()", "1"},
            {"optional.of(1).orValue(1 / 0)", "1"},
            {"optional.ofNonZeroValue('').hasValue()", "false"},
            {"[?x.?a, ?x.?b]", "[1]", R"({"x":{"a":1}})"},
            {"{?'a': x.?a, ?'b': x.?b}", "{'a': 1}", R"({"x":{"a":1}})"},
            {"[?x]", "error: no such overload: ?_(int)", R"({"x":1})"},
            {"has(x.?a.b)", "false", R"({"x":{}})"},
            {"x.?a.optMap(v, v + 1)", "optional.of(2)", R"({"x":{"a":1}})"},
            {"x.?a.optFlatMap(v, v.?b)", "optional.none()", R"({"x":{"a":{}}})"},
            {"[optional.of(1), optional.none()].unwrapOpt()", "[1]"}});
    }
    void optionals() { compareRow(); }

    void what_nobody_bound_is_an_error_where_it_is_read()
    {
        QCOMPARE(evaluatedUnchecked("y"), std::string("error: variable has no value: y"));
        QCOMPARE(evaluatedUnchecked("y || true"), std::string("true"));
        QCOMPARE(evaluatedUnchecked("nothing(1)"), std::string("error: no such overload: nothing"));
    }
};

QTEST_GUILESS_MAIN(EvalTest)
#include "tst_eval.moc"
