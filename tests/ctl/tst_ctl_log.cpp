#include "tests/ctl/run_ctl.h"
#include "tests/support/raw_database.h"

#include <QTemporaryDir>
#include <QtTest>

/// Writing and checking a log on the command line: append, verify, export, generate, bench.
class CtlLog : public QObject {
    Q_OBJECT

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    CtlAnswer append(const QString& project, const QStringList& more) const
    {
        return runCtl(QStringList{QStringLiteral("append"),
                          project,
                          QStringLiteral("--stream"),
                          QStringLiteral("order-1"),
                          QStringLiteral("--type"),
                          QStringLiteral("Paid"),
                          QStringLiteral("--data"),
                          QStringLiteral("{\"amount\":1.50}")}
            + more);
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void appends_check_the_expected_version()
    {
        const QString project = path(QStringLiteral("append.hindcast"));
        QCOMPARE(append(project, {}).exitCode, 2);
        QCOMPARE(
            append(project, {QStringLiteral("--create"), QStringLiteral("--expect"), QStringLiteral("none")})
                .out,
            QByteArray("1\n"));
        QCOMPARE(append(project, {QStringLiteral("--expect"), QStringLiteral("1")}).out, QByteArray("2\n"));
        const CtlAnswer stale = append(project, {QStringLiteral("--expect"), QStringLiteral("1")});
        QCOMPARE(stale.exitCode, 1);
        QVERIFY2(stale.err.contains("stream order-1 is at version 2, expected was 1"), stale.err.constData());
        QCOMPARE(append(project, {QStringLiteral("--expect"), QStringLiteral("none")}).exitCode, 1);
        QCOMPARE(append(project, {QStringLiteral("--expect"), QStringLiteral("any")}).out, QByteArray("3\n"));
        QCOMPARE(append(project, {QStringLiteral("--expect"), QStringLiteral("soon")}).exitCode, 2);
        QCOMPARE(runCtl({QStringLiteral("verify"), project}).exitCode, 0);
    }

    void the_same_id_again_changes_nothing()
    {
        const QString project = path(QStringLiteral("repeat.hindcast"));
        const QStringList once{QStringLiteral("--create"),
            QStringLiteral("--id"),
            QStringLiteral("my-id"),
            QStringLiteral("--json")};
        QCOMPARE(append(project, once).out, QByteArray("{\"position\":1,\"repeated\":false}\n"));
        QCOMPARE(append(project, once).out, QByteArray("{\"position\":1,\"repeated\":true}\n"));
        QCOMPARE(runCtl({QStringLiteral("events"), project}).lines().size(), 1);
    }

    void the_same_id_with_another_event_is_told_data()
    {
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<QByteArray>("says");
        const auto row =
            [](const char* name, const char* stream, const char* type, const char* data, const char* says) {
                QTest::newRow(name) << QStringList{QStringLiteral("--stream"),
                    QString::fromLatin1(stream),
                    QStringLiteral("--type"),
                    QString::fromLatin1(type),
                    QStringLiteral("--data"),
                    QString::fromLatin1(data)}
                                    << QByteArray(says);
            };
        row("the same", "order-1", "Paid", "{\"amount\":1.50}", ", at position 1: nothing was appended\n");
        row("but for blanks",
            "order-1",
            "Paid",
            "{ \"amount\": 1.50 }",
            ", at position 1: nothing was appended\n");
        row("data", "order-1", "Paid", "{\"amount\":2}", ", with another data: nothing was appended; give");
        row("type",
            "order-1",
            "Sent",
            "{\"amount\":1.50}",
            ", with another type: nothing was appended; give");
        row("all",
            "order-2",
            "Sent",
            "{}",
            ", with another type, stream and data: nothing was appended; give");
    }

    void the_same_id_with_another_event_is_told()
    {
        QFETCH(QStringList, given);
        QFETCH(QByteArray, says);
        const QString project = path(QStringLiteral("differs.hindcast"));
        append(project, {QStringLiteral("--create"), QStringLiteral("--id"), QStringLiteral("my-id")});
        const CtlAnswer answer = runCtl(QStringList{QStringLiteral("append"), project} + given
            + QStringList{QStringLiteral("--id"), QStringLiteral("my-id"), QStringLiteral("--json")});
        QCOMPARE(answer.exitCode, 0);
        QVERIFY2(answer.err.contains("the id 'my-id' is in the log already, at position 1"),
            answer.err.constData());
        QVERIFY2(answer.err.contains(says), answer.err.constData());
        QCOMPARE(answer.object().value(QStringLiteral("position")).toInt(), 1);
        QCOMPARE(answer.object().value(QStringLiteral("repeated")).toBool(), true);
        QCOMPARE(answer.object().value(QStringLiteral("differs")).toBool(), says.contains("another"));
        QCOMPARE(runCtl({QStringLiteral("events"), project}).lines().size(), 1);
    }

    void data_that_is_no_json_is_refused()
    {
        const QString project = path(QStringLiteral("bad.hindcast"));
        const CtlAnswer answer = runCtl({QStringLiteral("append"),
            project,
            QStringLiteral("--create"),
            QStringLiteral("--stream"),
            QStringLiteral("s"),
            QStringLiteral("--type"),
            QStringLiteral("T"),
            QStringLiteral("--data"),
            QStringLiteral("{amount}")});
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.err.startsWith("--data:1:2: expected"), answer.err.constData());
        QVERIFY(!QFile::exists(project));
    }

