#include "engine/expr/lexer.h"
#include "engine/expr/literal.h"

#include <QtTest>

using namespace hindcast::expr;

namespace {

/// Each token as it was written, literals as what they mean; what is wrong by its name.
std::string tokensOf(const std::string& text)
{
    const Source source(text);
    Lexer lexer(source, source.whole());
    std::string out;
    for (;;) {
        const auto token = lexer.next();
        if (!token) {
            return out + std::string(nameOf(token.diagnostics().front().code));
        }
        if (token->kind == TokenKind::End) {
            return out.substr(0, out.size() - std::min<std::size_t>(out.size(), 1));
        }
        if (token->kind >= TokenKind::Null && token->kind <= TokenKind::Bytes) {
            const auto value = decodeLiteral(*token, false);
            if (!value) {
                return out + std::string(nameOf(value.diagnostics().front().code));
            }
            out += literalText(*value);
        } else {
            out += (token->kind == TokenKind::QuotedName ? "`" : "") + std::string(token->text);
        }
        out += ' ';
    }
}

} // namespace

class LexerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One row a text: what it is, and the tokens in it.
    void tokens_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("tokens");
        const auto row = [](const char* name, const QByteArray& text, const char* tokens) {
            QTest::newRow(name) << text << QByteArray(tokens);
        };
        row("nothing", "", "");
        row("blanks of every kind", " \t\r\n\fa\n", "a");
        row("a comment", "a // b\n c", "a c");
        row("a comment at the end", "a//", "a");
        row("names", "a _b c1 R b br", "a _b c1 R b br");
        row("the longest sign wins", "a<=b>=c==d!=e&&f||g", "a <= b >= c == d != e && f || g");
        row("every other sign", "()[]{}.,:?+-*/%!<>", "( ) [ ] { } . , : ? + - * / % ! < >");
        row("words with a meaning", "true false null in", "true false null in");
        row("quoted name", "a.`b-c/d e.f`", "a . `b-c/d e.f");

        row("int", "0 42 0x2A 0XfF", "0 42 42 255");
        row("uint", "0u 42U 0x2Au 18446744073709551615u", "0u 42u 42u 18446744073709551615u");
        row("double", "1.5 .5 1e3 1E+3 2.5e-1 0e0", "1.5 0.5 1000.0 1000.0 0.25 0.0");
        row("too small to be told from 0", "1e-400 0.0e999 4.9e-324", "0.0 0.0 5e-324");
        row("a dot behind digits selects", "1.f", "1 . f");
        row("two dots", "1.2.3", "1.2 0.3");

        row("quotes", "'a\"b' \"a'b\"", "'a\"b' 'a\\'b'");
        row("triple quotes", "'''a'b''c''' \"\"\"a\nb\"\"\"", "'a\\'b\\'\\'c' 'a\\nb'");
        row("empty", "'' \"\" '''''' b''", "'' '' '' b''");
        row("escapes", R"('\a\b\f\n\r\t\v\\\'\"\`\?')", R"('\a\b\f\n\r\t\v\\\'"`?')");
        row("hexadecimal and octal", R"('\x41\X42\103\u0044\U00000045')", "'ABCDE'");
        row("above 127 they are code points", R"('\xff\377')", "'\xc3\xbf\xc3\xbf'");
        row("in bytes they are bytes", R"(b'\xff\377' B"ÿ")", R"(b'\xff\xff' b'\xc3\xbf')");
        row("a surrogate pair", R"('\ud83d\ude00')", "'\xf0\x9f\x98\x80'");
        row("raw", R"(r'\n\' R"\" r"""a\"b""")", R"('\\n\\' '\\' 'a\\"b')");
        row("raw bytes", R"(br'\x' Rb)", R"(b'\\x' Rb)");
    }

    void tokens()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, tokens);
        QCOMPARE(QByteArray::fromStdString(tokensOf(text.toStdString())), tokens);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* text, const char* code) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(code);
        };
        row("#", "unexpected-character");
        row("=", "unexpected-character");
        row("&", "unexpected-character");
        row("\x01", "unexpected-character");
        row("'a", "unclosed-string");
        row("'a\nb'", "unclosed-string");
        row("'''a''", "unclosed-string");
        row("'a\\'", "unclosed-string");
        row("r'a\\", "unclosed-string");
        row("`a", "unclosed-name");
        row("``", "bad-name");
        row("`a$`", "bad-name");
        row(R"('\q')", "bad-escape");
        row(R"('\x4')", "bad-escape");
        row(R"('\477')", "bad-escape");
        row(R"('\08')", "bad-escape");
        row(R"('\u12')", "bad-escape");
        row(R"('\ud800')", "bad-escape");
        row(R"('\ud800\u0041')", "bad-escape");
        row(R"('\U00110000')", "bad-escape");
        row(R"(b'\u0041')", "bad-escape");
        row("1a", "bad-number");
        row("0x", "bad-number");
        row("1e", "bad-number");
        row("1.5u", "bad-number");
        row("1e400", "number-too-large");
        row("18446744073709551616u", "number-too-large");
    }

    void refusals()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QCOMPARE(QByteArray::fromStdString(tokensOf(text.toStdString())), code);
    }
};

QTEST_GUILESS_MAIN(LexerTest)
#include "tst_lexer.moc"
