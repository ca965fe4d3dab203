#include "engine/expr/parser.h"

#include <QtTest>

using namespace hindcast::expr;

class SyntaxErrorsTest : public QObject {
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
        row("", "^", "expected an expression, found the end");
        row("1 +", "   ^", "expected an expression, found the end");
        row("a b", "  ^", "expected an operator or the end, found 'b'");
        row("f(1", "   ^", "expected ',' or ')', found the end: the '(' of 1:2 is still open");
        row("[1, 2", "     ^", "expected ',' or ']', found the end: the '[' of 1:1 is still open");
        row("a[1}", "   ^", "expected ']', found '}': the '[' of 1:2 is still open");
        row("{1}", "  ^", "expected ':', found '}': a map is written {key: value}");
        row("A{1: 2}", "  ^", "expected a field's name or '}', found '1'");
        row("A{x 2}", "    ^", "expected ':', found '2': a message is written Name{field: value}");
        row("a ? b", "     ^", "expected ':', found the end: a condition has two branches: a ? b : c");
        row("a.", "  ^", "expected a field's name, found the end");
        row("a.in", "  ^~", "expected a field's name, found 'in': write `in`");
        row("a.'b'", "  ^~~", "expected a field's name, found ''b''");
        row("f(1,)", "    ^", "expected an expression, found ')'");
        row("if", "^~", "'if' is a reserved word and can't be a name here: choose another name");
        row("a = b", "  ^", "'=' has no meaning here: write == to compare");
        row("a & b", "  ^", "'&' has no meaning here: write &&");
        row("a; b", " ^", "';' has no meaning here: remove it");
        row("'abc", "^~~~", "this text has no end: close it with '");
        row("'''abc", "^~~~~~", "this text has no end: close it with '''");
        row(R"('a\qb')",
            "  ^~",
            R"('\q' is no escape sequence: write \\ for a backslash, or r'...' for a text without escapes)");
        row("9223372036854775808",
            "^~~~~~~~~~~~~~~~~~~",
            "9223372036854775808 is beyond 9223372036854775807, the greatest int: add u for a uint or .0 for "
            "a "
            "double");
        row("1e999", "^~~~~", "1e999 is beyond what a double holds: write a smaller number");
        row("12ab", "^~~~", "'12ab' is no number: put a blank or an operator behind the number");
        row("a.all(b.c, true)",
            "      ^~~",
            "all() needs a simple name here: write one such as 'x', without dots");
        row("a.all(1, true)",
            "      ^",
            "all() needs a simple name here: write one such as 'x', without dots");
        row("a.all(x, x, true)", "         ^", "'x' names two things in one all(): rename one of them");
        row("cel.bind(1, 2, 3)",
            "         ^",
            "bind() needs a simple name here: write one such as 'x', without dots");
        row("has(a)",
            "    ^",
            "has() asks whether a field is there, so it needs a selection: write has(a.b), or a != null to "
            "ask "
            "for a value");
        // Columns are code points, whatever their bytes.
        row("'äöü' +", "       ^", "expected an expression, found the end");
    }

    void messages()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, carets);
        QFETCH(QByteArray, message);
        const Source source(text.toStdString());
        const auto ast = parse(source);
        QVERIFY(!ast);
        QCOMPARE(ast.diagnostics().size(), std::size_t(1));
        const QByteArray column = QByteArray::number(1 + carets.indexOf('^'));
        QCOMPARE(QByteArray::fromStdString(render(source, ast.diagnostics())),
            "1:" + column + ": " + message + "\n  " + text + "\n  " + carets);
    }

    void the_line_in_question_is_shown()
    {
        const Source source("a &&\r\n\tb )\n|| c", "rules");
        QCOMPARE(render(source, parse(source).diagnostics()),
            "rules:2:4: expected an operator or the end, found ')'\n  \tb )\n  \t  ^");
    }

    void of_a_long_line_only_the_surroundings_are_shown()
    {
        const QByteArray blanks(100, ' ');
        const Source source((blanks + "a b" + blanks).toStdString());
        QCOMPARE(QByteArray::fromStdString(render(source, parse(source).diagnostics())),
            "1:103: expected an operator or the end, found 'b'\n  ..." + blanks.left(58) + "a b"
                + blanks.left(39) + "...\n  " + blanks.left(63) + "^");
    }
};

QTEST_GUILESS_MAIN(SyntaxErrorsTest)
#include "tst_syntax_errors.moc"
