#include "engine/io/byte_source.h"
#include "engine/io/import.h"
#include "engine/value/json.h"
#include "tests/support/packed.h"
#include "tests/support/peak_memory.h"

#include <QTemporaryDir>
#include <QtTest>

#include <chrono>
#include <fstream>
#include <thread>

using namespace hindcast;

namespace {

using Text = std::function<std::string()>;

std::string times(std::size_t count, std::string_view text)
{
    std::string out;
    out.reserve(count * text.size());
    for (std::size_t i = 0; i < count; ++i) {
        out += text;
    }
    return out;
}

constexpr std::size_t kb = 1000;
constexpr std::size_t mb = 1000 * kb;

/// `head`, then 10 GB of the text, in a file of a few megabytes: gzip members follow one another as one text.
std::string bomb(std::string_view head, std::string_view text)
{
    constexpr std::size_t member = 10 * mb;
    return gzip(head) + times(1000, gzip(times(member / text.size(), text)));
}

/// "imported, skipped" and the first problem, or the refusal.
std::string outcomeOf(const Result<ImportReport>& report)
{
    const auto shown = [](std::int64_t line, std::int64_t column, const std::string& reason) {
        return std::to_string(line) + ':' + std::to_string(column) + ' ' + reason;
    };
    if (!report) {
        const Error& error = report.error();
        return std::string(nameOf(error.code)) + ' '
            + shown(error.place.line, error.place.column, reasonOf(error));
    }
    std::string text = std::to_string(report->imported) + ", " + std::to_string(report->skipped);
    if (!report->problems.empty()) {
        const ImportProblem& first = report->problems.front();
        text += ": " + shown(first.line, first.column, first.reason);
    }
    return text;
}

} // namespace

Q_DECLARE_METATYPE(Text)

