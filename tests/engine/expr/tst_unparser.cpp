#include "engine/expr/ast_text.h"
#include "engine/expr/parser.h"
#include "engine/expr/unparser.h"
#include "engine/value/json.h"
#include "tests/engine/expr/ast_generator.h"
#include "tests/support/corpus.h"

#include <QFile>
#include <QtTest>

#include <rapidcheck.h>

using namespace hindcast::expr;

class UnparserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What was typed, and how it is written: no more parentheses than needed.
    void writing_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("written");
        const auto row = [](const char* typed, const char* written) {
            QTest::newRow(typed) << QByteArray(typed) << QByteArray(written);
        };
        row("((1)+(2*3))", "1 + 2 * 3");
        row("(1+2)*3", "(1 + 2) * 3");
        row("a-(b-c)", "a - (b - c)");
        row("(a-b)-c", "a - b - c");
        row("(a&&b)&&c||d", "(a && b) && c || d");
        row("a&&(b||c)", "a && (b || c)");
        row("(a?b:c)?(d?e:f):(g?h:i)", "(a ? b : c) ? (d ? e : f) : g ? h : i");
        row("(-a).f(!(b==c))", "(-a).f(!(b == c))");
        row("-(1)", "-(1)");
        row("-(1).f()", "-(1.f())");
        row("a- -1", "a - -1");
        row("(a+b)[0].c", "(a + b)[0].c");
        row("[1,?a]", "[1, ?a]");
        row("{1:2,?'a':b}", "{1: 2, ?'a': b}");
        row("A{x:1,?`y-z`:2}", "A{x: 1, ?`y-z`: 2}");
        row("a.?b[?c].`d e`", "a.?b[?c].`d e`");
        row("has(a.b)&&l.map(x,x>0,-x)==[]", "has(a.b) && l.map(x, x > 0, -x) == []");
        row("cel.bind(x,1,x+x)", "cel.bind(x, 1, x + x)");
        row("\"it's\\u0041\\n\" + r'\\d' + b\"\\xff\"", "'it\\'sA\\n' + '\\\\d' + b'\\xff'");
        row("1.50+1e3+0x10+2u", "1.5 + 1000.0 + 16 + 2u");
    }

    void writing()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, written);
        const auto ast = parse(Source(typed.toStdString()));
        QVERIFY(ast);
        QCOMPARE(QByteArray::fromStdString(unparse(*ast)), written);
    }

    void parsing_what_is_written_gives_the_same_tree()
    {
        const bool held = rc::check([] {
            const Ast ast = *generate::ast();
            const auto again = parse(Source(unparse(ast)));
            RC_ASSERT(again.ok());
            RC_ASSERT(treeText(*again) == treeText(ast));
            RC_ASSERT(*again == ast);
        });
        QVERIFY(held);
    }

    void what_the_official_suite_writes_is_read_again()
    {
        const QString given = qEnvironmentVariable("HINDCAST_CEL");
        QFile suite(given.isEmpty() ? sourceFile(u"../shared/cel/conformance.jsonl") : given);
        if (!suite.open(QIODevice::ReadOnly)) {
            QSKIP("the conformance suite is absent: set HINDCAST_CEL to the path of its cases");
        }
        while (!suite.atEnd()) {
            const auto row = hindcast::readJson(suite.readLine().toStdString());
            QVERIFY(row);
            const std::string text(row->find("expr")->text());
            const auto ast = parse(Source(text));
            QVERIFY2(ast.ok(), text.c_str());
            const auto again = parse(Source(unparse(*ast)));
            QVERIFY2(again && *again == *ast, text.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(UnparserTest)
#include "tst_unparser.moc"
