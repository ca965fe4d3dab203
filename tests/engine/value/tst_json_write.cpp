#include "engine/value/json.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace hindcast;

class JsonWriteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reading_and_writing_keeps_the_text_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"null",
                 "true",
                 "-0",
                 "45.480",
                 "1e400",
                 "18446744073709551616",
                 R"("")",
                 R"({"z":1,"a":[2,{"m":null}],"b":{}})",
                 "[[],{},[[]],\"\\u0001\\n\\\"\\\\\"]",
                 R"("grüß 😀")"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }

    void reading_and_writing_keeps_the_text()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(writeJson(readJson(text.toStdString()).value())), text);
    }

    void writing_and_reading_keeps_the_value()
    {
        QVERIFY(rc::check("readJson(writeJson(v)) == v, in both forms", [] {
            const Value value = *generate::value();
            const std::string text = writeJson(value);
            const auto again = readJson(text);
            RC_ASSERT(again.ok());
            RC_ASSERT(again.value() == value);
            RC_ASSERT(writeJson(again.value()) == text);
            const auto pretty = readJson(writeJsonPretty(value));
            RC_ASSERT(pretty.ok());
            RC_ASSERT(writeJson(pretty.value()) == text);
        }));
    }

    void pretty_form_indents_by_two()
    {
        QCOMPARE(writeJsonPretty(readJson(R"({"a":[1,{}],"b":{"c":null},"d":[]})").value()),
            std::string(
                "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": null\n  },\n  \"d\": []\n}"));
    }

    void quoting_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("quoted");
        QTest::newRow("plain") << QByteArray("order 42") << QByteArray(R"("order 42")");
        QTest::newRow("escapes") << QByteArray("\"\\\b\f\n\r\t\x1f")
                                 << QByteArray("\"\\\"\\\\\\b\\f\\n\\r\\t\\u001f\"");
        QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray(R"("a\u0000b")");
        QTest::newRow("not UTF-8") << QByteArray("a\xff"
                                                 "b")
                                   << QByteArray("\"a\xef\xbf\xbd"
                                                 "b\"");
        QTest::newRow("cut sequence")
            << QByteArray("a\xf0\x9f") << QByteArray("\"a\xef\xbf\xbd\xef\xbf\xbd\"");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80")
                                   << QByteArray("\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
        QTest::newRow("delete stays") << QByteArray("\x7f") << QByteArray("\"\x7f\"");
    }

    void quoting()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, quoted);
        QCOMPARE(QByteArray::fromStdString(quoteJson(text.toStdString())), quoted);
    }
};

QTEST_GUILESS_MAIN(JsonWriteTest)
#include "tst_json_write.moc"
