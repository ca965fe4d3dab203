#include "engine/io/export.h"
#include "engine/io/import.h"
#include "engine/log/log_builder.h"
#include "engine/log/log_reader.h"
#include "engine/value/json.h"
#include "tests/support/corpus.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <rapidcheck.h>

#include <optional>
#include <sstream>

using namespace hindcast;

namespace {

/// One event with everything that must come back, as text that a failing comparison can show.
std::string show(const Event& event, const LogNames& names)
{
    const StreamName& stream = names.streams[static_cast<std::size_t>(event.stream.value)];
    std::ostringstream out;
    out << event.position.value << ' ' << event.streamName << " ("
        << names.categories[static_cast<std::size_t>(stream.category.value)] << ") v" << event.version.value
        << ' ' << event.typeName << " us=" << (event.recordedUs ? std::to_string(*event.recordedUs) : "none")
        << " time=" << event.timeText << " id=" << event.id << " corr=" << event.correlation
        << " caus=" << event.causation << " data=" << event.data << " meta=" << event.meta;
    return out.str();
}

Result<std::vector<std::string>> readAll(const std::string& project)
{
    Result<std::unique_ptr<LogReader>> reader = LogReader::open(project);
    if (!reader) {
        return reader.error();
    }
    Result<LogNames> names = (*reader)->names();
    Result<Position> last = (*reader)->lastPosition(mainBranch);
    if (!names || !last) {
        return Error{ErrorCode::Internal, {"names or position"}, {}};
    }
    std::vector<std::string> events;
    constexpr std::int64_t pageSize = 10'000;
    for (Position at{1}; at <= *last; at = at + pageSize) {
        Result<std::vector<Event>> page = (*reader)->page(mainBranch, {at, at + (pageSize - 1)});
        if (!page) {
            return page.error();
        }
        for (const Event& event : *page) {
            events.push_back(show(event, *names));
        }
    }
    return events;
}

Result<std::int64_t> exportTo(const std::string& project, const std::string& path)
{
    Result<std::unique_ptr<LogReader>> reader = LogReader::open(project);
    return reader ? exportCloudEvents(**reader, mainBranch, path) : Result<std::int64_t>(reader.error());
}

Result<ImportReport> importFrom(const std::string& path, const std::string& project)
{
    ImportRequest request;
    request.sources = {path};
    request.target = project;
    request.replace = true;
    request.strict = true;
    return importLogs(request);
}

/// What the CloudEvents specification demands of one line; empty when all is well.
QString violation(QByteArray line)
{
    line.replace("1e400", "1e40"); // Qt's parser has no numbers beyond a double
    QJsonParseError error{};
    const QJsonObject event = QJsonDocument::fromJson(line, &error).object();
    if (error.error != QJsonParseError::NoError) {
        return error.errorString();
    }
    for (const QString& name : {QStringLiteral("specversion"),
             QStringLiteral("id"),
             QStringLiteral("source"),
             QStringLiteral("type"),
             QStringLiteral("subject")}) {
        if (event[name].toString().isEmpty()) {
            return name;
        }
    }
    for (auto member = event.begin(); member != event.end(); ++member) {
        const QString name = member.key();
        for (const QChar c : name) {
            const bool lower = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
            if (!lower && name != u"data_base64") {
                return name;
            }
        }
        if (name == u"data" || name == u"data_base64") {
            continue;
        }
        if (!member->isString() && !member->isBool() && !member->isDouble()) {
            return name;
        }
        if (member->isDouble() && member->toDouble() != member->toInt()) {
            return name;
        }
        for (const QChar c : member->toString()) {
            if (c < QChar(0x20) || (c >= QChar(0x7F) && c <= QChar(0x9F)) || c.isNonCharacter()) {
                return name;
            }
        }
    }
    const QString time = event[QStringLiteral("time")].toString();
    static const QRegularExpression rfc3339(
        QStringLiteral(R"(^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$)"));
    return time.isEmpty() || rfc3339.match(time).hasMatch() ? QString() : QStringLiteral("time ") + time;
}

/// An event whose texts own what they hold.
struct OwnEvent {
    std::string stream, category, type, timeText, id, correlation, causation, data, meta;
    std::optional<std::int64_t> recordedUs;

