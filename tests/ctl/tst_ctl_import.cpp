#include "tests/ctl/run_ctl.h"
#include "tests/support/corpus.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

/// `hindcastctl import` as a script sees it: the report, the errors, and what is left behind.
class CtlImport : public QObject {
    Q_OBJECT

private:
    QString scratch(const QString& name) const { return m_folder.filePath(name); }
    QStringList leftBehind() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void init()
    {
        for (const QString& name : leftBehind()) {
            QVERIFY(QFile::remove(scratch(name)));
        }
    }

    void the_report_has_every_count()
    {
        const QString log = writeFile(scratch(QStringLiteral("a.ndjson")),
            "{\"id\":\"1\",\"stream\":\"order-1\",\"type\":\"Made\",\"time\":\"2026-01-01T10:00:00Z\","
            "\"data\":{}}\n"
            "{\"id\":\"1\",\"stream\":\"order-1\",\"type\":\"Paid\",\"time\":\"2026-01-01T09:00:00Z\","
            "\"data\":{}}\n"
            "{\"id\":\"3\",\"stream\":\"order-2\",\"type\":\"Made\",\"time\":\"2026-01-01 "
            "09:00:00\",\"data\":{}}\n"
            "{\"id\":\"4\",\"stream\":\"order-2\",\"type\":\"Paid\",\"time\":\"2026-01-01T09:00:00Z\","
            "\"data\":{}}\n"
            "{\"stream\":\"order-3\",\"type\":\"Made\",\"data\":{\"a\":1,\"a\":2}}\n"
            "{\"broken\":\n");
        const CtlAnswer answer = runCtl({QStringLiteral("import"),
            log,
            QStringLiteral("-o"),
            scratch(QStringLiteral("a.hindcast")),
            QStringLiteral("--json")});
        QCOMPARE(answer.exitCode, 0);
        const QJsonObject report = answer.object();
        const QList<std::pair<QString, int>> counts{{QStringLiteral("read"), 6},
            {QStringLiteral("imported"), 5},
            {QStringLiteral("skipped"), 1},
            {QStringLiteral("streams"), 3},
            {QStringLiteral("types"), 2},
            {QStringLiteral("duplicates"), 1},
            {QStringLiteral("no_id"), 1},
            {QStringLiteral("no_time"), 1},
            {QStringLiteral("repeated_keys"), 1},
            {QStringLiteral("unread_times"), 0},
            {QStringLiteral("zone_assumed"), 1},
            {QStringLiteral("inversions"), 1},
            {QStringLiteral("ties"), 1}};
        for (const auto& [name, count] : counts) {
            QVERIFY2(report.value(name).toInt(-1) == count,
                qPrintable(name + QStringLiteral(" is ") + QString::number(report.value(name).toInt(-1))));
        }
        QCOMPARE(report.value(QStringLiteral("format")).toString(), QStringLiteral("ndjson"));
        const QJsonObject problem = report.value(QStringLiteral("problems")).toArray().first().toObject();
        QCOMPARE(problem.value(QStringLiteral("line")).toInt(), 6);
        QVERIFY(problem.value(QStringLiteral("column")).toInt() > 0);
        QVERIFY(!problem.value(QStringLiteral("reason")).toString().isEmpty());
        QVERIFY(report.value(QStringLiteral("mapping")).isObject());
    }

