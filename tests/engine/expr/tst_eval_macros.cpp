#include "tests/engine/expr/table.h"

/// Every macro that binds names, over lists and maps, with errors on its way.
class EvalMacrosTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quantifiers_data()
    {
        addRows({{"[1, 2].all(x, x > 0)", "true"},
            {"[].all(x, x > 0)", "true"},
            {"[1, 0, 2].all(x, 4 / x > 3)", "false"},
            {"[1, 0].all(x, 4 / x > 3)", "error: division by zero"},
            {"[0, 1].exists(x, 4 / x > 3)", "true"},
            {"[0, 4].exists(x, 4 / x > 3)", "error: division by zero"},
            {"[1, 2, 2].exists_one(x, x == 2)", "false"},
            {"[1, 2].exists_one(x, x == 2)", "true"},
            {"[2, 0].exists_one(x, 4 / x == 2)", "error: division by zero"},
            {"x.all(k, k < 'c')", "true", R"({"x":{"b":1,"a":2}})"},
            {"x.exists(k, v, k == 'a' && v == 2)", "true", R"({"x":{"b":1,"a":2}})"},
            {"[5, 6].exists(i, v, i == 1 && v == 6)", "true"},
            {"[5, 6].existsOne(i, v, i + v == 5)", "true"},
            {"x.all(y, true)", "error: no such overload: macro over(int)", R"({"x":1})"},
            {"x.all(y, y)", "error: no such overload: predicate(int)", R"({"x":[1]})"}});
    }
    void quantifiers() { compareRow(); }

    void lists_data()
    {
        addRows({{"[1, 2].map(x, x * x)", "[1, 4]"},
            {"[1, 2, 3].map(x, x > 1, x * 10)", "[20, 30]"},
            {"[1, 2, 3].filter(x, x % 2 == 1)", "[1, 3]"},
            {"x.filter(k, x[k] > 1)", "['b', 'c']", R"({"x":{"c":3,"a":1,"b":2}})"},
            {"x.map(k, k)", "['a', 'b']", R"({"x":{"b":1,"a":2}})"},
            {"[1, 0].map(x, 1 / x)", "error: division by zero"},
            {"[[1, 2], [3]].map(l, l.map(x, x + size(l)))", "[[3, 4], [4]]"},
            {"[3, 4].transformList(i, v, i * v)", "[0, 4]"},
            {"[3, 4].transformList(i, v, v > 3, v)", "[4]"},
            {"['bb', 'a'].sortBy(x, size(x))", "['a', 'bb']"},
            {"x.sortBy(e, e.n).map(e, e.id)",
                "['b', 'a', 'c']",
                R"({"x":[{"id":"a","n":2},{"id":"b","n":1},{"id":"c","n":2}]})"},
            {"[1, 2].sortBy(x, [x])", "error: no such overload: sort(list, list)"}});
    }
    void lists() { compareRow(); }

    void maps_data()
    {
        addRows({{"{'a': 1}.transformMap(k, v, k + string(v))", "{'a': 'a1'}"},
            {"[5, 6].transformMap(i, v, v > 5, v)", "{1: 6}"},
            {"{'a': 1, 'b': 2}.transformMapEntry(k, v, {v: k})", "{1: 'a', 2: 'b'}"},
            {"{'a': 1, 'b': 1}.transformMapEntry(k, v, {v: k})", "error: repeated key: 1"}});
    }
    void maps() { compareRow(); }

    void names_data()
    {
        addRows({{"cel.bind(x, 2, x * x)", "4"},
            {"cel.bind(x, 1 / 0, true)", "true"},
            {"cel.bind(x, 1 / 0, x > 0 || true)", "true"},
            {"cel.bind(x, 1, [2, 3].map(y, cel.bind(z, x + y, z * z)))", "[9, 16]"},
            {"[1].map(x, [2].map(x, x))", "[[2]]"},
            {"x.map(x, x + 1)", "[2]", R"({"x":[1]})"}});
    }
    void names() { compareRow(); }
};

QTEST_GUILESS_MAIN(EvalMacrosTest)
#include "tst_eval_macros.moc"