    NewEvent view() const
    {
        return {stream, category, type, recordedUs, timeText, id, correlation, causation, data, meta};
    }
};

rc::Gen<std::string> anyText()
{
    return rc::gen::map(
        rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{"a",
            "B",
            "7",
            "-",
            "/",
            ":",
            " ",
            "\"",
            "\\",
            "\n",
            std::string(1, '\0'),
            "\x7F",
            "\xC2\x85",
            "\xC3\xA4",
            "\xE2\x99\xA3",
            "\xEF\xB7\x90",
            "\xEF\xBF\xBF",
            "\xF0\x9F\x98\x80"})),
        [](const std::vector<std::string>& parts) {
            std::string text;
            for (const std::string& part : parts) {
                text += part;
            }
            return text;
        });
}

rc::Gen<std::string> anyJson()
{
    return rc::gen::elementOf(std::vector<std::string>{"null",
        "true",
        "0",
        "-0",
        "12345678901234567890123",
        "1.50",
        "1e400",
        "\"\"",
        R"("\u00e4\ud83d\ude00\n")",
        "[]",
        "{}",
        R"([1,{"a":[]}])",
        R"({"b":1,"a":{"c":"x"},"b":2})"});
}

rc::Gen<std::string> anyMeta()
{
    const auto member = rc::gen::pair(rc::gen::elementOf(std::vector<std::string>{"source",
                                          "specversion",
                                          "datacontenttype",
                                          "dataschema",
                                          "data_base64",
                                          "tenant",
                                          "x1",
                                          "Upper",
                                          "id",
                                          "time",
                                          "data",
                                          "hindcastmeta",
                                          "",
                                          "\xC3\xA4"}),
        rc::gen::oneOf(anyJson(),
            rc::gen::elementOf(std::vector<std::string>{R"("/orders")",
                R"("1.1")",
                R"("1.0")",
                R"("text/xml")",
                R"("https://a/b")",
                "7",
                "2147483648",
                "1.0"})));
    return rc::gen::map(rc::gen::container<std::vector<std::pair<std::string, std::string>>>(member),
        [](const std::vector<std::pair<std::string, std::string>>& members) {
            std::string meta;
            for (const auto& [name, value] : members) {
                meta += (meta.empty() ? "{" : ",") + quoteJson(name) + ':' + value;
            }
            return meta.empty() ? meta : meta + '}';
        });
}

