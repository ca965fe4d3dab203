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
};

QTEST_GUILESS_MAIN(ImportCorpus)
#include "tst_import_corpus.moc"