    void an_export_imports_as_the_same_log()
    {
        const QString log = path(QStringLiteral("g.ndjson"));
        const QString again = path(QStringLiteral("again.ndjson"));
        const QStringList sizes{QStringLiteral("--events"),
            QStringLiteral("3000"),
            QStringLiteral("--streams"),
            QStringLiteral("200"),
            QStringLiteral("--seed"),
            QStringLiteral("5"),
            QStringLiteral("-o")};
        QCOMPARE(runCtl(QStringList{QStringLiteral("generate")} + sizes + QStringList{log}).exitCode, 0);
        QCOMPARE(
            runCtl({QStringLiteral("import"), log, QStringLiteral("-o"), path(QStringLiteral("g.hindcast"))})
                .exitCode,
            0);
        QCOMPARE(
            runCtl(
                {QStringLiteral("export"), path(QStringLiteral("g.hindcast")), QStringLiteral("-o"), again})
                .exitCode,
            0);
        QCOMPARE(
            runCtl(
                {QStringLiteral("import"), again, QStringLiteral("-o"), path(QStringLiteral("h.hindcast"))})
                .exitCode,
            0);
        const QByteArray first = runCtl({QStringLiteral("events"), path(QStringLiteral("g.hindcast"))}).out;
        QCOMPARE(first.count('\n'), 3000);
        QVERIFY(runCtl({QStringLiteral("events"), path(QStringLiteral("h.hindcast"))}).out == first);
    }

    void the_same_seed_gives_the_same_bytes()
    {
        const auto generate = [](const QString& seed) {
            return runCtl({QStringLiteral("generate"),
                              QStringLiteral("--events"),
                              QStringLiteral("500"),
                              QStringLiteral("--streams"),
                              QStringLiteral("40"),
                              QStringLiteral("--seed"),
                              seed,
                              QStringLiteral("-o"),
                              QStringLiteral("-")})
                .out;
        };
        const QByteArray one = generate(QStringLiteral("1"));
        QCOMPARE(one.count('\n'), 500);
        QVERIFY(one == generate(QStringLiteral("1")));
        QVERIFY(one != generate(QStringLiteral("2")));
    }

    void an_index_that_hides_events_is_told_and_rebuilt()
    {
        const QString project = path(QStringLiteral("stale.hindcast"));
        append(project, {QStringLiteral("--create")});
        append(project, {});
        const QByteArray made = "CREATE UNIQUE INDEX event_stream ON event(branch, stream, version)";
        RawDatabase(project.toStdString())
            .run("DROP INDEX event_stream;" + made.toStdString()
                + " WHERE position <> 2; PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = '"
                + made.toStdString() + "' WHERE name = 'event_stream'; PRAGMA writable_schema=RESET");
        const CtlAnswer stale = runCtl({QStringLiteral("verify"), project, QStringLiteral("--json")});
        QCOMPARE(stale.exitCode, 1);
        QCOMPARE(stale.object().value(QStringLiteral("first_bad")), QJsonValue(QJsonValue::Null));
        QCOMPARE(stale.object().value(QStringLiteral("reason")).toString(),
            QStringLiteral("index event_stream does not hold the events"));
        const CtlAnswer said = runCtl({QStringLiteral("verify"), project});
        QVERIFY2(said.err.contains("hindcastctl rebuild " + project.toUtf8()), said.err.constData());
        QCOMPARE(runCtl({QStringLiteral("rebuild"), project}).exitCode, 0);
        QCOMPARE(runCtl({QStringLiteral("verify"), project}).exitCode, 0);
        QCOMPARE(runCtl({QStringLiteral("rebuild"), path(QStringLiteral("nothing.hindcast"))}).exitCode, 2);
    }

