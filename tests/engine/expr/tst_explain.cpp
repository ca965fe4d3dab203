#include "engine/expr/explain.h"
#include "engine/expr/parser.h"
#include "engine/value/json.h"

#include <QtTest>

#include <array>
#include <memory>

using namespace hindcast;
using namespace hindcast::expr;

namespace {

Environment environment()
{
    Environment::Builder builder;
    builder.variable("state", Type::dyn()).variable("cmd", Type::dyn()).variable("after", Type::dyn());
    return builder.build();
}

Program compiled(const std::string& source)
{
    auto ast = parse(Source(source));
    return Program(*check(std::make_shared<const Ast>(*std::move(ast)), environment()));
}

} // namespace

/// Why an expression came to what it came to.
class ExplainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reasons_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* source, const char* state, const char* expected) {
            QTest::newRow(source) << QByteArray(source) << QByteArray(state) << QByteArray(expected);
        };
        row("state.status == 'open'",
            R"({"status":"frozen"})",
            "state.status == 'open' is false: 'frozen' == 'open'\n");
        row("state.a > 1 && state.b > 1 && state.c > 1",
            R"({"a":0,"b":5,"c":1})",
            "state.a > 1 && state.b > 1 && state.c > 1 is false\n"
            "  state.a > 1 is false: 0 > 1\n"
            "  state.c > 1 is false: 1 > 1\n");
        row("state.a > 1 && state.b > 1",
            R"({"a":2,"b":3})",
            "state.a > 1 && state.b > 1 is true\n"
            "  state.a > 1 is true: 2 > 1\n"
            "  state.b > 1 is true: 3 > 1\n");
        row("state.a > 1 || state.b > 1",
            R"({"a":0,"b":3})",
            "state.a > 1 || state.b > 1 is true\n"
            "  state.b > 1 is true: 3 > 1\n");
        row("!(state.a > 1)",
            R"({"a":3})",
            "!(state.a > 1) is false\n"
            "  state.a > 1 is true: 3 > 1\n");
        row("state.lines.all(l, l.qty > 0)",
            R"({"lines":[{"qty":2},{"qty":0},{"qty":1}]})",
            "state.lines.all(l, l.qty > 0) is false\n"
            "  item 1: l.qty > 0 is false: 0 > 0\n");
        row("state.byName.exists(k, v, v == 2)",
            R"({"byName":{"a":1,"b":2}})",
            "state.byName.exists(k, v, v == 2) is true\n"
            "  key 'b': v == 2 is true: 2 == 2\n");
        row("state.vip ? state.a > 1 : state.a > 10",
            R"({"vip":false,"a":5})",
            "state.vip ? state.a > 1 : state.a > 10 is false\n"
            "  state.vip is false\n"
            "  state.a > 10 is false: 5 > 10\n");
        row("state.name.startsWith('Ada')",
            R"({"name":"Bob"})",
            "state.name.startsWith('Ada') is false: 'Bob'.startsWith('Ada')\n");
        row("state.a > 1 && state.b.c > 1",
            R"({"a":2,"b":{}})",
            "state.a > 1 && state.b.c > 1 is error: no such key: c\n"
            "  state.b.c is error: no such key: c\n");
        row("state.lines.all(l, l.tags.exists(t, t == 'x'))",
            R"({"lines":[{"tags":["x"]},{"tags":["y"]}]})",
            "state.lines.all(l, l.tags.exists(t, t == 'x')) is false\n"
            "  item 1: l.tags.exists(t, t == 'x') is false\n");
        row("true ? state.a > 1 : false",
            R"({"a":0})",
            "true ? state.a > 1 : false is false\n"
            "  true is true\n"
            "  state.a > 1 is false: 0 > 1\n");
        row("state.a + 1", R"({"a":2})", "state.a + 1 is 3: 2 + 1\n");
    }
    void reasons()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, expected);
        const Value value = readJson(state.toStdString()).value();
        const std::array<Input, 1> inputs{Input(value)};
        Workspace workspace;
        const Program program = compiled(source.toStdString());
        const Explanation explanation(program, inputs, workspace);
        QCOMPARE(QByteArray::fromStdString(toText(explanation.reason())), expected);
    }

    void a_defined_name_is_followed_to_where_its_value_came_from()
    {
        const Value state = *readJson(R"({"balance":80,"limit":100})");
        const Value cmd = *readJson(R"({"amount":200})");
        const Value after = Value::integer(-120);
        const std::array<Input, 3> inputs{Input(state), Input(cmd), Input(after)};
        const std::array<Definition, 1> definitions{
            Definition{"after", compiled("state.balance - cmd.amount")}};
        Workspace workspace;
        const Program program = compiled("after >= -state.limit");
        const Reason reason = Explanation(program, inputs, workspace).reason(definitions);
        QCOMPARE(toText(reason, "enough money"),
            std::string("enough money: after >= -state.limit is false: -120 >= -100 "
                        "(after = state.balance - cmd.amount = 80 - 200)\n"));
        QCOMPARE(reason.operands.size(), std::size_t{2});
        QCOMPARE(reason.operands[0].path, std::string("after"));
        QCOMPARE(reason.operands[1].path, std::string("state.limit"));
        QCOMPARE(reason.operands[1].value, std::string("100"));
        QVERIFY(reason.operands[1].isInput && reason.operands[1].slot == 0);
    }

    void absorbed_errors_are_listed()
    {
        const Value state = *readJson(R"({"a":1})");
        const std::array<Input, 1> inputs{Input(state)};
        Workspace workspace;
        const Program program = compiled("state.b > 1 || state.a == 1");
        const Explanation explanation(program, inputs, workspace);
        QVERIFY(explanation.result().isTrue());
        const auto absorbed = explanation.absorbed();
        QCOMPARE(absorbed.size(), std::size_t{1});
        QCOMPARE(toText(absorbed[0]), std::string("absorbed: state.b is an error: no such key: b\n"));
    }

    void operands_name_computed_steps_by_their_values()
    {
        const Value state = *readJson(R"({"i":1,"lines":[5,7]})");
        const std::array<Input, 1> inputs{Input(state)};
        Workspace workspace;
        const Program program = compiled("state.lines[state.i] > 10");
        const Reason reason = Explanation(program, inputs, workspace).reason();
        QCOMPARE(reason.substituted, std::string("7 > 10"));
        QCOMPARE(reason.operands.size(), std::size_t{2});
        QCOMPARE(reason.operands[0].path, std::string("state.lines[1]"));
        QCOMPARE(reason.operands[1].path, std::string("state.i"));
    }
};

QTEST_GUILESS_MAIN(ExplainTest)
#include "tst_explain.moc"
