#include "engine/expr/ast_text.h"
#include "engine/expr/checker.h"
#include "engine/expr/parser.h"
#include "tests/engine/expr/account_environment.h"

#include <QtTest>

using namespace hindcast::expr;

namespace {

Diagnosed<CheckedAst> checked(const std::string& text, const Type& expected = {})
{
    auto ast = parse(Source(text));
    if (!ast) {
        return ast.diagnostics();
    }
    return check(std::make_shared<const Ast>(*std::move(ast)), accountEnvironment(), expected);
}

} // namespace

class CheckerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One row an expression over an account: its text and its type.
    void types_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char* text, const char* type) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(type);
        };
        // literals
        row("null", "null");
        row("1", "int");
        row("1u", "uint");
        row("1.5", "double");
        row("b'x'", "bytes");
        // names and fields
        row("state", "Account");
        row("state.balance", "int");
        row("state.status", "Status");
        row("state.lines[0].price", "decimal");
        row("state.labels.anything", "string");
        row("state.extra.whatever[1]", "dyn");
        row("state.?owner", "optional_type(string)");
        row("state.?owner.orValue('nobody')", "string");
        row("state.?lines[0].sku", "optional_type(string)");
        row("has(state.owner)", "bool");
        row("event.a.b", "dyn");
        // operators
        row("state.balance + 1", "int");
        row("state.balance - cmd.amount >= -state.limit", "bool");
        row("now + duration('1h')", "timestamp");
        row("now - state.opened", "duration");
        row("state.fee * state.fee", "decimal");
        row("'a' in ['a']", "bool");
        row("state.status == 'open' && cmd.amount > 0 || !has(state.owner)", "bool");
        row("state.balance > 0 ? 'plus' : 'minus'", "string");
        // an integer literal beside a double or a decimal is read as one; order doesn't mind kinds of numbers
        row("state.rate * 2", "double");
        row("2 - state.rate", "double");
        row("state.fee + 1", "decimal");
        row("state.rate == 1", "bool");
        row("state.balance < state.rate", "bool");
        row("state.fee == state.balance", "bool");
        row("true ? state.rate : 0", "double");
        row("event.x + 1", "dyn");
        row("event.x - event.y", "dyn");
        row("event.x % 2", "int");
        // aggregates
        row("[]", "list(dyn)");
        row("[1, 2]", "list(int)");
        row("[1, 'a']", "list(dyn)");
        row("[1, dyn(2)]", "list(dyn)");
        row("[[], [1]]", "list(list(int))");
        row("[?state.?owner, 'x']", "list(string)");
        row("{'a': 1}", "map(string, int)");
        row("{'a': 1, 2: 3}", "map(dyn, int)");
        row("{?'a': state.?owner}", "map(string, string)");
        row("[null, state.note]", "list(wrapper(string))");
        row("[state.status, 'other']", "list(string)");
        row("Withdrawn{amount: 1, rate: 1, at: now}", "Withdrawn");
        row("Withdrawn{amount: 1, rate: 1.0, at: now, ?reason: cmd.?reason}.rate", "double");
        // functions
        row("size(state.lines)", "int");
        row("state.lines.size()", "int");
        row("string(state.status).size()", "int");
        row("state.status.startsWith('o')", "bool");
        row("math.greatest(1, 2, 3)", "int");
        row("math.greatest(1, 2.5)", "dyn");
        row("math.greatest([1u])", "uint");
        row("numbers.sum(state.lines.map(l, l.count))", "int");
        row("state.lines.map(l, l.price * 2).first().orValue(state.fee)", "decimal");
        row("optional.none()", "optional_type(dyn)");
        row("optional.of(1).or(optional.none())", "optional_type(int)");
        row("decimal('1.20').divide(state.fee, 2)", "decimal");
        row("type(1)", "type(int)");
        row("type(1) == int", "bool");
        row("state.note == null", "bool");
        row("state.opened == null", "bool");
        // macros
        row("state.lines.all(l, l.count > 0)", "bool");
        row("state.lines.exists(i, l, l.count > i)", "bool");
        row("state.lines.filter(l, l.count > 1)", "list(Line)");
        row("state.lines.map(l, l.sku)", "list(string)");
        row("state.labels.map(k, k.size())", "list(int)");
        row("state.labels.filter(k, k != '')", "list(string)");
        row("state.lines.transformMap(i, l, l.sku)", "map(int, string)");
        row("state.labels.transformMap(k, v, v.size())", "map(string, int)");
        row("state.labels.transformMapEntry(k, v, {v: k.size()})", "map(string, int)");
        row("state.lines.sortBy(l, l.price)", "list(Line)");
        row("state.?owner.optMap(o, o.size())", "optional_type(int)");
        row("state.?lines.optFlatMap(l, l[?0])", "optional_type(Line)");
        row("cel.bind(x, state.balance, [x, x])", "list(int)");
        row("[].map(x, x)", "list(dyn)");
    }

    void types()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, type);
        const auto result = checked(text.toStdString());
        if (!result) {
            QFAIL(render(Source(text.toStdString()), result.diagnostics()).c_str());
        }
        QCOMPARE(QByteArray::fromStdString(result->resultType().text()), type);
    }

    void what_each_node_means()
    {
        const auto result = checked("state.status == 'open' && cmd.amount * 2 <= math.abs(state.balance)");
        QVERIFY(result);
        QCOMPARE(QByteArray::fromStdString(outline(*result)),
            "&& : bool\n"
            "  == : bool = equals\n"
            "    .status : Status = Account.status\n"
            "      state : Account = variable 0, state\n"
            "    'open' : string\n"
            "  <= : bool = less_equals_int64\n"
            "    * : int = multiply_int64\n"
            "      .amount : int = Withdraw.amount\n"
            "        cmd : Withdraw = variable 1, cmd\n"
            "      2 : int\n"
            "    .abs : int = math_abs_int\n"
            "      .balance : int = Account.balance\n"
            "        state : Account = variable 0, state");
    }

    void literals_become_what_they_stand_beside()
    {
        QCOMPARE(QByteArray::fromStdString(outline(*checked("state.rate + 1"))),
            "+ : double = add_double\n"
            "  .rate : double = Account.rate\n"
            "    state : Account = variable 0, state\n"
            "  1 : double");
        QCOMPARE(QByteArray::fromStdString(outline(*checked("event + 1"))),
            "+ : dyn = add_int64 | add_double\n"
            "  event : dyn = variable 4, event\n"
            "  1 : int");
        QCOMPARE(QByteArray::fromStdString(outline(*checked("[1, 2]", Type::list(Type::Kind::Double)))),
            "[] : list(double)\n"
            "  1 : double\n"
            "  2 : double");
    }

    void the_whole_must_be_what_is_expected()
    {
        QVERIFY(checked("state.balance > 0", Type::Kind::Bool));
        QVERIFY(checked("event.x", Type::Kind::Bool));
        QVERIFY(checked("1", Type::Kind::Double));
        QVERIFY(!checked("state.balance", Type::Kind::Bool));
    }

    void types_that_double_with_each_name_end_as_dyn()
    {
        std::string text = "x0";
        for (int i = 100; i > 0; --i) {
            const std::string name = "x" + std::to_string(i);
            const std::string before = "x" + std::to_string(i - 1);
            text =
                (i == 100 ? "cel.bind(" + name + ", {" + before + ": " + before + "}, " + name + " == " + name
                          : "cel.bind(" + name + ", {" + before + ": " + before + "}, " + text)
                + ")";
        }
        const auto result = checked("cel.bind(x0, {1: 1}, " + text + ")");
        QVERIFY(result);
        QCOMPARE(result->resultType().text(), "bool");
    }
};

QTEST_GUILESS_MAIN(CheckerTest)
#include "tst_checker.moc"
