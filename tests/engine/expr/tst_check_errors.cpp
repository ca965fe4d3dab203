#include "engine/expr/checker.h"
#include "engine/expr/parser.h"
#include "tests/engine/expr/account_environment.h"

#include <QtTest>

using namespace hindcast::expr;

namespace {

QByteArray faultsIn(const QByteArray& text)
{
    const Source source(text.toStdString());
    auto ast = parse(source);
    if (!ast) {
        return "no expression";
    }
    const auto result = check(std::make_shared<const Ast>(*std::move(ast)), accountEnvironment());
    return QByteArray::fromStdString(result ? "" : render(source, result.diagnostics()));
}

} // namespace

class CheckErrorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What was typed, where it is wrong, and what is said.
    void messages_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("carets");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* text, const char* carets, const char* message) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(carets) << QByteArray(message);
        };
        // names
        row("stat.balance > 0", "^~~~", "there is nothing called 'stat': did you mean 'state'?");
        row("foo",
            "^~~",
            "there is nothing called 'foo': here are 'state', 'cmd', 'now', 'actor' or 'event'");
        row("[1].map(item, itme)",
            "              ^~~~",
            "there is nothing called 'itme': did you mean 'item'?");
        row("size", "^~~~", "there is nothing called 'size': 'size' is a function: write size(...)");
        row("state.blance", "      ^~~~~~", "Account has no field 'blance': did you mean 'balance'?");
        row("cmd.x", "    ^", "Withdraw has no field 'x': it has 'amount' or 'reason'");
        row("has(state.onwer)", "^~~", "Account has no field 'onwer': did you mean 'owner'?");
        row("lenght('a')", "^~~~~~", "there is no function 'lenght'");
        row("actor.sizee()", "      ^~~~~", "there is no function 'sizee': did you mean 'size'?");
        row("math.flor(1.5)", "     ^~~~", "there is no function 'math.flor': did you mean 'math.floor'?");
        row("state.lines.all(true)",
            "            ^~~",
            "all() doesn't take these arguments: write list.all(x, condition)");
        row("Withdrwan{}", "^~~~~~~~~", "there is no message type 'Withdrwan': did you mean 'Withdrawn'?");
        row("int{}", "^~~", "'int' is not a message type");
        row("state{}", "^~~~~", "'state' is not a message type");
        // enums
        row("state.status == 'opne'",
            "                ^~~~~~",
            "Status is never 'opne': did you mean 'open'?");
        row("'x' != state.status", "^~~", "Status is never 'x': it is 'open', 'frozen' or 'closed'");
        row("state.status in ['open', 'close']",
            "                         ^~~~~~~",
            "Status is never 'close': did you mean 'closed'?");
        row("'hihg' in state.tags", "^~~~~~", "Level is never 'hihg': did you mean 'high'?");
        row("state.status == (true ? 'open' : 'shut')",
            "                                 ^~~~~~",
            "Status is never 'shut': it is 'open', 'frozen' or 'closed'");
        row("state.status == state.level",
            "             ^~",
            "'==' doesn't take Status and Level: both sides must be of one type");
        // types
        row("state.balance + 'a'",
            "              ^",
            "'+' doesn't take int and string: make a text of the other by string(x)");
        row("state.balance + state.rate",
            "              ^",
            "'+' doesn't take int and double: convert one of them, such as double(x)");
        row("state.fee / state.fee",
            "          ^",
            "'/' doesn't take decimal and decimal: write x.divide(y, scale)");
        row("state.balance == 'a'",
            "              ^~",
            "'==' doesn't take int and string: both sides must be of one type");
        row("state.balance == null",
            "              ^~",
            "'==' doesn't take int and null: both sides must be of one type");
        row("-actor", "^", "'-' doesn't take string");
        row("!state.balance", " ^~~~~~~~~~~~~", "expected bool, this is int");
        row("true && state.balance", "        ^~~~~~~~~~~~~", "expected bool, this is int");
        row("state.balance ? 1 : 2", "^~~~~~~~~~~~~", "expected bool, this is int");
        row("true ? 1 : 'a'",
            "           ^~~",
            "expected int, as in the other branch, this is string: write dyn(...) around both if that is "
            "meant");
        row("size(1)",
            "^~~~",
            "size() doesn't take (int): write size(string) -> int or size(bytes) -> int or size(list(A)) -> "
            "int");
        row("contains('a', 'b')",
            "^~~~~~~~",
            "contains() doesn't take (string, string): write string.contains(string) -> bool");
        row("actor.contains(1)",
            "      ^~~~~~~~",
            "string.contains() doesn't take (int): write string.contains(string) -> bool");
        row("math.greatest('a')",
            "     ^~~~~~~~",
            "math.greatest() doesn't take (string): write math.greatest(int...) -> int or "
            "math.greatest(uint...) -> uint or math.greatest(double...) -> double");
        row("state.lines['a']", "           ^", "'[]' doesn't take list(Line) and string");
        row("state.lines.sku",
            "            ^~~",
            "list(Line) has no fields: write list[0] for an item, or list.map(x, x.field)");
        row("state.balance.x", "              ^", "int has no fields");
        row("[?1]",
            "  ^",
            "expected an optional value behind '?', this is int: remove the '?', or write optional.of(...)");
        // macros
        row("state.balance.all(x, true)",
            "^~~~~~~~~~~~~",
            "all() walks a list or a map, this is int: write [x] for a list of one");
        row("state.lines.all(l, l.count)", "                   ^~~~~~~", "expected bool, this is int");
        row("state.lines.map(l, l.count, 1)", "                   ^~~~~~~", "expected bool, this is int");
        row("state.owner.optMap(x, x)",
            "^~~~~~~~~~~",
            "expected an optional value, this is string: write optional.of(...) or .?field");
        row("state.?owner.optFlatMap(x, x)",
            "                           ^",
            "expected an optional value, this is string: use optMap() for a plain value");
        row("state.labels.transformMapEntry(k, v, v)",
            "                                     ^",
            "expected a map, this is string: write {key: value}");
        // messages
        row("Withdrawn{amount: 'a', rate: 1, at: now}",
            "                  ^~~",
            "the field 'amount' holds int, this is string");
        row("Withdrawn{amuont: 1, rate: 1, at: now}",
            "          ^~~~~~",
            "Withdrawn has no field 'amuont': did you mean 'amount'?");
        row("Withdrawn{amount: 1}", "^~~~~~~~~", "Withdrawn needs 'rate' and 'at': add rate: ...");
        row("Withdrawn{amount: 1, amount: 2, rate: 1, at: now}",
            "                     ^~~~~~",
            "the field 'amount' is given twice: remove one");
        row("Withdrawn{amount: 1, rate: 1, at: now, reason: cmd.?reason}",
            "                                               ^~~~~~~~~~~",
            "the field 'reason' holds string, this is optional_type(string): write '?' before the field to "
            "leave "
            "it out where there is no value");
    }

    void messages()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, carets);
        QFETCH(QByteArray, message);
        const QByteArray column = QByteArray::number(1 + carets.indexOf('^'));
        QCOMPARE(faultsIn(text), "1:" + column + ": " + message + "\n  " + text + "\n  " + carets);
    }

    void all_faults_are_reported_in_the_order_of_the_text()
    {
        QCOMPARE(faultsIn("foo + state.x == 'a' && state.status == 'opne'").count('^'), 3);
        QVERIFY(faultsIn("foo + state.x").indexOf("foo") < faultsIn("foo + state.x").indexOf("'x'"));
    }

    void one_mistake_is_one_fault()
    {
        QCOMPARE(faultsIn("foo.bar[0].baz() + 1 > size(foo.bar) ? foo : 'a'").count('^'), 4);
        QCOMPARE(faultsIn("(state.blance + 1) * 2 > 'a'.size()").count('^'), 1);
    }

    void no_more_than_twenty_are_reported()
    {
        QCOMPARE(faultsIn("[" + QByteArray("foo,").repeated(1000) + "]").count('^'), int(maxDiagnostics));
    }
};

QTEST_GUILESS_MAIN(CheckErrorsTest)
#include "tst_check_errors.moc"
