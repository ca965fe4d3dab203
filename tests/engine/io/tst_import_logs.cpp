#include "engine/io/import.h"
#include "engine/log/log_reader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace hindcast;

namespace {

QByteArray cloudEvent(int number, const char* more = "")
{
    return QStringLiteral(
        "{\"specversion\":\"1.0\",\"id\":\"e%1\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\"o-%2\"%3}\n")
        .arg(number)
        .arg(number % 10)
        .arg(QString::fromUtf8(more))
        .toUtf8();
}

QByteArray cloudEvents(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i) {
        text += cloudEvent(i);
    }
    return text;
}

QString codeOf(const Result<ImportReport>& report)
{
    return report ? QStringLiteral("ok") : QString::fromStdString(std::string(nameOf(report.error().code)));
}

} // namespace

class ImportTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    std::string write(const char* name, const QByteArray& content)
    {
        QFile file(m_folder->filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            qFatal("can't write the test's own file");
        }
        return file.fileName().toStdString();
    }
    std::string target() const { return m_folder->filePath(QStringLiteral("log.hindcast")).toStdString(); }
    bool targetIsThere() const { return QFile::exists(QString::fromStdString(target())); }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    Result<ImportReport> import(std::vector<std::string> sources, bool strict = false)
    {
        ImportRequest request;
        request.sources = std::move(sources);
        request.target = target();
        request.strict = strict;
        return importLogs(request);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void formats_are_told_by_content_never_by_name_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("records");
        const auto row = [](const char* name, const QByteArray& content, const char* format, int records) {
            QTest::newRow(name) << content << QString::fromUtf8(format) << records;
        };
        row("one CloudEvent", cloudEvent(1), "cloudevents", 1);
        row("CloudEvents, a line each", cloudEvents(3), "cloudevents", 3);
        row("CloudEvents, a batch", '[' + cloudEvent(1) + ',' + cloudEvent(2) + ']', "cloudevents", 2);
        row("CloudEvents spanning lines", cloudEvents(2).replace(",", ",\n"), "cloudevents", 2);
        row("NDJSON", "{\"a\":1}\n{\"a\":2}\n", "ndjson", 2);
        row("NDJSON, first line bad", "{\"a\" 1}\n{\"a\":2}\n{\"a\":3}\n", "ndjson", 2);
        row("NDJSON under comments", "// x\n# y\n{\"a\":1}\n{\"a\":2}\n", "ndjson", 2);
        row("NDJSON under a comment of several lines",
            "/* x\n * y\n */\n{\"a\":1}\n{\"a\":2}\n",
            "ndjson",
            2);
        row("JSON text sequence", "\x1e{\"a\":1}\n\x1e{\"a\":2}\n", "ndjson", 2);
        row("objects on one line", "{\"a\":1}{\"a\":2}", "ndjson", 2);
        row("records in a document", "{\"Records\":[{\"a\":1},{\"a\":2}]}", "json", 2);
        row("CloudEvents in a document", "{\"events\":[" + cloudEvent(1) + "]}", "cloudevents", 1);
        row("a JSON array", "[{\"a\":1}]", "json", 1);
        row("a JSON scalar", "true", "json", 1);
        row("a JSON text", "\"a,b\"", "json", 1);
        row("CSV", "time,name\n2020-01-01,x\n", "csv", 1);
        row("CSV in quotes", "\"a\",\"b\"\n\"1\",\"2\"\n", "csv", 1);
        row("CSV beginning with a number", "1,2\n3,4\n", "csv", 1);
        row("CSV, most rows ragged",
            "id,time,type\n1,2020-01-01\n2,2020-01-01,A,x\n3,2020-01-01,A\n",
            "csv",
            1);
        row("CSV, separators at the ends of rows", "id,type\n1,a,\n2,b,\n", "csv", 2);
        row("CSV under comments", "# made by, me\n# twice\nid,type\n1,a\n", "csv", 1);
        row("CSV with its separator said", "sep=;\nid;type\n1;a\n", "csv", 1);
        row("CSV in UTF-16",
            QByteArray("\xFF\xFE"
                       "a\0,\0b\0\n\0"
                       "1\0,\0"
                       "2\0",
                16),
            "csv",
            1);
        row("XES in UTF-16",
            QByteArray("<\0l\0o\0g\0>\0<\0e\0v\0e\0n\0t\0/\0>\0<\0/\0l\0o\0g\0>\0", 38),
            "xes",
            1);
        row("XES", "<?xml version='1.0'?><!-- x --><log><event/></log>", "xes", 1);
        row("with a byte order mark", "\xEF\xBB\xBF[{\"a\":1}]", "json", 1);
    }

    void formats_are_told_by_content_never_by_name()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, format);
        QFETCH(int, records);
        for (const char* name : {"a.csv", "b.json", "c.xes.gz"}) {
            QFile::remove(QString::fromStdString(target()));
            const Result<ImportReport> report = import({write(name, content)});
            QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
            QCOMPARE(QString::fromStdString(std::string(nameOf(report->format))), format);
            QCOMPARE(report->imported, records);
        }
    }

    void what_is_no_log_is_refused_and_leaves_nothing_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& content, const char* code) {
            QTest::newRow(name) << content << QString::fromUtf8(code);
        };
        row("nothing", "", "file-empty");
        row("blanks", " \n\n ", "file-empty");
        row("a picture", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR,,\n,\n", 22), "not-a-log");
        row("a program",
            QByteArray("\x7f"
                       "ELF\2\1\1\0,\n\0,\n",
                13),
            "not-a-log");
        row("prose",
            "Dear reader, this is a letter.\nIt has, here and there, commas.\nNo more.\n",
            "not-a-log");
        row("one word", "hello\n", "not-a-log");
        row("another XML", "<html><body/></html>", "not-a-log");
        row("a damaged text in UTF-16", QByteArray("\xFF\xFE{\0,\0", 6), "bad-json");
        row("Latin-1", "a,caf\xE9\n1,2\n", "not-utf8");
        row("code", "int main(int a, int b)\n{\n    f(a, b);\n}\n", "not-a-log");
        row("an empty array", "[]", "no-events");
        row("an empty log", "<log/>", "no-events");
        row("only bad lines", cloudEvents(2).replace("\"id\"", "\"ie\""), "bad-cloudevent");
        row("a damaged document", "[{\"a\":1},{\"a\":}]", "bad-json");
        row("a damaged end", "[" + cloudEvents(1) + "]x", "bad-json");
        row("damaged XML", "<log><event/><event></log>", "bad-xml");
        row("gzip cut short", QByteArray("\x1f\x8b\x08\0\0\0", 6), "bad-gzip");
    }

    void what_is_no_log_is_refused_and_leaves_nothing()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, code);
        const std::string path = write("log", content);
        const Result<ImportReport> report = import({path});
        QCOMPARE(codeOf(report), code);
        QCOMPARE(report.error().place.file, path);
        QCOMPARE(files(), QStringList{QStringLiteral("log")});
    }

    void bad_records_are_skipped_counted_and_listed()
    {
        QByteArray content = cloudEvent(1) + "{\"specversion\":\"1.0\"}\n" + cloudEvent(2);
        for (int i = 0; i < 150; ++i) {
            content += "{,}\n";
        }
        const std::string path = write("log", content);
        const Result<ImportReport> report = import({path});
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->read, 153);
        QCOMPARE(report->imported, 2);
        QCOMPARE(report->skipped, 151);
        QCOMPARE(report->problems.size(), std::size_t(100));
        QCOMPARE(report->problems[0].line, 2);
        QCOMPARE(report->problems[0].column, 1);
        QVERIFY(report->problems[0].file == path);
        QVERIFY(
            report->problems[0].reason == "not a CloudEvent: the attributes id, source, type are missing");
        QCOMPARE(report->problems[1].line, 4);
        QCOMPARE(report->problems[1].column, 2);
    }

    void times_that_can_not_be_read_are_counted_and_kept()
    {
        const std::string path = write("log", "time,what\n2020-01-01,a\nsoon,b\nlater,c\n,d\n");
        const Result<Recognition> found = recognise(path);
        QVERIFY(found.ok());
        QVERIFY(found->mapping.of(Field::Time) == "time");
        QVERIFY(found->doubts.size() > 0
            && found->doubts.back()
                == "2 of the first 3 times in 'time' can't be read: they are kept as texts");
        const Result<ImportReport> report = import({path});
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->noTime, 3);
        QCOMPARE(report->unreadTimes, 2);
        QCOMPARE(report->zoneAssumed, 1);
        Result<std::unique_ptr<LogReader>> reader = LogReader::open(target());
        QVERIFY(reader.ok());
        QVERIFY((*reader)->event(mainBranch, Position{2})->timeText == "soon");
    }

    void a_column_tells_the_order_of_its_dates()
    {
        const std::string first = write("first", "when,what\n03/04/2026,a\n24/04/2026,b\n");
        const std::string second = write("second", "when,what\n01/02/2026,c\n");
        const Result<ImportReport> report = import({first, second});
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->unreadTimes, 0);
        Result<std::unique_ptr<LogReader>> reader = LogReader::open(target());
        QVERIFY(reader.ok());
        constexpr std::int64_t april3 = 1'775'174'400'000'000;
        QCOMPARE((*reader)->event(mainBranch, Position{1})->recordedUs, std::optional(april3));
        constexpr std::int64_t february1 = 1'769'904'000'000'000;
        QCOMPARE((*reader)->event(mainBranch, Position{3})->recordedUs, std::optional(february1));
    }

    void strict_makes_the_first_problem_an_error()
    {
        const std::string path = write("log", cloudEvents(100) + "{,}\n" + cloudEvent(200));
        const Result<ImportReport> report = import({path}, true);
        QCOMPARE(codeOf(report), QStringLiteral("bad-json"));
        QCOMPARE(report.error().place.line, 101);
        QCOMPARE(report.error().place.column, 2);
        QCOMPARE(files(), QStringList{QStringLiteral("log")});
    }

    void several_sources_follow_one_another()
    {
        const std::string first = write("first", cloudEvents(3));
        const std::string second = write("second", cloudEvents(2));
        const Result<ImportReport> report = import({second, first});
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->imported, 5);
        QCOMPARE(report->duplicates, 2);
        Result<std::unique_ptr<LogReader>> reader = LogReader::open(target());
        QVERIFY(reader.ok());
        QStringList ids;
        const Result<std::vector<Event>> page = (*reader)->page(mainBranch, {Position{1}, Position{9}});
        QVERIFY(page.ok());
        for (const Event& event : *page) {
            ids << QString::fromStdString(event.id);
        }
        QCOMPARE(ids.join(u' '), QStringLiteral("e0 e1 e0 e1 e2"));
    }

    void a_wrong_second_source_is_told_before_anything_is_written()
    {
        const std::string first = write("first", cloudEvents(3));
        const std::string second = write("second", "nonsense");
        const Result<ImportReport> report = import({first, second});
        QCOMPARE(codeOf(report), QStringLiteral("not-a-log"));
        QCOMPARE(report.error().place.file, second);
        QVERIFY(!targetIsThere());
    }

    void an_existing_project_is_replaced_only_when_asked_for()
    {
        const std::string path = write("log", cloudEvents(3));
        QVERIFY(import({path}).ok());
        QCOMPARE(codeOf(import({path})), QStringLiteral("file-exists"));
        ImportRequest request;
        request.sources = {path};
        request.target = target();
        request.replace = true;
        QVERIFY(importLogs(request).ok());
    }

    void what_is_missing_is_an_error()
    {
        QCOMPARE(codeOf(import({"/nowhere"})), QStringLiteral("file-not-found"));
        QCOMPARE(codeOf(import({})), QStringLiteral("bad-argument"));
        QVERIFY(!targetIsThere());
    }

    void a_given_format_and_mapping_are_kept_to()
    {
        ImportRequest request;
        request.sources = {write("log", "a,b,c\nx,1,2020-01-01\ny,2,2020-01-02\n")};
        request.target = target();
        request.mapping.of(Field::Type) = "a";
        request.mapping.of(Field::Stream) = "=thing+b";
        const Result<ImportReport> report = importLogs(request);
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->streams, 2);
        QCOMPARE(report->types, 2);
        QCOMPARE(report->noTime, 0);
        QVERIFY(report->mapping.of(Field::Time) == "c");
        request.mapping.of(Field::Type) = "a+";
        request.replace = true;
        QCOMPARE(codeOf(importLogs(request)), QStringLiteral("bad-path"));
        request.mapping = {};
        request.format = LogFormat::Json;
        QCOMPARE(codeOf(importLogs(request)), QStringLiteral("bad-json"));
    }

    void progress_goes_up_and_ends_at_one()
    {
        const std::string path = write("log", cloudEvents(50'000));
        std::vector<ImportProgress> told;
        ImportRequest request;
        request.sources = {path};
        request.target = target();
        QVERIFY(importLogs(request, [&](const ImportProgress& progress) { told.push_back(progress); }).ok());
        QVERIFY(told.size() >= 2);
        for (std::size_t i = 1; i < told.size(); ++i) {
            QVERIFY(told[i].fraction >= told[i - 1].fraction);
            QVERIFY(told[i].bytesRead >= told[i - 1].bytesRead);
            QVERIFY(told[i].events >= told[i - 1].events);
            QVERIFY(told[i].finishing || !told[i - 1].finishing);
        }
        QCOMPARE(told.back().fraction, 1.0);
        QCOMPARE(told.back().events, 50'000);
        QCOMPARE(told.back().bytesRead, told.back().bytesTotal);
    }

    void a_stop_leaves_nothing_at_either_stage_data()
    {
        QTest::addColumn<bool>("whileFinishing");
        QTest::newRow("while reading") << false;
        QTest::newRow("while finishing") << true;
    }

    void a_stop_leaves_nothing_at_either_stage()
    {
        QFETCH(bool, whileFinishing);
        const std::string path = write("log", cloudEvents(200'000));
        std::stop_source stop;
        ImportRequest request;
        request.sources = {path};
        request.target = target();
        const Result<ImportReport> report = importLogs(
            request,
            [&](const ImportProgress& progress) {
                if (progress.finishing == whileFinishing) {
                    stop.request_stop();
                }
            },
            stop.get_token());
        QCOMPARE(codeOf(report), QStringLiteral("cancelled"));
        QCOMPARE(files(), QStringList{QStringLiteral("log")});
    }

    void recognition_shows_the_first_events_and_doubts()
    {
        const std::string path =
            write("log", "[{\"type\":\"a\",\"x\":{\"y\":1}},{\"type\":\"b\",\"x\":{\"y\":2}}]");
        const Result<Recognition> found = recognise(path, {}, {}, 1);
        QVERIFY2(found.ok(), found.ok() ? "" : describe(found.error()).c_str());
        QCOMPARE(found->format, LogFormat::Json);
        QCOMPARE(found->sample.size(), std::size_t(1));
        QVERIFY(found->sample[0].type == "a");
        QVERIFY(found->sample[0].data == "{\"x\":{\"y\":1}}");
        QCOMPARE(found->sample[0].line, 1);
        QVERIFY((found->fields == std::vector<std::string>{"type", "x", "x.y"}));
        QCOMPARE(found->doubts.size(), std::size_t(2));
        QVERIFY(!found->gzip);
    }

    void every_format_has_its_name()
    {
        for (const LogFormat format : allFormats) {
            const Result<LogFormat> found = formatFromName(nameOf(format));
            QVERIFY(found.ok());
            QCOMPARE(*found, format);
            QVERIFY(!titleOf(format).empty());
        }
        const Result<LogFormat> unknown = formatFromName("yaml");
        QVERIFY(!unknown.ok());
        QCOMPARE(QString::fromStdString(describe(unknown.error())),
            QStringLiteral("there is no format yaml: use one of cloudevents, json, ndjson, csv, xes"));
    }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "tst_import_logs.moc"