    void a_payload_is_redacted_for_a_reason()
    {
        const QString project = path(QStringLiteral("redact.hindcast"));
        append(project, {QStringLiteral("--create")});
        append(project, {});
        const auto redact = [&](const QStringList& more) {
            return runCtl(QStringList{QStringLiteral("redact"), project} + more);
        };
        const QStringList reason{QStringLiteral("--reason"),
            QStringLiteral("asked to"),
            QStringLiteral("--by"),
            QStringLiteral("eve")};
        QCOMPARE(redact({QStringLiteral("--position"), QStringLiteral("1")}).exitCode, 2);
        QCOMPARE(redact(reason).exitCode, 2);
        QCOMPARE(redact(reason + QStringList{QStringLiteral("--position"), QStringLiteral("3")}).exitCode, 2);
        QCOMPARE(
            redact(reason + QStringList{QStringLiteral("--stream"), QStringLiteral("nope")}).exitCode, 2);
        QCOMPARE(
            redact(reason
                + QStringList{QStringLiteral("--position"), QStringLiteral("1"), QStringLiteral("--json")})
                .out,
            QByteArray("{\"redacted\":1,\"fact\":3}\n"));
        QCOMPARE(redact(reason
                     + QStringList{QStringLiteral("--stream"),
                         QStringLiteral("order-1"),
                         QStringLiteral("--json")})
                     .out,
            QByteArray("{\"redacted\":1,\"fact\":4}\n"));
        QCOMPARE(redact(reason
                     + QStringList{QStringLiteral("--stream"),
                         QStringLiteral("order-1"),
                         QStringLiteral("--json")})
                     .out,
            QByteArray("{\"redacted\":0,\"fact\":null}\n"));
        QCOMPARE(runCtl({QStringLiteral("verify"), project}).exitCode, 0);

        const auto events = runCtl({QStringLiteral("events"), project}).lines();
        QCOMPARE(events.size(), 4);
        QVERIFY(events[0].value(QStringLiteral("redacted")).toBool());
        QVERIFY(events[0].value(QStringLiteral("data")).isNull());
        QVERIFY(!events[2].contains(QStringLiteral("redacted")));
        const QJsonObject fact = events[2].value(QStringLiteral("data")).toObject();
        QCOMPARE(fact.value(QStringLiteral("by")).toString(), QStringLiteral("eve"));
        QCOMPARE(fact.value(QStringLiteral("reason")).toString(), QStringLiteral("asked to"));

        // An export says so too, and what is made of it still does.
        const QString exported = path(QStringLiteral("redacted.ndjson"));
        QCOMPARE(runCtl({QStringLiteral("export"), project, QStringLiteral("-o"), exported}).exitCode, 0);
        const QString again = path(QStringLiteral("again.hindcast"));
        QCOMPARE(runCtl({QStringLiteral("import"), exported, QStringLiteral("-o"), again}).exitCode, 0);
        const auto came = runCtl({QStringLiteral("events"), again}).lines();
        QCOMPARE(came.size(), 4);
        QVERIFY(came[0].value(QStringLiteral("meta")).toObject().value(QStringLiteral("redacted")).toBool());
        QVERIFY(came[0].value(QStringLiteral("data")).isNull());
    }

    void every_command_explains_itself_with_an_example_data()
    {
        QTest::addColumn<QString>("command");
        for (const char* name : {"import",
                 "info",
                 "events",
                 "streams",
                 "state",
                 "diff",
                 "verify",
                 "export",
                 "append",
                 "redact",
                 "rebuild",
                 "generate",
                 "bench"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void every_command_explains_itself_with_an_example()
    {
        QFETCH(QString, command);
        const CtlAnswer answer = runCtl({command, QStringLiteral("--help")});
        QCOMPARE(answer.exitCode, 0);
        QVERIFY(answer.out.contains("--json"));
        QVERIFY(answer.out.contains("Example:\n  hindcastctl " + command.toUtf8()));
    }

    void benches_state_their_floors_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"import", "append", "open", "scrub", "timeline", "fold"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void benches_state_their_floors()
    {
        QFETCH(QString, name);
        const CtlAnswer answer = runCtl({QStringLiteral("bench"),
            name,
            QStringLiteral("--events"),
            QStringLiteral("300"),
            QStringLiteral("--json")});
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
        const QJsonObject result = answer.object();
        QCOMPARE(result.value(QStringLiteral("bench")).toString(), name);
        const QJsonArray figures = result.value(QStringLiteral("figures")).toArray();
        QVERIFY(!figures.isEmpty());
        QVERIFY(figures[0].toObject().value(QStringLiteral("value")).toDouble() > 0);
        QVERIFY(figures[0].toObject().value(QStringLiteral("floor")).toDouble() > 0);
    }
};

QTEST_GUILESS_MAIN(CtlLog)
#include "tst_ctl_log.moc"
