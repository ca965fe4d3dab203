#include "engine/value/json.h"
#include "tests/support/corpus.h"
#include "tests/support/value_generators.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

using namespace hindcast;

class JsonReadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("compact");
        const auto row = [](const char* name, const char* text, const char* compact) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(compact);
        };
        row("blanks around", " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", R"({"a":[1,2]})");
        row("escapes", R"(["\u0041\n\/\ud83d\ude00"])", "[\"A\\n/\xf0\x9f\x98\x80\"]");
        row("escaped key", R"({"a\u0062":1})", R"({"ab":1})");
        row("long escaped key",
            "{\"a rather long key with \\\"quotes\\\"\":1}",
            "{\"a rather long key with \\\"quotes\\\"\":1}");
        row("last duplicate wins in the first place", R"({"a":1,"b":2,"a":3})", R"({"a":3,"b":2})");
        row("equal once unescaped", R"({"a":1,"\u0061":2})", R"({"a":2})");
        row("byte order mark", "\xef\xbb\xbf[1]", "[1]");
        row("scalar with blanks", "  -0.50 ", "-0.50");
        row("scalar string", "\"a]b[\"", "\"a]b[\"");
        row("numbers beyond every machine type",
            "[1e999999999999,123456789012345678901234567890]",
            "[1e999999999999,123456789012345678901234567890]");
        row("nul escaped", R"(["\u0000"])", R"(["\u0000"])");
    }

    void accepted()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, compact);
        const auto value = readJson(text.toStdString());
        QVERIFY2(value.ok(), value.ok() ? "" : describe(value.error()).c_str());
        QCOMPARE(QByteArray::fromStdString(writeJson(value.value())), compact);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* text, const char* place, const char* reason) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(place) << QByteArray(reason);
        };
        row("", "1:1", "unexpected end of input, expected a value");
        row("[1,]", "1:4", "unexpected ']', expected a value");
        row("[1 true]", "1:4", "unexpected true literal, expected ']'");
        row("{\"a\":1,\n\"b\" 2}", "2:5", "unexpected number literal, expected ':'");
        row("{a:1}", "1:2", "invalid literal, expected string literal");
        row("{\"a\":01}", "1:7", "unexpected number literal, expected '}'");
        row("[1] x", "1:5", "invalid literal, nothing may follow the document");
        row("[1] 2", "1:5", "unexpected number literal, nothing may follow the document");
        row("1 2", "1:3", "unexpected number literal, nothing may follow the document");
        row("1],[2", "1:2", "unexpected ']', nothing may follow the document");
        row("1,2", "1:2", "unexpected ',', nothing may follow the document");
        row("[\"a\":1]", "1:5", "unexpected ':', expected ']'");
        row("[\"a\":[]}", "1:5", "unexpected ':', expected ']'");
        row("{\"a\":\"b\":1}", "1:9", "unexpected ':', expected '}'");
        row("\"a\":[]", "1:4", "unexpected ':', nothing may follow the document");
        row("[1:2]", "1:3", "unexpected ':', expected ']'");
        row("[null:2]", "1:6", "unexpected ':', expected ']'");
        row("[1\x01]", "1:3", "invalid literal, expected ']'");
        row("[tru]", "1:5", "invalid literal");
        row("[1e999,]", "1:8", "unexpected ']', expected a value");
        row("[\"abc", "1:6", "invalid string: missing closing quote");
        row("{\"a\":[1,2}", "1:10", "unexpected '}', expected ']'");
        row("[1.]", "1:4", "invalid number, expected digit after '.'");
        row("[-]", "1:3", "invalid number, expected digit after '-'");
        row("{\"a\":1", "1:7", "unexpected end of input, expected '}'");
    }

    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, place);
        QFETCH(QByteArray, reason);
        const auto value = readJson(text.toStdString());
        QVERIFY(!value.ok());
        const Error& error = value.error();
        QCOMPARE(error.code, ErrorCode::BadJson);
        QCOMPARE(QByteArray::fromStdString(reasonOf(error)), reason);
        QCOMPARE(QByteArray::number(error.place.line) + ":" + QByteArray::number(error.place.column), place);
    }

    void refused_strings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("column");
        QTest::newRow("lone high surrogate") << QByteArray(R"(["\ud800"])") << 9;
        QTest::newRow("lone low surrogate") << QByteArray(R"(["\udc00"])") << 8;
        QTest::newRow("lone low surrogate in a key") << QByteArray(R"({"\udc00":1})") << 8;
        QTest::newRow("high surrogate twice") << QByteArray(R"(["\ud800\ud800"])") << 14;
        QTest::newRow("invalid UTF-8") << QByteArray("[\"a\xff\"]") << 4;
        QTest::newRow("overlong UTF-8") << QByteArray("[\"\xc0\xaf\"]") << 3;
        QTest::newRow("control character") << QByteArray("[\"a\x01\"]") << 4;
        QTest::newRow("unknown escape") << QByteArray(R"(["\x"])") << 4;
    }

    void refused_strings()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, column);
        const auto value = readJson(text.toStdString());
        QVERIFY(!value.ok());
        QCOMPARE(value.error().code, ErrorCode::BadJson);
        QCOMPARE(value.error().place.line, 1);
        QCOMPARE(value.error().place.column, column);
        const std::string reason = reasonOf(value.error());
        QVERIFY2(reason.rfind("invalid string: ", 0) == 0, reason.c_str());
        QVERIFY(QString::fromStdString(reason).toStdString() == reason);
    }

    void depth_is_limited_data()
    {
        QTest::addColumn<QByteArray>("opening");
        QTest::addColumn<QByteArray>("closing");
        QTest::newRow("lists") << QByteArray("[") << QByteArray("]");
        QTest::newRow("maps") << QByteArray("{\"a\":") << QByteArray("}");
    }

    void depth_is_limited()
    {
        QFETCH(QByteArray, opening);
        QFETCH(QByteArray, closing);
        const QByteArray deepest =
            opening.repeated(maxJsonDepth - 1) + "[]" + closing.repeated(maxJsonDepth - 1);
        const auto fits = readJson(deepest.toStdString());
        QVERIFY(fits.ok());
        QVERIFY(fits.value() == readJson(writeJson(fits.value())).value());
        const QByteArray deeper = opening + deepest + closing;
        const auto refused = readJson(deeper.toStdString());
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::LimitExceeded);
        QCOMPARE(refused.error().place.column, opening.size() * maxJsonDepth + 1);
        QVERIFY(!readJson(opening.repeated(200'000).toStdString()).ok());
    }

    void a_refused_document_leaves_the_reader_usable()
    {
        QVERIFY(!readJson(R"({"a":[1,{"b":[2,}]})").ok());
        QCOMPARE(writeJson(readJson(R"({"a":[1]})").value()), std::string(R"({"a":[1]})"));
    }

    void the_minefield_data()
    {
        QTest::addColumn<QString>("path");
        const QString folder = corpusFile(u"json");
        if (folder.isEmpty()) {
            QTest::newRow("absent") << QString();
            return;
        }
        const QStringList filters{QStringLiteral("*.json")};
        for (const QFileInfo& file : QDir(folder).entryInfoList(filters, QDir::Files, QDir::Name)) {
            QTest::newRow(qPrintable(file.fileName())) << file.filePath();
        }
    }

    void the_minefield()
    {
        QFETCH(QString, path);
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string text = file.readAll().toStdString();
        const auto value = readJson(text);
        const QString name = QFileInfo(path).fileName();
        if (name.startsWith(QLatin1String("y_"))) {
            QVERIFY2(value.ok(), value.ok() ? "" : describe(value.error()).c_str());
            const auto again = readJson(writeJson(value.value()));
            QVERIFY(again.ok() && again.value() == value.value());
        }
        if (name.startsWith(QLatin1String("n_"))) {
            QVERIFY(!value.ok());
        }
        if (!value.ok()) {
            QVERIFY(value.error().place.line >= 1);
            QVERIFY(value.error().place.column >= 1);
            const std::string reason = reasonOf(value.error());
            QVERIFY(!reason.empty() && reason.size() < 200);
            QVERIFY2(reason.find("json.exception") == std::string::npos, reason.c_str());
        }
    }

    void two_parsers_agree_on_every_short_text_of_signs()
    {
        const std::vector<std::string> signs{"[", "]", "{", "}", ",", ":", "\"a\"", "1", "null"};
        constexpr std::size_t longest = 5;
        int accepted = 0;
        std::vector<std::size_t> picked; // counts up through all texts of one to five signs
        for (;;) {
            std::size_t digit = 0;
            while (digit < picked.size() && ++picked[digit] == signs.size()) {
                picked[digit++] = 0;
            }
            if (digit == picked.size()) {
                picked.push_back(0);
            }
            if (picked.size() > longest) {
                break;
            }
            std::string text;
            for (const std::size_t sign : picked) {
                text += signs[sign];
            }
            const bool theirs = nlohmann::json::accept(text);
            QVERIFY2(readJson(text).ok() == theirs, text.c_str());
            accepted += theirs ? 1 : 0;
        }
        QCOMPARE(accepted, 31);
    }

    void two_parsers_agree_on_what_is_json()
    {
        QVERIFY(rc::check("a text with a few bytes changed is JSON to both or to neither", [] {
            const std::string original = writeJson(*generate::value());
            for (int round = 0; round < 20; ++round) {
                std::string text = original;
                const int edits = *rc::gen::inRange(0, 4);
                for (int i = 0; i < edits; ++i) {
                    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
                    const char byte =
                        *rc::gen::elementOf(std::string("[]{}:,\"\\ 019-+.eEtnu\n\x01\x80\xc3\xed\xff"));
                    if (*rc::gen::arbitrary<bool>()) {
                        text.insert(at, 1, byte);
                    } else if (at < text.size()) {
                        text[at] = byte;
                    }
                }
                const auto ours = readJson(text);
                // Their only reason to refuse what is JSON: a number too large for a double.
                const bool theirs = nlohmann::json::accept(text);
                const bool mayOverflow = text.find_first_of("eE") != std::string::npos;
                RC_ASSERT(ours.ok() == theirs || (ours.ok() && mayOverflow));
                if (theirs) {
                    RC_ASSERT(nlohmann::json::parse(writeJson(ours.value())) == nlohmann::json::parse(text));
                } else if (!ours.ok()) {
                    RC_ASSERT(ours.error().place.line >= 1);
                }
            }
        }));
    }
};

QTEST_GUILESS_MAIN(JsonReadTest)
#include "tst_json_read.moc"
