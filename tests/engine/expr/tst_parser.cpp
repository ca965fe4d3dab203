#include "engine/expr/ast_text.h"
#include "engine/expr/parser.h"

#include <QtTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace hindcast::expr;

class ParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One row an expression: its text, and the tree it is read as.
    void trees_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("tree");
        const auto row = [](const char* text, const char* tree) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(tree);
        };
        // precedence and grouping
        row("1 + 2 * 3", "(+ 1 (* 2 3))");
        row("(1 + 2) * 3", "(* (+ 1 2) 3)");
        row("a - b - c", "(- (- a b) c)");
        row("a < b == c", "(== (< a b) c)");
        row("a + b in c", "(in (+ a b) c)");
        row("a || b && c || d", "(|| a (&& b c) d)");
        row("a && b && c && d", "(&& a b c d)");
        row("(a && b) && c", "(&& (&& a b) c)");
        row("a ? b : c ? d : e", "(? a b (? c d e))");
        row("a ? b ? c : d : e", "");
        row("!a.b", "(! a.b)");
        row("!!a", "(! (! a))");
        row("-a + b", "(+ (- a) b)");
        // a sign belongs to the number behind it
        row("-1", "-1");
        row("- 1", "-1");
        row("4--4", "(- 4 -4)");
        row("-(1)", "(- 1)");
        row("--1", "(- -1)");
        row("-1u", "(- 1u)");
        row("-9223372036854775808", "-9223372036854775808");
        row("-0x8000000000000000", "-9223372036854775808");
        row("-1.f()", "(.f -1)");
        // members
        row("a.b.c", "a.b.c");
        row(".a.b", ".a.b");
        row("a[b][0].c", "([] ([] a b) 0).c");
        row("a.?b.c", "a.?b.c");
        row("a[?b]", "([?] a b)");
        row("a.`b-c`", "a.b-c");
        row("{'as': 1}.as", "{'as': 1}.as");
        // calls
        row("f()", "(f)");
        row(".f(1)", "(.f 1)");
        row("f(1, g(2))", "(f 1 (g 2))");
        row("a.f(1).g()", "(.g (.f a 1))");
        row("a.for()", "(.for a)");
        row("math.abs(-1)", "(.abs math -1)");
        // aggregates
        row("[]", "[]");
        row("[1, ?a, 2,]", "[1 ?a 2]");
        row("{}", "{}");
        row("{1: 2, ?'a': b,}", "{1: 2 ?'a': b}");
        row("A{}", "A{}");
        row("a.b.C{x: 1, ?for: 2, `y-z`: 3}", "a.b.C{x: 1 ?for: 2 y-z: 3}");
        row(".A{x: 1}.x", ".A{x: 1}.x");
        // macros
        row("has(a.b)", "(has a.b)");
        row("has(a.b, c)", "(has a.b c)");
        row("has(a)", "");
        row("l.all(x, x > 0)", "(all l (x) (> x 0))");
        row("l.exists(i, x, x > i)", "(exists l (i x) (> x i))");
        row("l.exists_one(x, x)", "(exists_one l (x) x)");
        row("l.existsOne(x, x)", "(existsOne l (x) x)");
        row("l.map(x, -x)", "(map l (x) (- x))");
        row("l.map(x, x > 0, -x)", "(map l (x) (> x 0) (- x))");
        row("l.filter(x, x)", "(filter l (x) x)");
        row("l.transformList(i, x, x)", "(transformList l (i x) x)");
        row("l.transformList(i, x, i > 0, x)", "(transformList l (i x) (> i 0) x)");
        row("m.transformMap(k, v, v)", "(transformMap m (k v) v)");
        row("m.transformMapEntry(k, v, {v: k})", "(transformMapEntry m (k v) {v: k})");
        row("l.sortBy(x, x.y)", "(sortBy l (x) x.y)");
        row("o.optMap(x, x)", "(optMap o (x) x)");
        row("o.optFlatMap(x, x.?y)", "(optFlatMap o (x) x.?y)");
        row("cel.bind(x, 1, x + x)", "(bind 1 (x) (+ x x))");
        row("cel.bind(x)", "(.bind cel x)");
        row("l.all(x)", "(.all l x)");
        row("all(x, x)", "(all x x)");
    }

    void trees()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, tree);
        const auto ast = parse(Source(text.toStdString()));
        QCOMPARE(QByteArray::fromStdString(ast ? treeText(*ast) : ""), tree);
    }

    void a_node_knows_where_it_stands()
    {
        const Source source("  (a + b) * f(x).g[ 1 ]");
        const auto ast = parse(source);
        QVERIFY(ast);
        const auto text = [&](NodeId id) { return std::string(source.text(ast->node(id).span)); };
        const auto anchor = [&](NodeId id) { return std::string(source.text(ast->node(id).anchor)); };
        const NodeId product = ast->root();
        QCOMPARE(text(product), "(a + b) * f(x).g[ 1 ]");
        QCOMPARE(anchor(product), "*");
        QCOMPARE(text(ast->child(product, 0)), "a + b");
        const NodeId index = ast->child(product, 1);
        QCOMPARE(text(index), "f(x).g[ 1 ]");
        QCOMPARE(text(ast->child(index, 0)), "f(x).g");
        QCOMPARE(anchor(ast->child(index, 0)), "g");
    }

    void children_precede_their_parents()
    {
        const auto ast =
            parse(Source("a ? cel.bind(x, [1, 2].map(y, has(x.z), y), {x: R{q: -x}}) : b && c[?0] && d"));
        QVERIFY(ast);
        std::vector<int> parents(ast->size());
        for (std::uint32_t i = 0; i < ast->size(); ++i) {
            for (const NodeId child : ast->children(NodeId{i})) {
                QVERIFY(indexOf(child) < i);
                ++parents[indexOf(child)];
            }
        }
        parents.back() = 1;
        QVERIFY(std::all_of(parents.begin(), parents.end(), [](int count) { return count == 1; }));
    }

    void a_stretch_of_a_source_is_read_in_place()
    {
        const Source source("guard \"enough\" : a >= b\nemit X", "bank.rules");
        const auto ast = parse(source, {17, 6});
        QVERIFY(ast);
        QCOMPARE(treeText(*ast), "(>= a b)");
        const auto fault = parse(source, {17, 5});
        QVERIFY(!fault);
        QCOMPARE(render(source, fault.diagnostics()),
            "bank.rules:1:23: expected an expression, found the end\n  guard \"enough\" : a >= b\n"
            "                        ^");
    }

    // How deep and how long an expression may be. What is refused is refused by name.
    void limits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        const auto nested = [](const char* open, const char* inner, const char* close, int times) {
            return QByteArray(open).repeated(times) + inner + QByteArray(close).repeated(times);
        };
        QTest::newRow("nested") << nested("(", "1", ")", 249) << QByteArray();
        QTest::newRow("nested too deep") << nested("(", "1", ")", 250) << QByteArray("nested-too-deep");
        QTest::newRow("10,000 parentheses") << nested("(", "1", ")", 10'000) << QByteArray("nested-too-deep");
        QTest::newRow("open brackets") << nested("[", "", "", 60'000) << QByteArray("nested-too-deep");
        QTest::newRow("calls") << nested("f(", "1", ")", 20'000) << QByteArray("nested-too-deep");
        QTest::newRow("maps") << nested("{1:", "1", "}", 10'000) << QByteArray("nested-too-deep");
        QTest::newRow("not") << nested("!", "a", "", 60'000) << QByteArray("nested-too-deep");
        QTest::newRow("minus") << nested("-", "a", "", 60'000) << QByteArray("nested-too-deep");
        QTest::newRow("a sum") << QByteArray("1") + QByteArray("+1").repeated(400) << QByteArray();
        QTest::newRow("a sum too long")
            << QByteArray("1") + QByteArray("+1").repeated(30'000) << QByteArray("chain-too-long");
        QTest::newRow("selections") << QByteArray("a") + QByteArray(".b").repeated(30'000)
                                    << QByteArray("chain-too-long");
        QTest::newRow("calls in a row")
            << QByteArray("a") + QByteArray(".b()").repeated(15'000) << QByteArray("chain-too-long");
        QTest::newRow("indices") << QByteArray("a") + QByteArray("[0]").repeated(20'000)
                                 << QByteArray("chain-too-long");
        QTest::newRow("choices") << QByteArray("a?b:").repeated(400) + "c" << QByteArray();
        QTest::newRow("choices too long")
            << QByteArray("a?b:").repeated(16'000) + "c" << QByteArray("chain-too-long");
        QTest::newRow("and") << QByteArray("a") + QByteArray("&&a").repeated(20'000) << QByteArray();
        QTest::newRow("a long list") << "[" + QByteArray("1,").repeated(30'000) + "]" << QByteArray();
        QTest::newRow("as long as may be") << QByteArray(65'535, ' ') + "1" << QByteArray();
        QTest::newRow("too long") << QByteArray(65'536, ' ') + "1" << QByteArray("source-too-long");
        QTest::newRow("not UTF-8") << QByteArray("'\xff'") << QByteArray("not-utf8");
    }

    void limits()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        const auto ast = parse(Source(text.toStdString()));
        QCOMPARE(
            QByteArray::fromStdString(ast ? "" : std::string(nameOf(ast.diagnostics().front().code))), code);
    }
};

QTEST_GUILESS_MAIN(ParserTest)
#include "tst_parser.moc"
