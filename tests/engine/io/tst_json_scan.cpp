#include "engine/io/json_scan.h"
#include "engine/value/json.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace hindcast;
using Outcome = JsonScan::Outcome;

namespace {

bool accepts(const std::string& text)
{
    const std::size_t begin = skipJsonBlanks(text, 0);
    JsonSlice value;
    const JsonScan scan = scanJson(text, begin, true, value);
    return scan.outcome == Outcome::Whole && skipJsonBlanks(text, scan.end) == text.size();
}

/// Texts that are nearly JSON: the pieces of which it is made, in any order.
rc::Gen<std::string> nearlyJson()
{
    static const std::vector<std::string> pieces{"{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"\\u00e9\"",
        "\"",
        "\\",
        "1",
        "-",
        "0",
        ".5",
        "e9",
        "true",
        "nul",
        "null",
        " ",
        "\n",
        "\t",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\xC3\xA9",
        "\"\xC3\xA9\"",
        "\"\xC3\"",
        "\"\xED\xA0\x80\"",
        "{\"a\":",
        "[1,",
        "x"};
    return rc::gen::map(
        rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size())),
        [](const std::vector<std::size_t>& chosen) {
            std::string text;
            for (const std::size_t index : chosen) {
                text += pieces[index];
            }
            return text;
        });
}

/// A well-formed document with blanks here and there.
std::string randomJson(int depth)
{
    const int kind = *rc::gen::inRange(0, depth > 0 ? 8 : 6);
    const std::string blank = *rc::gen::element<std::string>("", "", " ", "\n\t");
    switch (kind) {
    case 0:
        return "null";
    case 1:
        return *rc::gen::element<std::string>("true", "false");
    case 2:
        return std::to_string(*rc::gen::arbitrary<std::int64_t>());
    case 3:
        return *rc::gen::element<std::string>("-0.5e-10", "1E400", "12345678901234567890123");
    case 4:
    case 5:
        return quoteJson(*rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127)));
    default:
        break;
    }
    std::string text(1, kind == 6 ? '[' : '{');
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) {
        text += i > 0 ? "," + blank : blank;
        text += kind == 6 ? "" : "\"k" + std::to_string(i) + "\"" + blank + ":";
        text += randomJson(depth - 1) + blank;
    }
    return text + (kind == 6 ? ']' : '}');
}

} // namespace

class JsonScanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tells_what_is_wrong_and_where_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("at");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* text, int at, const char* reason) {
            QTest::newRow(QByteArray(text).toPercentEncoding(" {}[]:,\"\\").constData())
                << QByteArray(text) << at << QString::fromUtf8(reason);
        };
        row("x", 0, "expected a value, found 'x'");
        row("{", 1, "the text ends inside an object");
        row("[1", 2, "the text ends inside an array");
        row("\"ab", 3, "the text ends inside a text");
        row("{\"a\" 1}", 5, "expected ':' after a member's name, found '1'");
        row("{\"a\":1 \"b\":2}", 7, "expected ',' or '}' after a member, found '\"'");
        row("{\"a\":1,}", 7, "expected a member's name in double quotes, found '}'");
        row("{a:1}", 1, "expected a member's name in double quotes, found 'a'");
        row("[1,]", 3, "expected a value, found ']'");
        row("[1 2]", 3, "expected ',' or ']' after an element, found '2'");
        row("[01]", 2, "expected ',' or ']' after an element, found '1'");
        row("[1.]", 3, "expected a digit, found ']'");
        row("[-]", 2, "expected a digit, found ']'");
        row("[1e]", 3, "expected a digit, found ']'");
        row("[truth]", 1, "expected true, found 'truth'");
        row("[\"x\", truth]", 6, "expected true, found 'truth'");
        row("[nul]", 1, "expected null, found 'nul'");
        row("[f]", 1, "expected false, found 'f'");
        row("[false1]", 6, "expected ',' or ']' after an element, found '1'");
        row("[falsifiability_of_all]", 1, "expected false, found 'falsifiability_of_al'");
        row("truth", 0, "expected true, found 'truth'");
        row("tru", 3, "the text ends inside a value");
        row("[\"\\x\"]", 3, "JSON has no such escape ('x')");
        row("[\"\\u12g4\"]", 6, "expected four hexadecimal digits after \\u, found 'g'");
        row("[\"\\ud800\"]", 2, "half of a surrogate pair stands alone ('\\')");
        row("[\"\\udc00\"]", 2, "half of a surrogate pair stands alone ('\\')");
        row("[\"\\ud800\\u0041\"]", 2, "half of a surrogate pair stands alone ('\\')");
        row("[\"a\nb\"]", 3, "a control character in a text must be escaped (byte 0x0A)");
        row("[\"a\xFFz\"]", 3, "this is not UTF-8 (byte 0xFF)");
        row("[\xC3\xA9]", 1, "expected a value, found '\xC3\xA9'");
        QTest::newRow("zero byte") << QByteArray("[\"a\0\"]",
            6) << 3 << QStringLiteral("a control character in a text must be escaped (byte 0x00)");
    }

    void tells_what_is_wrong_and_where()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, at);
        QFETCH(QString, reason);
        JsonSlice value;
        const std::string source = text.toStdString();
        const JsonScan scan = scanJson(source, 0, true, value);
        QVERIFY(scan.outcome != Outcome::Whole);
        QCOMPARE(scan.end, static_cast<std::size_t>(at));
        QCOMPARE(QString::fromStdString(describeScan(scan, source)), reason);
    }

    void depth_is_limited_not_the_stack()
    {
        const auto nested = [](std::size_t depth) {
            return std::string(depth, '[') + std::string(depth, ']');
        };
        QVERIFY(accepts(nested(maxJsonDepth)));
        JsonSlice value;
        QCOMPARE(scanJson(nested(maxJsonDepth + 1), 0, true, value).outcome, Outcome::TooDeep);
        QCOMPARE(scanJson(std::string(1'000'000, '['), 0, true, value).outcome, Outcome::TooDeep);
    }

    void keeps_members_in_their_order_with_decoded_names()
    {
        const std::string text = R"({ "a" : 1, "\u0062\n":[ 2 ] ,"a":"x\ty"})";
        JsonSlice whole;
        JsonMembers members;
        QCOMPARE(scanJsonObject(text, 0, true, whole, members).outcome, Outcome::Whole);
        QCOMPARE(members.list.size(), std::size_t(3));
        QVERIFY(members.list[1].name == "b\n");
        QVERIFY(members.list[1].value.text == "[ 2 ]");
        QVERIFY(members.list[1].value.blanks);
        QVERIFY(members.list[2].value.escapes);
        QVERIFY(members.find("a")->kind == JsonKind::Text);
        std::string minified;
        appendMinified(minified, whole);
        QCOMPARE(
            QString::fromStdString(minified), QStringLiteral("{\"a\":1,\"\\u0062\\n\":[2],\"a\":\"x\\ty\"}"));
        std::string decoded;
        decodeJsonText(members.list[2].value.text, decoded);
        QVERIFY(decoded == "x\ty");
    }

    void a_name_twice_in_one_object_is_noticed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("repeated");
        const auto row = [](const char* name, const QByteArray& text, bool repeated) {
            QTest::newRow(name) << text << repeated;
        };
        row("none", "{\"a\":1,\"b\":2}", false);
        row("at the top", "{\"a\":1,\"b\":2,\"a\":3}", true);
        row("inside", "{\"d\":{\"a\":1,\"a\":1}}", true);
        row("in an array", "{\"d\":[1,{\"b\":[]},{\"a\":{},\"a\":[]}]}", true);
        row("written in two ways", "{\"d\":{\"a\":1,\"\\u0061\":1}}", true);
        row("in different objects", "{\"a\":{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]}},\"b\":{\"a\":1}}", false);
        row("behind an inner object", "{\"a\":{\"b\":{}},\"c\":{\"d\":[]},\"c\":1}", true);
        row("the empty name", "{\"\":1,\"\":2}", true);
        QByteArray many = "{\"d\":{";
        for (int i = 0; i < 200; ++i) {
            many += "\"k" + QByteArray::number(i) + "\":1,";
        }
        row("many", many + "\"x\":1}}", false);
        row("many, one twice", many + "\"k7\":1}}", true);
        row("many, the last ones", many + "\"x\":1,\"x\":1}}", true);
    }

    void a_name_twice_in_one_object_is_noticed()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, repeated);
        JsonSlice whole;
        JsonMembers members;
        for (int again = 0; again < 2; ++again) {
            QCOMPARE(scanJsonObject(text.toStdString(), 0, true, whole, members).outcome, Outcome::Whole);
            QCOMPARE(members.names.any(), repeated);
        }
    }

    void a_colon_in_an_array_is_refused_by_both_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
            {"[\"a\":1]", "\"a\":]", "\"a\":1", "{\"b\":[\"a\":1]}", "[1:2]", "[\"a\":\"b\",1]"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }

    void a_colon_in_an_array_is_refused_by_both()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!accepts(text.toStdString()));
        QVERIFY(!readJson(text.toStdString()).ok());
    }

    /// The other way to read JSON in the house is engine/value's; what one accepts the other must, or a log
    /// would hold payloads that no state could be made of.
    void agrees_with_the_other_reader()
    {
        QVERIFY(rc::check("nearly JSON is read by both or by none", [] {
            const std::string text = *nearlyJson();
            RC_ASSERT(accepts(text) == readJson(text).ok());
        }));
        QVERIFY(rc::check("JSON with a byte changed is read by both or by none", [] {
            std::string text = randomJson(3);
            const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size());
            text[at] = *rc::gen::arbitrary<char>();
            RC_ASSERT(accepts(text) == readJson(text).ok());
        }));
    }

    void minified_is_the_same_document()
    {
        QVERIFY(rc::check("minifying changes blanks only", [] {
            const std::string text = randomJson(3);
            JsonSlice value;
            RC_ASSERT(scanJson(text, 0, true, value).outcome == Outcome::Whole);
            std::string minified;
            appendMinified(minified, value);
            const Result<Value> before = readJson(text);
            const Result<Value> after = readJson(minified);
            RC_ASSERT(before.ok() && after.ok());
            RC_ASSERT(*before == *after);
            JsonSlice again;
            scanJson(minified, 0, true, again);
            RC_ASSERT(!again.blanks);
            RC_ASSERT(value.blanks == (minified != value.text));
        }));
    }

    void a_cut_document_is_unfinished_never_broken()
    {
        QVERIFY(rc::check("every beginning of a document wants more", [] {
            const std::string text = '[' + randomJson(3) + ']';
            const std::size_t length = *rc::gen::inRange<std::size_t>(0, text.size());
            JsonSlice value;
            RC_ASSERT(scanJson(text.substr(0, length), 0, false, value).outcome == Outcome::Unfinished);
        }));
    }

    void decoding_undoes_quoting()
    {
        QVERIFY(rc::check("decode(quote(text)) == text", [] {
            const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
            std::string decoded;
            decodeJsonText(quoteJson(text), decoded);
            RC_ASSERT(decoded == text);
        }));
    }
};

QTEST_GUILESS_MAIN(JsonScanTest)
#include "tst_json_scan.moc"
