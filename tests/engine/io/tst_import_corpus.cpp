#include "engine/io/import.h"
#include "engine/log/log_reader.h"
#include "tests/support/corpus.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

using namespace hindcast;

namespace {

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

/// The real logs and the figures that others counted.
class ImportCorpus : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_number = 0;

    std::string target() { return m_folder.filePath(QString::number(++m_number)).toStdString(); }

    Result<ImportReport> import(const QString& path, bool strict = false)
    {
        ImportRequest request;
        request.sources = {path.toStdString()};
        request.target = target();
        request.strict = strict;
        return importLogs(request);
    }

private Q_SLOTS:
    void figures_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("streams");
        QTest::addColumn<int>("types");
        const auto row = [](const char* file, const char* format, int events, int streams, int types) {
            QTest::newRow(file) << QString::fromUtf8(file) << QString::fromUtf8(format) << events << streams
                                << types;
        };
        row("xes/running-example.xes", "xes", 42, 6, 8);
        row("xes/roadtraffic50traces.xes", "xes", 201, 51, 8);
        row("xes/interval_event_log.xes", "xes", 8109, 1266, 8);
        row("xes/xes_20.xes", "xes", 1, 1, 1);
        row("xes/03_repairExample.xes.gz", "xes", 11855, 1104, 8);
        row("xes/08_receipt.xes.gz", "xes", 8577, 1434, 27);
        row("xes/10_orders.xes.gz", "xes", 154, 17, 11);
        row("xes/11_tickets.xes.gz", "xes", 43, 9, 6);
        row("xes/16_bpic2019_1t_per_variant.xes.gz", "xes", 338247, 11973, 42);
        row("csv/running-example.csv", "csv", 42, 6, 8);
        row("csv/notebook_running_example.csv", "csv", 42, 6, 8);
        row("csv/running_example_broken.csv", "csv", 34, 6, 10);
        row("csv/roadtraffic100traces.csv", "csv", 390, 100, 10);
        row("cloudevents/spec-correlation-examples.cloudevents-batch.json", "cloudevents", 8, 6, 8);
        row("cloudevents/genesisdb-backup-restore-sample.json", "cloudevents", 3, 3, 2);
        row("github/github_events.json", "json", 30, 29, 7);
        row("marten/trip-streams-data.json", "json", 2416, 100, 6);
        row("kurrentdb/paging-events.json", "json", 27, 1, 1);
    }

    void figures()
    {
        QFETCH(QString, file);
        QFETCH(QString, format);
        QFETCH(int, events);
        QFETCH(int, streams);
        QFETCH(int, types);
        const QString path = corpusFile(file);
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const Result<ImportReport> report = import(path, true);
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(text(std::string(nameOf(report->format))), format);
        QCOMPARE(report->imported, events);
        QCOMPARE(report->read, events);
        QCOMPARE(report->skipped, 0);
        QCOMPARE(report->streams, streams);
        QCOMPARE(report->types, types);
    }

    /// What else was counted elsewhere; -1 where nobody did.
    void findings_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("duplicates");
        QTest::addColumn<int>("noId");
        QTest::addColumn<int>("withoutTime");
        QTest::addColumn<int>("zoneAssumed");
        QTest::addColumn<int>("inversions");
        QTest::addColumn<int>("ties");
        const auto row = [](const char* file,
                             int duplicates,
                             int noId,
                             int withoutTime,
                             int zoneAssumed,
                             int inversions,
                             int ties) {
            QTest::newRow(file) << QString::fromUtf8(file) << duplicates << noId << withoutTime << zoneAssumed
                                << inversions << ties;
        };
        row("xes/running-example.xes", 0, 42, 0, 0, 0, 0);
        row("xes/roadtraffic50traces.xes", 0, 201, 0, 201, 0, -1);
        row("xes/interval_event_log.xes", 0, 8109, 0, 0, 39, -1);
        row("xes/xes_20.xes", 0, 1, 1, 0, 0, 0);
        row("xes/10_orders.xes.gz", 0, 154, 0, 154, -1, -1);
        row("xes/11_tickets.xes.gz", 0, 43, 0, 43, 0, 34);
        row("xes/16_bpic2019_1t_per_variant.xes.gz", 0, 338247, 0, 0, 0, 206761);
        row("csv/running-example.csv", 0, 42, 0, 0, 0, 0);
        row("cloudevents/spec-correlation-examples.cloudevents-batch.json", 0, 0, 8, 0, 0, 0);
        row("cloudevents/genesisdb-backup-restore-sample.json", 1, 0, 0, 0, 0, 0);
        row("github/github_events.json", 0, 0, 0, 0, -1, -1);
        row("marten/trip-streams-data.json", 0, 2416, 2416, 0, 0, 0);
    }

    void findings()
    {
        QFETCH(QString, file);
        QFETCH(int, duplicates);
        QFETCH(int, noId);
        QFETCH(int, withoutTime);
        QFETCH(int, zoneAssumed);
        QFETCH(int, inversions);
        QFETCH(int, ties);
        const QString path = corpusFile(file);
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const Result<ImportReport> report = import(path, true);
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->duplicates, duplicates);
        QCOMPARE(report->noId, noId);
        QCOMPARE(report->noTime, withoutTime);
        QCOMPARE(report->zoneAssumed, zoneAssumed);
        if (inversions >= 0) {
            QCOMPARE(report->inversions, inversions);
        }
        if (ties >= 0) {
            QCOMPARE(report->ties, ties);
        }
    }

    void mappings_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("mapping");
        const auto row = [](const char* file, const char* mapping) {
            QTest::newRow(file) << QString::fromUtf8(file) << QString::fromUtf8(mapping);
        };
        row("github/github_events.json",
            "stream=repo.name category==repo type=type time=created_at id=id data=payload");
        row("marten/trip-streams-data.json", "stream==stream+# type=$type");
        row("csv/running-example.csv",
            "stream=case:concept:name category==case type=concept:name time=time:timestamp");
        row("csv/notebook_running_example.csv", "stream=case_id category==case type=activity time=timestamp");
        row("kurrentdb/paging-events.json", "type=eventType id=eventId data=data");
        row("kurrentdb/shoppingCart-b989fe21-9469-4017-8d71-9820b8dd1164.json",
            "type=eventType time=metadata.TimeStamp id=eventId data=data meta=metadata");
    }

    void mappings()
    {
        QFETCH(QString, file);
        QFETCH(QString, mapping);
        const QString path = corpusFile(file);
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const Result<Recognition> found = recognise(path.toStdString());
        QVERIFY2(found.ok(), found.ok() ? "" : describe(found.error()).c_str());
        QStringList fields;
        for (const Field field : allFields) {
            if (!found->mapping.of(field).empty()) {
                fields << text(std::string(nameOf(field))) + u'=' + text(found->mapping.of(field));
            }
        }
        QCOMPARE(fields.join(u' '), mapping);
    }

    /// JSON's minefield as single documents: must be read, must be refused, may be either.
    void minefield_data()
    {
        QTest::addColumn<QString>("path");
        const QString folder = corpusFile(u"json");
        if (folder.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        for (const QString& name : QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files)) {
            QTest::newRow(qPrintable(name)) << folder + u'/' + name;
        }
    }

    void minefield()
    {
        QFETCH(QString, path);
        const QString name = QFileInfo(path).fileName();
        for (const std::optional<LogFormat> format :
            {std::optional<LogFormat>(), std::optional(LogFormat::Json)}) {
            ImportRequest request;
            request.sources = {path.toStdString()};
            request.target = target();
            request.format = format;
            const Result<ImportReport> report = importLogs(request);
            QCOMPARE(QFile::exists(text(request.target)), report.ok());
            if (name.startsWith(u"y_")) {
                QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
                QCOMPARE(report->imported, 1);
            } else if (name.startsWith(u"n_")) {
                QVERIFY2(!report.ok(), "was read");
                QVERIFY2(report.error().place.line > 0 && report.error().place.column > 0,
                    describe(report.error()).c_str());
            }
            QVERIFY(QDir(m_folder.path())
                        .entryList({text(request.target).section(u'/', -1) + QStringLiteral("?*")})
                        .isEmpty());
        }
    }

    void json_lines_go_on_behind_bad_ones()
    {
        const QString path = corpusFile(u"json/fail01.ndjson");
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const Result<ImportReport> report = import(path);
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->format, LogFormat::NdJson);
        QCOMPARE(report->read, 7);
        QCOMPARE(report->imported, 6);
        QCOMPARE(report->skipped, 1);
        QCOMPARE(report->problems.size(), std::size_t(1));
        QCOMPARE(report->problems[0].line, 2);
        QCOMPARE(report->problems[0].column, 29);
        QCOMPARE(text(report->problems[0].reason),
            QStringLiteral("expected ',' or ']' after an element, found '}'"));
        const Result<ImportReport> strict = import(path, true);
        QVERIFY(!strict.ok());
        QCOMPARE(strict.error().place.line, 2);
        QCOMPARE(strict.error().place.column, 29);
    }

    void documents_may_span_lines()
    {
        const QString path = corpusFile(u"json/pass01.ndjson");
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const Result<ImportReport> report = import(path, true);
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->imported, 5);
    }

    void the_malformed_feed_is_refused_at_its_place()
    {
        const QString path = corpusFile(u"kurrentdb/read-all-events.response.malformed.json");
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const Result<ImportReport> report = import(path);
        QVERIFY(!report.ok());
        QCOMPARE(report.error().code, ErrorCode::BadJson);
        QCOMPARE(report.error().place.line, 3);
        QCOMPARE(report.error().place.column, 48);
        QCOMPARE(
            text(reasonOf(report.error())), QStringLiteral("expected ',' or '}' after a member, found '>'"));
    }

    void several_files_are_one_log()
    {
        ImportRequest request;
        for (int cart = 4; cart <= 7; ++cart) {
            const QString path =
                corpusFile(QStringLiteral("kurrentdb/shoppingCart-b989fe21-9469-4017-8d71-9820b8dd116%1.json")
                               .arg(cart));
            if (path.isEmpty()) {
                QSKIP(corpusAbsent);
            }
            request.sources.push_back(path.toStdString());
        }
        request.target = target();
        request.strict = true;
        const Result<ImportReport> report = importLogs(request);
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->imported, 7);
        QCOMPARE(report->noTime, 0);
        QCOMPARE(report->noId, 0);
    }

    /// Every other file of the corpus is read or refused with a reason, and never half.
    void everything_else_is_read_or_refused_data()
    {
        QTest::addColumn<QString>("path");
        const QString folder = corpusFile(u"xes");
        if (folder.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        for (QDirIterator files(QFileInfo(folder).path(), QDir::Files, QDirIterator::Subdirectories);
             files.hasNext();) {
            const QString path = files.next();
            if (!path.contains(u"/json/") && !path.contains(u"bpic2019")) {
                QTest::newRow(qPrintable(path.section(u'/', -2))) << path;
            }
        }
    }

    void everything_else_is_read_or_refused()
    {
        QFETCH(QString, path);
        ImportRequest request;
        request.sources = {path.toStdString()};
        request.target = target();
        const Result<ImportReport> report = importLogs(request);
        QCOMPARE(QFile::exists(text(request.target)), report.ok());
        if (report) {
            QVERIFY(report->imported > 0);
            QCOMPARE(report->read, report->imported + report->skipped);
        } else {
            QVERIFY(!reasonOf(report.error()).empty());
            QCOMPARE(text(report.error().place.file), path);
        }
    }
};

QTEST_GUILESS_MAIN(ImportCorpus)
#include "tst_import_corpus.moc"