rc::Gen<OwnEvent> anyEvent()
{
    struct Time {
        const char* text;
        std::optional<std::int64_t> us;
    };
    static const std::vector<Time> times{{"", {}},
        {"", 1'000'000},
        {"soon", {}},
        {"2026-11-23T10:42:09Z", 1'795'430'529'000'000},
        {"2026-11-23t10:42:09.1234567+01:00", 1'795'426'929'123'456},
        {"2026/11/23 10:42:09", 1'795'430'529'000'000},
        {"1795430529", 1'795'430'529'000'000},
        {"2026-11-23T10:42:09Z", 5},
        {"bell\a", 5}};
    return rc::gen::exec([] {
        OwnEvent event;
        event.stream =
            *rc::gen::oneOf(rc::gen::elementOf(std::vector<std::string>{"order-1", "order-2", "7"}),
                rc::gen::suchThat(anyText(), [](const std::string& s) { return !s.empty(); }));
        // A stream keeps the category it was first seen with, so it must not vary within a stream.
        event.category = event.stream.size() % 2 == 0 ? "" : "shelf \"A\"";
        event.type = *rc::gen::suchThat(anyText(), [](const std::string& s) { return !s.empty(); });
        const std::size_t time = *rc::gen::inRange<std::size_t>(0, times.size());
        event.timeText = times[time].text;
        event.recordedUs = times[time].us;
        event.id = *anyText();
        event.correlation = *anyText();
        event.causation = *anyText();
        event.data = *anyJson();
        event.meta = *anyMeta();
        return event;
    });
}

} // namespace

/// Importing an export gives the same log.
class Export : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string path(const char* name) { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }

    void compareAfterRoundTrip(const std::string& project)
    {
        const Result<std::int64_t> exported = exportTo(project, path("export"));
        QVERIFY2(exported.ok(), exported.ok() ? "" : describe(exported.error()).c_str());
        const Result<ImportReport> report = importFrom(path("export"), path("back"));
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->imported, *exported);
        const Result<std::vector<std::string>> before = readAll(project);
        const Result<std::vector<std::string>> after = readAll(path("back"));
        QVERIFY(before.ok() && after.ok());
        QCOMPARE(after->size(), before->size());
        for (std::size_t i = 0; i < before->size(); ++i) {
            QCOMPARE(QString::fromStdString((*after)[i]), QString::fromStdString((*before)[i]));
        }
        QFile file(QString::fromStdString(path("export")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        qint64 lines = 0;
        while (!file.atEnd() && lines < 20'000) {
            const QByteArray line = file.readLine();
            const QString wrong = violation(line);
            QVERIFY2(wrong.isEmpty(), (wrong.toUtf8() + " in " + line).constData());
            ++lines;
        }
    }

private Q_SLOTS:
    void real_logs_come_back_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"xes/running-example.xes",
                 "xes/roadtraffic50traces.xes",
                 "xes/interval_event_log.xes",
                 "xes/xes_20.xes",
                 "xes/03_repairExample.xes.gz",
                 "xes/08_receipt.xes.gz",
                 "xes/10_orders.xes.gz",
                 "xes/11_tickets.xes.gz",
                 "csv/running-example.csv",
                 "csv/notebook_running_example.csv",
                 "csv/running_example_broken.csv",
                 "csv/roadtraffic100traces.csv",
                 "cloudevents/spec-correlation-examples.cloudevents-batch.json",
                 "cloudevents/genesisdb-backup-restore-sample.json",
                 "github/github_events.json",
                 "marten/trip-streams-data.json",
                 "kurrentdb/account-spec.json",
                 "kurrentdb/paging-events.json",
                 "json/pass01.ndjson"}) {
            QTest::newRow(file) << QString::fromUtf8(file);
        }
    }

    void real_logs_come_back()
    {
        QFETCH(QString, file);
        const QString source = corpusFile(file);
        if (source.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const Result<ImportReport> report = importFrom(source.toStdString(), path("project"));
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        compareAfterRoundTrip(path("project"));
    }

    void the_sample_is_exported_as_it_was_written()
    {
        const QString sample = sourceFile(u"resources/samples/orders.ndjson");
        QVERIFY(importFrom(sample.toStdString(), path("project")).ok());
        compareAfterRoundTrip(path("project"));
    }

    void any_log_comes_back()
    {
        QVERIFY(rc::check("import(export(log)) == log", [this] {
            const auto events = *rc::gen::container<std::vector<OwnEvent>>(anyEvent());
            RC_PRE(!events.empty());
            Result<std::unique_ptr<LogBuilder>> builder = LogBuilder::begin(path("project"), true);
            RC_ASSERT(builder.ok());
            for (const OwnEvent& event : events) {
                RC_ASSERT((*builder)->add(event.view()).ok());
            }
            RC_ASSERT((*builder)->finish().ok());
            RC_ASSERT(exportTo(path("project"), path("export")).ok());
            const Result<ImportReport> report = importFrom(path("export"), path("back"));
            if (!report) {
                RC_FAIL(describe(report.error()));
            }
            RC_ASSERT(*readAll(path("back")) == *readAll(path("project")));
            QFile file(QString::fromStdString(path("export")));
            RC_ASSERT(file.open(QIODevice::ReadOnly));
            while (!file.atEnd()) {
                const QString wrong = violation(file.readLine());
                RC_ASSERT(wrong.toStdString() == std::string());
            }
        }));
    }

    void a_stopped_export_leaves_nothing()
    {
        const QString sample = sourceFile(u"resources/samples/orders.ndjson");
        QVERIFY(importFrom(sample.toStdString(), path("project")).ok());
        Result<std::unique_ptr<LogReader>> reader = LogReader::open(path("project"));
        QVERIFY(reader.ok());
        std::stop_source stop;
        stop.request_stop();
        const Result<std::int64_t> exported =
            exportCloudEvents(**reader, mainBranch, path("never"), {}, stop.get_token());
        QVERIFY(!exported.ok());
        QCOMPARE(exported.error().code, ErrorCode::Cancelled);
        QVERIFY(QDir(m_folder.path()).entryList({QStringLiteral("never*")}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(Export)
#include "tst_export.moc"
