#include "engine/value/json_escapes.h"

#include <QtTest>

using namespace hindcast;

// One row a text: as JSON writes it, and as it is meant.
class JsonEscapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void are_resolved_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("meant");
        const auto row = [](const char* name, const char* json, const char* meant) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(meant);
        };
        row("none", "{\"a\":\"plain\"}", "{\"a\":\"plain\"}");
        row("two bytes", "\"M\\u00fcnchen\"", "\"München\"");
        row("upper case digits", "\"M\\u00FCnchen\"", "\"München\"");
        row("three bytes", "\"\\u65e5\\u672c\"", "\"日本\"");
        row("a pair", "\"\\ud83d\\ude00\"", "\"😀\"");
        row("the short ones", "\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t");
        row("an escaped backslash is no beginning", "\\\\u0041", "\\u0041");
        row("half a pair", "\\ud83d.", "\\ud83d.");
        row("the other half", "\\ude00", "\\ude00");
        row("a pair of two first halves", "\\ud83d\\ud83d", "\\ud83d\\ud83d");
        row("too short", "\\u00f", "\\u00f");
        row("no digits", "\\u00xy", "\\u00xy");
        row("a sign is no digit", "\\u-001", "\\u-001");
        row("unknown", "\\q", "\\q");
        row("at the end", "a\\", "a\\");
    }

    void are_resolved()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, meant);
        std::string out = "before ";
        appendWithoutEscapes(out, json.toStdString());
        QCOMPARE(QByteArray::fromStdString(out), "before " + meant);
    }
};

QTEST_GUILESS_MAIN(JsonEscapes)
#include "tst_json_escapes.moc"
