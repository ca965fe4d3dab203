#include "engine/expr/facts.h"
#include "engine/expr/parser.h"
#include "tests/engine/expr/account_environment.h"

#include <QtTest>

using namespace hindcast::expr;

namespace {

Facts factsIn(const QByteArray& text)
{
    auto ast = parse(Source(text.toStdString()));
    return factsOf(resolve(std::make_shared<const Ast>(*std::move(ast)), accountEnvironment()));
}

QByteArray joined(const std::vector<std::string>& texts)
{
    std::string out;
    for (const std::string& each : texts) {
        out += (out.empty() ? "" : " ") + each;
    }
    return QByteArray::fromStdString(out);
}

} // namespace

class FactsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What an expression reads; "#" marks a path of which only the shape matters.
    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("paths");
        const auto row = [](const char* text, const char* paths) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(paths);
        };
        row("1 + 2", "");
        row("state", "state");
        row("state.status == 'open' && cmd.amount <= state.balance", "state.balance state.status cmd.amount");
        row("state.balance + state.balance", "state.balance");
        row("has(state.owner)", "state.owner#");
        row("has(state.owner) ? state.owner : actor", "state.owner state.owner# actor");
        row("state.?owner.orValue(actor)", "state.owner actor");
        row("state.lines[0].price", "state.lines[0].price");
        row("state.labels['a b'].x", "state.labels['a b'].x");
        row("state.labels[cmd.reason]", "state.labels[*] cmd.reason");
        row("state.lines[?state.balance].?sku", "state.balance state.lines[*].sku");
        row("size(state.lines)", "state.lines");
        row("state.lines.all(l, l.price > state.fee)", "state.fee state.lines# state.lines[*].price");
        row("state.lines.filter(l, l.count > 1)", "state.lines state.lines[*].count");
        row("state.lines.map(l, l.count > 1, l)", "state.lines# state.lines[*] state.lines[*].count");
        row("state.lines.all(i, l, l.count > i)", "state.lines# state.lines[*].count");
        row("[state.balance].all(x, x > 0)", "state.balance");
        row("cel.bind(l, state.lines[0], l.price * l.count)", "state.lines[0].count state.lines[0].price");
        row("state.?owner.optMap(o, o.x)", "state.owner# state.owner.x");
        row("state.lines.map(l, l.tags.map(t, t.name))",
            "state.lines# state.lines[*].tags# state.lines[*].tags[*].name");
        row("type(1) == int", "");
        row("event[event.key]", "event[*] event.key");
    }

    void reads()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, paths);
        const Environment environment = accountEnvironment();
        std::vector<std::string> found;
        for (const AccessPath& each : factsIn(text).reads) {
            found.push_back(each.text(environment) + (each.isShapeOnly ? "#" : ""));
        }
        QCOMPARE(joined(found), paths);
    }

    void functions_are_those_called_by_name()
    {
        std::vector<std::string> found;
        for (const FunctionId each :
            factsIn("math.abs(size('a') + 'b'.size()) > 1 && [1].all(x, x > int('1'))").functions) {
            found.push_back(accountEnvironment().functions()[each].name);
        }
        QCOMPARE(joined(found), QByteArray("size int math.abs"));
    }

    void constants_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("constant");
        QTest::newRow("1 + 2") << QByteArray("1 + 2") << true;
        QTest::newRow("1 / 0") << QByteArray("1 / 0") << true;
        QTest::newRow("macro") << QByteArray("[1, 2].all(x, x > 0)") << true;
        QTest::newRow("variable") << QByteArray("[1, 2].all(x, x > state.balance)") << false;
        QTest::newRow("unknown name") << QByteArray("nothing") << false;
    }

    void constants()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, constant);
        QCOMPARE(factsIn(text).isConstant, constant);
    }

    void costs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<quint64>("steps");
        QTest::addColumn<quint32>("loops");
        const auto row = [](const char* text, quint64 steps, quint32 loops) {
            QTest::newRow(text) << QByteArray(text) << steps << loops;
        };
        row("1", 1, 0);
        row("state.balance > 1", 4, 0);
        row("[1, 2].all(x, x > 0)", 1 + 3 + 2 * 3, 0);
        row("state.lines.all(x, x > 0)", 1 + 2 + 3, 1);
        row("state.lines.all(x, x.all(y, y > 0))", 1 + 2 + 1 + 1 + 3, 2);
        row("state.lines.all(x, x) && state.lines.all(x, x)", 9, 1);
        row("cel.bind(x, 1, x + x)", 1 + 1 + 3, 0);
    }

    void costs()
    {
        QFETCH(QByteArray, text);
        QFETCH(quint64, steps);
        QFETCH(quint32, loops);
        const CostBound bound = factsIn(text).cost;
        QCOMPARE(quint64(bound.steps), steps);
        QCOMPARE(quint32(bound.loops), loops);
    }
};

QTEST_GUILESS_MAIN(FactsTest)
#include "tst_facts.moc"