/// Logs that are made to break who reads them: each is refused with its place or read, in bounded memory.
class HostileLogs : public QObject {
    Q_OBJECT

private:
    ImportRequest requestFor(const std::string& content, const char* format)
    {
        const std::string source = m_folder.filePath(QStringLiteral("log")).toStdString();
        std::ofstream(source, std::ios::binary | std::ios::trunc) << content;
        ImportRequest request;
        request.sources = {source};
        request.target = m_folder.filePath(QStringLiteral("log.hindcast")).toStdString();
        request.replace = true;
        if (format[0] != '\0') {
            request.format = *formatFromName(format);
        }
        return request;
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void are_refused_or_read_in_bounded_memory_data()
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<QByteArray>("format"); // recognised where it is empty
        QTest::addColumn<QByteArray>("outcome");
        QTest::addColumn<int>("megabytes"); // it may take, those of the text itself not counted
        const auto row =
            [](const char* name, const char* format, Text text, const char* outcome, int megabytes = 64) {
                QTest::newRow(name) << std::move(text) << QByteArray(format) << QByteArray(outcome)
                                    << megabytes;
            };
        const auto plain = [](const char* text) { return [text] { return std::string(text); }; };

        // Nesting
        row(
            "100,000 arrays",
            "json",
            [] { return times(100 * kb, "["); },
            "limit-exceeded 1:1002 a value is nested too deep (the limit is 1000 levels)");
        row(
            "100,000 objects",
            "json",
            [] { return times(100 * kb, "{\"a\":"); },
            "limit-exceeded 1:5001 a value is nested too deep (the limit is 1000 levels)");
        row(
            "100,000 arrays in a line",
            "ndjson",
            [] { return times(100 * kb, "[") + "\n{\"a\":1}\n"; },
            "1, 1: 1:1001 a value is nested too deep (the limit is 1000 levels)");
        row(
            "100,000 objects over lines",
            "ndjson",
            [] { return "{\"a\":1}\n" + times(100 * kb, "{\"a\":\n"); },
            "1, 100000: 2:6 the line ends inside an object");
        row(
            "100,000 arrays in a CloudEvent",
            "cloudevents",
            [] {
                return R"({"specversion":"1.0","id":"1","type":"A","source":"s","data":)"
                    + times(100 * kb, "[") + "}";
            },
            "limit-exceeded 1:1061 a value is nested too deep (the limit is 1000 levels)");
        row(
            "100,000 quotes in a row",
            "csv",
            [] { return "a,b\n" + times(100 * kb, "\"") + ",1\n2,3\n"; },
            "2, 0");
        row(
            "100,000 elements",
            "xes",
            [] { return "<log>" + times(100 * kb, "<x>"); },
            "bad-xml 1:3006 elements are nested too deep");
        row(
            "100,000 attributes in each other",
            "xes",
            [] { return "<log><event>" + times(100 * kb, "<string key='a' value='b'>"); },
            "bad-xml 1:10413 attributes are nested too deep");

        // Long texts and lines
        row(
            "10 MB in a text",
            "json",
            [] { return "[{\"a\":\"" + times(10 * mb, "x") + "\"}]"; },
            "1, 0",
            200);
        row(
            "10 MB in a name", "ndjson", [] { return "{\"" + times(10 * mb, "x") + "\":1}\n"; }, "1, 0", 300);
        row(
            "10 MB in a number",
            "ndjson",
            [] { return "{\"a\":" + times(10 * mb, "1") + "}\n"; },
            "1, 0",
            200);
        row(
            "10 MB in a cell", "csv", [] { return "a,b\n1," + times(10 * mb, "x") + "\n"; }, "1, 0", 200);
        row(
            "10 MB in an attribute",
            "xes",
            [] { return "<log><event><string key='a' value='" + times(10 * mb, "x") + "'/></event></log>"; },
            "1, 0",
            300);
        row(
            "10 MB of what a trace says of itself",
            "xes",
            [] {
                return "<log><trace><string key='a' value='" + times(10 * mb, "x") + "'/>"
                    + times(1000, "<event/>") + "</trace></log>";
            },
            "limit-exceeded 1:13 what a trace says of itself is too long (the limit is 1048576 bytes)",
            300);
        row(
            "a line of 100 MB",
            "ndjson",
            [] { return times(100 * mb, "x"); },
            "bad-json 1:1 expected a value, found 'x'",
            500);
        row(
            "a line of 100 MB behind a record",
            "",
            [] { return "{\"a\":1}\n" + times(100 * mb, "x"); },
            "1, 1: 2:1 expected a value, found 'x'",
            500);
        row(
            "a header of 100 MB",
            "csv",
            [] { return times(100 * mb, "x"); },
            "no-events 1:1 no event could be read: it is a CSV without rows, a header and nothing else",
            500);

        // Names
        row("a name twice", "json", plain(R"([{"a":1,"b":{"c":1,"c":2},"a":2}])"), "1, 0");
        row(
            "a member 1,000,000 times",
            "ndjson",
            [] { return "{" + times(mb, "\"a\":1,") + "\"a\":2}\n"; },
            "1, 0",
            500);
        row(
            "1,000,000 columns",
            "csv",
            [] { return times(mb - 1, "a,") + "a\n" + times(mb - 1, "1,") + "1\n"; },
            "1, 0",
            700);
        row(
            "1,000,000 columns in one row",
            "csv",
            [] { return "a,b\n1,2\n" + times(mb, "1,") + "1\n"; },
            "1, 1: 3:1 the row has 1000001 cells, the header 2",
            300);
        row("a header alone",
            "csv",
            plain("a,b\n"),
            "no-events 1:1 no event could be read: it is a CSV without rows, a header and nothing else");

        // Bytes
        row(
            "a NUL in a text",
            "ndjson",
            [] { return std::string("{\"a\":\"x\0\"}\n{\"a\":1}\n", 19); },
            "1, 1: 1:8 a control character in a text must be escaped (byte 0x00)");
        row(
            "a NUL between tokens",
            "json",
            [] { return std::string("[{\"a\":1}\0]", 10); },
            "bad-json 1:9 expected ',' or ']' after an element, found byte 0x00");
        row(
            "a NUL in a cell", "csv", [] { return std::string("a,b\n1,x\0y\n", 10); }, "1, 0");
        row(
            "a NUL in XML",
            "xes",
            [] { return std::string("<log><event/>\0</log>", 20); },
            "bad-xml 1:14 not well-formed (invalid token)");
        row("bytes that are no UTF-8",
            "ndjson",
            plain("{\"a\":\"\xC3\x28\"}\n{\"a\":\"\xFF\"}\n{\"a\":1}\n"),
            "1, 2: 1:7 this is not UTF-8 (byte 0xC3); Latin-1 or Windows-1252 must be converted first");
        row("bytes that are no UTF-8 in a document",
            "json",
            plain("[{\"a\":\"\xED\xA0\x80\"}]"),
            "not-utf8 1:8 this is not UTF-8 (byte 0xED); Latin-1 or Windows-1252 must be converted first");
        row("bytes that are no UTF-8 in a cell",
            "csv",
            plain("a,b\n\xC0\x80,2\n3,4\n"),
            "1, 1: 2:1 this is not UTF-8 (byte 0xC0); Latin-1 or Windows-1252 must be converted first");
        row("bytes that are no UTF-8 in XML",
            "xes",
            plain("<log><event/>\xFF</log>"),
            "bad-xml 1:14 not well-formed (invalid token)");
        row("half a pair of surrogates",
            "ndjson",
            plain("{\"a\":\"\\ud800\"}\n{\"a\":\"\\udc00x\"}\n{\"a\":1}\n"),
            "1, 2: 1:7 half of a surrogate pair stands alone ('\\')");
        row(
            "half a pair of surrogates in UTF-16",
            "",
            [] { return std::string("\xFF\xFE{\0\"\0a\0\"\0:\0\"\0\x00\xD8\"\0}\0\n\0{\0}\0", 26); },
            "1, 1: 1:7 this is not UTF-8 (byte 0xED); Latin-1 or Windows-1252 must be converted first");

        // XML
        row(
            "a billion laughs",
            "xes",
            [] {
                std::string text = "<!DOCTYPE log [<!ENTITY l0 'ha'>";
                for (int i = 1; i < 30; ++i) {
                    const std::string inner = "&l" + std::to_string(i - 1) + ";";
                    text += "<!ENTITY l" + std::to_string(i) + " '" + times(10, inner) + "'>";
                }
                return text + "]><log><event><string key='a' value='&l29;'/></event></log>";
            },
            "bad-xml 1:28 the document declares entities, which are not read");
        row("an entity in another file",
            "xes",
            plain("<!DOCTYPE log [<!ENTITY p SYSTEM 'file:///etc/passwd'>]><log><event><string key='a' "
                  "value='x'>&p;</string></event></log>"),
            "bad-xml 1:54 the document declares entities, which are not read");
        row("a definition in another file",
            "xes",
            plain("<!DOCTYPE log SYSTEM 'file:///etc/passwd'><log><event/></log>"),
            "1, 0");

        // gzip
        row(
            "a cut gzip",
            "",
            [] {
                const std::string whole = gzip("{\"a\":1}\n{\"a\":2}\n");
                return whole.substr(0, whole.size() - 9);
            },
            "bad-gzip 0:0 the compressed data is damaged (it ends in the middle)");
        row(
            "two gzips in one", "", [] { return gzip("{\"a\":1}\n{\"a\"") + gzip(":2}\n"); }, "2, 0");
        row(
            "a gzip with something behind",
            "",
            [] { return gzip("{\"a\":1}\n") + "{}"; },
            "bad-gzip 0:0 the compressed data is damaged (something that is not gzip follows the compressed "
            "data)");
        row(
            "a gzip in a gzip",
            "",
            [] { return gzip(gzip("{\"a\":1}\n")); },
            "not-a-log 1:1 this is no event log that can be recognised (it is binary data)");
        row(
            "10 GB of NUL",
            "",
            [] { return bomb("", std::string_view("\0", 1)); },
            "not-a-log 1:1 this is no event log that can be recognised (it is binary data)",
            1000);
        row(
            "10 GB of NUL in a document",
            "json",
            [] { return bomb("[{\"a\":\"", std::string_view("\0", 1)); },
            "bad-json 1:8 a control character in a text must be escaped (byte 0x00)",
            1000);
        row(
            "10 GB in a text",
            "json",
            [] { return bomb("[{\"a\":\"", "x"); },
            "limit-exceeded 1:2 a record is too long (the limit is 268435456 bytes)",
            1000);
        row(
            "10 GB in a line",
            "ndjson",
            [] { return bomb("{\"a\":1}\n", std::string_view("\0", 1)); },
            "limit-exceeded 2:1 a record is too long (the limit is 268435456 bytes)",
            1000);
        row(
            "10 GB of blank lines",
            "ndjson",
            [] { return bomb("", "\n"); },
            "file-empty 1:1 the file is empty",
            64);
        row(
            "10 GB in a cell",
            "csv",
            [] { return bomb("a,b\n1,", "x"); },
            "limit-exceeded 2:1 a record is too long (the limit is 268435456 bytes)",
            1000);
        row(
            "10 GB in a tag",
            "xes",
            [] { return bomb("<log><event><string key='", "x"); },
            "limit-exceeded 1:13 a tag, text or comment is too long (the limit is 268435456 bytes)",
            1500);
        row(
            "10 GB of blanks in XML",
            "xes",
            [] { return bomb("<log>", " "); },
            "limit-exceeded 0:0 no record was found so far (the limit is 536870912 bytes)",
            64);
        row(
            "10 GB of one event's attributes",
            "xes",
            [] { return bomb("<log><event>", "<int key='a' value='1'/> "); },
            "limit-exceeded 1:101680088 what an event says is too long (the limit is 268435456 bytes)",
            1500);
    }
    void are_refused_or_read_in_bounded_memory()
    {
        QFETCH(Text, text);
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, outcome);
        QFETCH(int, megabytes);
        const ImportRequest request = requestFor(text(), format.constData());
        const PeakMemory peak = peakMemoryOf([&] { return outcomeOf(importLogs(request)); });
        QCOMPARE(QByteArray::fromStdString(peak.answer), outcome);
        if (memoryTells) {
            QVERIFY2(peak.megabytes <= megabytes, qPrintable(QStringLiteral("%1 MB").arg(peak.megabytes)));
        }
    }

    void an_endless_text_can_be_stopped()
    {
        const ImportRequest request =
            requestFor(bomb("{\"a\":1}\n" + times(3 * mb, "{\"a\":1}\n"), "\n"), "ndjson");
        std::stop_source stop;
        const std::jthread hand([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            stop.request_stop();
        });
        QCOMPARE(importLogs(request, {}, stop.get_token()).error().code, ErrorCode::Cancelled);
    }

    void a_million_types_are_a_million_types()
    {
        std::string text;
        for (std::size_t i = 0; i < mb; ++i) {
            text += "{\"type\":\"T" + std::to_string(i) + "\"}\n";
        }
        const ImportRequest request = requestFor(text, "ndjson");
        const PeakMemory peak = peakMemoryOf([&] {
            const auto report = importLogs(request);
            return report ? std::to_string(report->types) : describe(report.error());
        });
        QCOMPARE(peak.answer, std::string("1000000"));
        QVERIFY2(
            !memoryTells || peak.megabytes < 500, qPrintable(QStringLiteral("%1 MB").arg(peak.megabytes)));
    }

    void documents_of_states_are_refused_at_their_place_data()
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<QByteArray>("refusal");
        const auto row = [](const char* name, Text text, const char* refusal) {
            QTest::newRow(name) << std::move(text) << QByteArray(refusal);
        };
        row(
            "100,000 arrays",
            [] { return times(100 * kb, "[") + times(100 * kb, "]"); },
            "1:1001: the document nests too deep (the limit is 1000 levels)");
        row(
            "a NUL behind",
            [] { return std::string("{}\0", 3); },
            "1:3: invalid literal, nothing may follow the document");
        row(
            "a NUL between", [] { return std::string("[1,\n\0 2]", 8); }, "2:1: invalid literal");
        row(
            "a NUL in a text",
            [] { return std::string("[\"a\0\"]", 6); },
            "1:4: invalid string: control character U+0000 (NUL) must be escaped to \\u0000");
        row(
            "half a pair",
            [] { return std::string(R"(["\udc00"])"); },
            "1:8: invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF");
        row(
            "no UTF-8",
            [] { return std::string("[\"\xC0\x80\"]"); },
            "1:3: invalid string: ill-formed UTF-8 byte");
    }
    void documents_of_states_are_refused_at_their_place()
    {
        QFETCH(Text, text);
        QFETCH(QByteArray, refusal);
        const auto read = readJson(text());
        QVERIFY(!read.ok());
        const Error& error = read.error();
        QCOMPARE(QByteArray::number(qlonglong(error.place.line)) + ':'
                + QByteArray::number(qlonglong(error.place.column)) + ": "
                + QByteArray::fromStdString(reasonOf(error)),
            refusal);
    }
};

QTEST_GUILESS_MAIN(HostileLogs)
#include "tst_hostile_logs.moc"