    void strict_refuses_a_bad_line_and_leaves_nothing()
    {
        const QString log =
            writeFile(scratch(QStringLiteral("a.ndjson")), "{\"a\":1}\n{\"a\":}\n{\"a\":3}\n");
        const CtlAnswer answer = runCtl({QStringLiteral("import"),
            log,
            QStringLiteral("-o"),
            scratch(QStringLiteral("a.hindcast")),
            QStringLiteral("--strict")});
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.err.startsWith(log.toUtf8() + ":2:"), answer.err.constData());
        QCOMPARE(leftBehind(), QStringList{QStringLiteral("a.ndjson")});
    }

    void what_is_no_log_is_refused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("blanks") << QByteArray("  \n\n ");
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1", 24);
        QTest::newRow("a program") << QByteArray("\x7f"
                                                 "ELF\2\1\1\0\0\0\0\0\0\0\0\0",
            16);
        QTest::newRow("prose") << QByteArray("Dear all,\nthis is a letter and nothing else.\nYours\n");
        QTest::newRow("other XML") << QByteArray("<?xml version='1.0'?><html><body>Hi</body></html>");
        QTest::newRow("broken gzip") << QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03garbage", 17);
        QTest::newRow("torn JSON") << QByteArray("[{\"type\":\"A\"},{\"type\":");
    }

    void what_is_no_log_is_refused()
    {
        QFETCH(QByteArray, content);
        const QString log = writeFile(scratch(QStringLiteral("log")), content);
        const CtlAnswer answer = runCtl(
            {QStringLiteral("import"), log, QStringLiteral("-o"), scratch(QStringLiteral("x.hindcast"))});
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.err.startsWith(log.toUtf8() + ":"), answer.err.constData());
        QVERIFY(answer.err.count(": ") >= 2);
        QCOMPARE(leftBehind(), QStringList{QStringLiteral("log")});
    }

    void a_column_is_a_table_where_the_name_says_so_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("exitCode");
        const QByteArray column("activity\nplaced\npaid in full\n");
        QTest::newRow("a table") << QStringLiteral("a.csv") << column << 0;
        QTest::newRow("with blank lines") << QStringLiteral("a.csv") << QByteArray("a\n\nb\n\n") << 0;
        QTest::newRow("no name that says so") << QStringLiteral("a.txt") << column << 2;
        QTest::newRow("prose") << QStringLiteral("a.csv") << QByteArray("Dear all\nthis is a letter\n") << 2;
        QTest::newRow("no header") << QStringLiteral("a.csv") << QByteArray("17\n18\n") << 2;
        QTest::newRow("a row with more") << QStringLiteral("a.csv") << QByteArray("a\nb\nc,d,e\n") << 2;
        QTest::newRow("a header alone") << QStringLiteral("a.csv") << QByteArray("activity\n") << 2;
        QTest::newRow("JSON") << QStringLiteral("a.csv") << QByteArray("{\"type\":\"A\"}\n{\"type\":\"B\"}\n")
                              << 0;
        QTest::newRow("binary") << QStringLiteral("a.csv") << QByteArray("a\nb\0c\n", 6) << 2;
    }

    void a_column_is_a_table_where_the_name_says_so()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(int, exitCode);
        const QString log = writeFile(scratch(name), content);
        const CtlAnswer answer = runCtl(
            {QStringLiteral("import"), log, QStringLiteral("-o"), scratch(QStringLiteral("x.hindcast"))});
        QVERIFY2(answer.exitCode == exitCode, (answer.out + answer.err).constData());
    }

    void an_existing_project_is_replaced_only_by_force()
    {
        const QString log = writeFile(scratch(QStringLiteral("a.ndjson")), "{\"a\":1}\n");
        const QString target = writeFile(scratch(QStringLiteral("a.hindcast")), "precious");
        const QStringList import{QStringLiteral("import"), log, QStringLiteral("-o"), target};
        QCOMPARE(runCtl(import).exitCode, 2);
        QFile file(target);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("precious"));
        file.close();
        // Force is for projects alone.
        QCOMPARE(runCtl(import + QStringList{QStringLiteral("--force")}).exitCode, 2);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("precious"));
        file.close();
        QVERIFY(file.remove());
        QCOMPARE(runCtl(import).exitCode, 0);
        QCOMPARE(runCtl(import).exitCode, 2);
        QCOMPARE(runCtl(import + QStringList{QStringLiteral("--force")}).exitCode, 0);
    }

    void a_given_mapping_wins()
    {
        const QString log = writeFile(
            scratch(QStringLiteral("a.csv")), "who,what,when\nx-1,Came,2026-01-01\nx-1,Went,2026-01-02\n");
        const QString target = scratch(QStringLiteral("a.hindcast"));
        const CtlAnswer answer = runCtl({QStringLiteral("import"),
            log,
            QStringLiteral("-o"),
            target,
            QStringLiteral("--map"),
            QStringLiteral("stream=who"),
            QStringLiteral("--map"),
            QStringLiteral("type=what"),
            QStringLiteral("--map"),
            QStringLiteral("time=when")});
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
        const auto events = runCtl({QStringLiteral("events"), target}).lines();
        QCOMPARE(events.size(), 2);
        QCOMPARE(events[1].value(QStringLiteral("stream")).toString(), QStringLiteral("x-1"));
        QCOMPARE(events[1].value(QStringLiteral("type")).toString(), QStringLiteral("Went"));
        QCOMPARE(events[1].value(QStringLiteral("version")).toInt(), 2);
    }

    void a_log_is_never_replaced_by_its_own_project()
    {
        const QString log = writeFile(scratch(QStringLiteral("a.ndjson")), "{\"a\":1}\n");
        const CtlAnswer answer = runCtl({QStringLiteral("import"),
            log,
            QStringLiteral("-o"),
            m_folder.path() + QStringLiteral("/./a.ndjson"),
            QStringLiteral("--force")});
        QCOMPARE(answer.exitCode, 2);
        QFile file(log);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"a\":1}\n"));
    }

    void a_mapped_field_that_no_record_has_is_said()
    {
        const QString log = writeFile(scratch(QStringLiteral("a.csv")), "who,what\nx-1,Came\nx-1,Went\n");
        const CtlAnswer answer = runCtl({QStringLiteral("import"),
            log,
            QStringLiteral("-o"),
            scratch(QStringLiteral("a.hindcast")),
            QStringLiteral("--map"),
            QStringLiteral("stream=whom")});
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.err.contains("no record has a field 'whom': choose one of who, what"),
            answer.err.constData());
    }

    void every_source_has_its_format()
    {
        const QString json =
            writeFile(scratch(QStringLiteral("a.json")), "[{\"stream\":\"a-1\",\"type\":\"A\"}]");
        const QString csv = writeFile(scratch(QStringLiteral("b.csv")), "stream,type\na-1,B\n");
        const QString target = scratch(QStringLiteral("x.hindcast"));
        const QStringList import{QStringLiteral("import"), json, csv, QStringLiteral("-o"), target};
        const QJsonObject report = runCtl(import + QStringList{QStringLiteral("--json")}).object();
        QCOMPARE(report.value(QStringLiteral("format")).toString(), QStringLiteral("json"));
        QCOMPARE(report.value(QStringLiteral("sources")).toArray(), (QJsonArray{json, csv}));
        const QJsonArray formats = report.value(QStringLiteral("source_formats")).toArray();
        QCOMPARE(formats.size(), 2);
        QCOMPARE(formats[0].toObject().value(QStringLiteral("name")).toString(), json);
        QCOMPARE(formats[0].toObject().value(QStringLiteral("format")).toString(), QStringLiteral("json"));
        QCOMPARE(formats[1].toObject().value(QStringLiteral("format")).toString(), QStringLiteral("csv"));
        const QByteArray text = runCtl(import + QStringList{QStringLiteral("--force")}).out;
        QVERIFY2(text.contains("(JSON document, CSV)"), text.constData());
        const QByteArray info = runCtl({QStringLiteral("info"), target}).out;
        QVERIFY2(info.contains("b.csv, CSV\n"), info.constData());
    }

    void what_recognition_doubts_is_told()
    {
        const QString log = writeFile(scratch(QStringLiteral("a.json")),
            "{\"events\":[{\"stream\":\"a-1\",\"type\":\"A\"}],\"next\":7}");
        const QStringList import{
            QStringLiteral("import"), log, QStringLiteral("-o"), scratch(QStringLiteral("x.hindcast"))};
        const QJsonArray doubts = runCtl(import + QStringList{QStringLiteral("--json")})
                                      .object()
                                      .value(QStringLiteral("doubts"))
                                      .toArray();
        QVERIFY(doubts.contains(
            QStringLiteral("the records are those under 'events'; what stands beside it is not imported")));
        const QByteArray text = runCtl(import + QStringList{QStringLiteral("--force")}).out;
        QVERIFY2(text.contains("  to look at: the records are those under 'events'; what"), text.constData());
    }

    void a_time_column_without_a_readable_time_is_counted()
    {
        const QString log = writeFile(scratch(QStringLiteral("a.csv")),
            "case_id,activity,timestamp\nc-1,Made\nc-1,Paid,soon\nc-2,Sent\n");
        const CtlAnswer answer = runCtl({QStringLiteral("import"),
            log,
            QStringLiteral("-o"),
            scratch(QStringLiteral("x.hindcast")),
            QStringLiteral("--json")});
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
        const QJsonObject report = answer.object();
        QCOMPARE(report.value(QStringLiteral("imported")).toInt(), 1);
        QCOMPARE(report.value(QStringLiteral("skipped")).toInt(), 2);
        QCOMPARE(report.value(QStringLiteral("unread_times")).toInt(), 1);
        QCOMPARE(report.value(QStringLiteral("mapping")).toObject().value(QStringLiteral("time")).toString(),
            QStringLiteral("timestamp"));
    }

    void standard_input_is_a_log_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("-") << QStringLiteral("-");
        QTest::newRow("/dev/stdin") << QStringLiteral("/dev/stdin");
    }

    void standard_input_is_a_log()
    {
        QFETCH(QString, name);
        QByteArray log;
        constexpr int count = 20000;
        for (int i = 0; i < count; ++i) {
            log += "{\"stream\":\"a-1\",\"type\":\"A\",\"data\":{\"n\":" + QByteArray::number(i) + "}}\n";
        }
        const QString target = scratch(QStringLiteral("x.hindcast"));
        const QStringList import{QStringLiteral("import"), name, QStringLiteral("-o"), target};
        const CtlAnswer answer = runCtl(import + QStringList{QStringLiteral("--json")}, log + "{\n");
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
        const QJsonObject report = answer.object();
        QCOMPARE(report.value(QStringLiteral("imported")).toInt(), count);
        QCOMPARE(report.value(QStringLiteral("sources")).toArray(), QJsonArray{name});
        const QJsonObject problem = report.value(QStringLiteral("problems")).toArray().first().toObject();
        QCOMPARE(problem.value(QStringLiteral("file")).toString(), name);
        QCOMPARE(problem.value(QStringLiteral("line")).toInt(), count + 1);
        // What is wrong with it is told under its name too.
        const CtlAnswer bad = runCtl(import + QStringList{QStringLiteral("--force")}, "[1,");
        QCOMPARE(bad.exitCode, 2);
        QVERIFY2(bad.err.startsWith(name.toUtf8() + ":1:"), bad.err.constData());
    }

    void a_terminated_import_leaves_nothing_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("terminate") << SIGTERM;
    }

    void a_terminated_import_leaves_nothing()
    {
        QFETCH(int, signal);
        const QString log = scratch(QStringLiteral("big.ndjson"));
        QCOMPARE(runCtl({QStringLiteral("generate"),
                            QStringLiteral("--events"),
                            QStringLiteral("200000"),
                            QStringLiteral("--streams"),
                            QStringLiteral("1000"),
                            QStringLiteral("--seed"),
                            QStringLiteral("1"),
                            QStringLiteral("-o"),
                            log})
                     .exitCode,
            0);
        QProcess import;
        import.start(QStringLiteral(HINDCASTCTL),
            {QStringLiteral("import"), log, QStringLiteral("-o"), scratch(QStringLiteral("x.hindcast"))});
        QTRY_COMPARE(leftBehind().size(), 2);
        kill(static_cast<pid_t>(import.processId()), signal);
        QVERIFY(import.waitForFinished());
        QCOMPARE(import.exitStatus(), QProcess::NormalExit);
        QCOMPARE(import.exitCode(), 2);
        QCOMPARE(leftBehind(), QStringList{QStringLiteral("big.ndjson")});
    }

    void a_silent_pipe_does_not_keep_a_stop_waiting()
    {
        QProcess import;
        import.start(QStringLiteral(HINDCASTCTL),
            {QStringLiteral("import"),
                QStringLiteral("-"),
                QStringLiteral("-o"),
                scratch(QStringLiteral("x.hindcast"))});
        QVERIFY(import.waitForStarted());
        // Signals are listened for once they are blocked.
        const QString status = QStringLiteral("/proc/%1/status").arg(import.processId());
        const auto listens = [&status] {
            QFile file(status);
            return file.open(QIODevice::ReadOnly) && file.readAll().contains("SigBlk:\t0000000000004002");
        };
        QTRY_VERIFY_WITH_TIMEOUT(listens(), 30'000);
        kill(static_cast<pid_t>(import.processId()), SIGTERM);
        QVERIFY(import.waitForFinished(5000));
        QCOMPARE(import.exitStatus(), QProcess::NormalExit);
        QCOMPARE(import.exitCode(), 2);
        QVERIFY(leftBehind().isEmpty());
    }

    void bad_usage_is_2_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("unknown command") << QStringList{QStringLiteral("frobnicate")};
        QTest::newRow("no output") << QStringList{QStringLiteral("import"), QStringLiteral("a")};
        QTest::newRow("no such file") << QStringList{
            QStringLiteral("import"), QStringLiteral("/no/such"), QStringLiteral("-o"), QStringLiteral("x")};
        QTest::newRow("unknown format") << QStringList{QStringLiteral("import"),
            QStringLiteral("/dev/null"),
            QStringLiteral("-o"),
            QStringLiteral("x"),
            QStringLiteral("--format"),
            QStringLiteral("klingon")};
        QTest::newRow("unknown field") << QStringList{QStringLiteral("import"),
            QStringLiteral("/dev/null"),
            QStringLiteral("-o"),
            QStringLiteral("x"),
            QStringLiteral("--map"),
            QStringLiteral("colour=red")};
        QTest::newRow("no project") << QStringList{
            QStringLiteral("info"), QStringLiteral("/no/such.hindcast")};
        QTest::newRow("unknown bench") << QStringList{QStringLiteral("bench"), QStringLiteral("luck")};
    }

    void bad_usage_is_2()
    {
        QFETCH(QStringList, arguments);
        const CtlAnswer answer = runCtl(arguments);
        QCOMPARE(answer.exitCode, 2);
        QVERIFY(!answer.err.isEmpty() || !answer.out.isEmpty());
    }

    void real_logs_have_their_known_figures_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("streams");
        QTest::newRow("running-example.xes") << "xes/running-example.xes" << 42 << 6;
        QTest::newRow("receipt") << "xes/08_receipt.xes.gz" << 8577 << 1434;
        QTest::newRow("running-example.csv") << "csv/running-example.csv" << 42 << 6;
        QTest::newRow("semicolons") << "csv/notebook_running_example.csv" << 42 << 6;
        QTest::newRow("github") << "github/github_events.json" << 30 << -1;
        QTest::newRow("marten") << "marten/trip-streams-data.json" << 2416 << 100;
        QTest::newRow("cloudevents batch")
            << "cloudevents/spec-correlation-examples.cloudevents-batch.json" << 8 << -1;
        QTest::newRow("repeated id") << "cloudevents/genesisdb-backup-restore-sample.json" << 3 << 3;
    }

    void real_logs_have_their_known_figures()
    {
        QFETCH(QString, file);
        QFETCH(int, events);
        QFETCH(int, streams);
        const QString path = corpusFile(file);
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const QString target = scratch(QStringLiteral("x.hindcast"));
        const CtlAnswer answer =
            runCtl({QStringLiteral("import"), path, QStringLiteral("-o"), target, QStringLiteral("--json")});
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
        QCOMPARE(answer.object().value(QStringLiteral("imported")).toInt(), events);
        if (streams >= 0) {
            QCOMPARE(answer.object().value(QStringLiteral("streams")).toInt(), streams);
        }
        QCOMPARE(runCtl({QStringLiteral("verify"), target}).exitCode, 0);
    }

    void json_documents_behave_by_their_prefix()
    {
        const QString folder = corpusFile(u"json");
        if (folder.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const QDir dir(folder);
        for (const QString& name : dir.entryList({QStringLiteral("?_*.json")})) {
            const CtlAnswer answer = runCtl({QStringLiteral("import"),
                dir.filePath(name),
                QStringLiteral("-o"),
                scratch(QStringLiteral("x.hindcast")),
                QStringLiteral("--force"),
                QStringLiteral("--json")});
            const QByteArray context = name.toUtf8() + ": " + answer.err;
            const QChar prefix = name.at(0);
            if (prefix == QLatin1Char('y')) {
                QVERIFY2(answer.exitCode == 0, context.constData());
            } else if (prefix == QLatin1Char('n')) {
                QVERIFY2(answer.exitCode == 2, context.constData());
                const QJsonObject error = answer.object().value(QStringLiteral("error")).toObject();
                const bool placed = error.value(QStringLiteral("line")).toInt() > 0
                    && error.value(QStringLiteral("column")).toInt() > 0;
                const bool empty =
                    error.value(QStringLiteral("code")).toString() == QStringLiteral("file-empty");
                QVERIFY2(placed || empty, context.constData());
            } else {
                QVERIFY2(answer.exitCode == 0 || answer.exitCode == 2, context.constData());
            }
        }
    }

    void the_malformed_document_is_refused_at_its_place()
    {
        const QString path = corpusFile(u"kurrentdb/read-all-events.response.malformed.json");
        if (path.isEmpty()) {
            QSKIP(corpusAbsent);
        }
        const CtlAnswer answer = runCtl(
            {QStringLiteral("import"), path, QStringLiteral("-o"), scratch(QStringLiteral("x.hindcast"))});
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.err.startsWith(path.toUtf8() + ":3:48: "), answer.err.constData());
        QVERIFY(leftBehind().isEmpty());
    }
};

QTEST_GUILESS_MAIN(CtlImport)
#include "tst_ctl_import.moc"
