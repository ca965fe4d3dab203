#include "tests/ctl/run_ctl.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

/// Options that could be taken in silence and must not be: each refusal says what is wrong and what to do.
class CtlOptions : public QObject {
    Q_OBJECT

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }

    /// "@name" stands for a file of the test's folder, "''" for an empty text.
    QStringList arguments(const QString& line) const
    {
        QStringList all;
        for (QString word : line.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            if (word == QLatin1String("''")) {
                word.clear();
            } else if (word.startsWith(QLatin1Char('@'))) {
                word = m_folder.filePath(word.mid(1));
            }
            all << word;
        }
        return all;
    }

    static QByteArray contentOf(const QString& file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        writeFile(path("log"),
            "{\"id\":\"1\",\"stream\":\"order-1\",\"type\":\"Made\",\"time\":\"2026-01-01T10:00:00Z\","
            "\"data\":{}}\n"
            "{\"id\":\"1\",\"stream\":\"order-1\",\"type\":\"Paid\",\"time\":\"2026-01-01T10:00:00Z\","
            "\"data\":{}}\n");
        writeFile(path("notes.txt"), "precious");
        writeFile(path("empty"), "");
        writeFile(path("header.csv"), "case_id,activity,timestamp\n");
        writeFile(path("none.json"), "[]");
        writeFile(path("ocel.xml"), "<?xml version='1.0'?><log>\n<global scope='event'/>\n<events/></log>");
        writeFile(path("page.xml"), "<?xml version='1.0'?>\n<html><body>Hi</body></html>");
        QCOMPARE(runCtl(arguments(QStringLiteral("import @log -o @p"))).exitCode, 0);
        QCOMPARE(runCtl(arguments(QStringLiteral("import @log -o @other"))).exitCode, 0);
    }

    void what_makes_no_sense_is_refused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* line, const char* says) {
            QTest::newRow(line) << QString::fromUtf8(line) << QByteArray(says);
        };
        row("frobnicate", "there is no command 'frobnicate': see 'hindcastctl --help'");
        row("exprot @p", "there is no command 'exprot': did you mean 'export'?");
        row("events @p --limit -1",
            "--limit: '-1' is no whole number from 1 on: see 'hindcastctl events --help'");
        row("events @p --limit 0", "'0' is no whole number from 1 on");
        row("events @p --limit nan", "'nan' is no whole number");
        row("events @p --limit 1e3", "'1e3' is no whole number");
        row("events @p --limit 99999999999999999999", "99999999999999999999 is too large a number");
        row("events @p --from -1", "'-1' is no whole number from 0 on");
        row("events @p --from 4", "there is no position 4: choose one from 0 (before the first event) to 2");
        row("events @p --type nope", "there is no event type 'nope': list them with 'hindcastctl info'");
        row("events @p --type made", "there is no event type 'made': did you mean 'Made'?");
        row("events @p --type Piad", "there is no event type 'Piad': list them");
        row("events @p --type Pai", "there is no event type 'Pai': did you mean 'Paid'?");
        row("events @p --stream nope", "there is no stream 'nope': list them with 'hindcastctl streams'");
        row("events @p --type ''", "--type: the text is empty");
        row("events @p --stream ''", "--stream: the text is empty");
        row("state @p --stream ''", "--stream: the text is empty");
        row("state @p --stream order-1 --at -1",
            "there is no position -1: choose one from 0 (before the first event) to 2");
        row("state @p --stream order-1 --at x", "--at: 'x' is no whole number: see");
        row("state @p --stream order-1 --at 3", "there is no position 3: choose one from 0 (before");
        row("diff @p --stream order-1 --from 0 --to 3", "there is no position 3: choose one from 0 (before");
        row("diff @p --stream nope --from 0 --to 1", "there is no stream 'nope'");
        row("streams @p --at 3", "there is no position 3");
        row("info ''", "FILE: the text is empty");
        row("info @", "the file can't be read (it is a folder): name a file in it");
        row("verify @notes.txt", "this is not a Hindcast project: import a log to make one");
        row("verify @absent", "there is no such file: check the path");
        row("import -o @x", "LOG is required: see 'hindcastctl import --help'");
        row("import '' -o @x", "LOG: the text is empty");
        row("import @log -o ''", "--output: the text is empty");
        row("import @log -o @", "(it is a folder): name a file in it");
        row("import @ -o @x", "the file can't be read (it is a folder): name a file in it");
        row("import @p -o @x",
            "(it is a Hindcast project already): open it as it is, or export it as a log first");
        row("import @header.csv -o @x",
            "header.csv:1:1: no event could be read: it is a CSV without rows, a header and nothing else: "
            "export the log again, with its rows");
        row("import @header.csv -o @x --format csv", "it is a CSV without rows");
        row("import @none.json -o @x", "no event could be read: there is no record in the file: export");
        row("import @ocel.xml -o @x",
            "ocel.xml:3:1: this is no event log that can be recognised (it is XML but not XES: its root "
            "element is <log>, but in it stands <events>, no <trace>): export the log as XES, CSV or JSON");
        row("import @page.xml -o @x",
            "page.xml:2:1: this is no event log that can be recognised (it is XML but");
        row("import @page.xml -o @x --format xes", "not XES: its root element is <html>): export the log as");
        row("import - - -o @x", "the log is named twice");
        row("import @log @log -o @x", "the log is named twice: name each file once");
        row("import @log -o @x --format ''", "--format: the text is empty");
        row("import @log -o @x --profile @absent", "there is no such file");
        row("import @log -o @x --profile @", "(it is a folder): name a file in it");
        row("import @log -o @x --map ''", "'' has no '='");
        row("import @log -o @notes.txt",
            "notes.txt: the file exists already: choose another name or remove it first\n");
        row("import @log -o @p",
            "p: the file exists already: choose another name with -o, or replace it with --force\n");
        row("import @log -o @notes.txt --force",
            "the file is no Hindcast project and is not replaced: choose");
        row("export @p -o @p",
            "the file is a Hindcast project and is not replaced by a text: choose another name");
        row("export @p -o @other", "the file is a Hindcast project");
        row("export @p -o @", "the file can't be written");
        row("export @p -o @log",
            "the file exists already: choose another name with -o, or replace it with --force");
        row("export @p -o @empty", "the file exists already");
        row("export @p -o @p --force", "the file is a Hindcast project");
        row("generate --events 9 --streams 3 --seed 1 -o @log",
            "the file exists already: choose another name with -o, or");
        row("generate --events 9 --streams 3 --seed 1 -o @p --force", "the file is a Hindcast project");
        row("export @p -o @x --to 0", "'0' is no whole number from 1 on");
        row("export @p -o @x --to 3", "there is no position 3: choose one from 1 to 2");
        row("generate --events 0 --streams 3 --seed 1 -o @x", "'0' is no whole number from 1 on");
        row("generate --events 9 --streams 2 --seed 1 -o @x", "'2' is no whole number from 3 on");
        row("generate --events 9 --streams 3 --seed -1 -o @x", "'-1' is no whole number from 0 on");
        row("generate --events 9 --streams 3 --seed 1 -o @p", "the file is a Hindcast project");
        row("append @p --stream '' --type A --data 1", "--stream: the text is empty");
        row("append @p --stream s --type A --data 1 --id ''", "--id: the text is empty");
        row("append @p --stream s --type A --data 1 --expect -1", "'-1' is no expected version");
        row("append @p --stream s --type A --data {bad", "--data:1:2: expected");
        row("append @p --stream s --type A --data {\"a\":1}x",
            "--data:1:8: expected the end of the document, found 'x': correct the text there");
        row("append @notes.txt --create --stream s --type A --data 1", "this is not a Hindcast project");
        row("redact @p --reason x", "nothing to redact was named: give --position or --stream");
        row("redact @p --reason x --position 0", "'0' is no whole number from 1 on");
        row("redact @p --reason x --position 1 --position 99999999999999999999", "too large a number");
        row("redact @p --reason x --stream nope", "there is no stream 'nope'");
        row("redact @p --reason '' --position 1", "--reason: the text is empty");
        row("bench import --events 0", "'0' is no whole number from 1 on");
    }

    void what_makes_no_sense_is_refused()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, says);
        const QStringList before = QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
        const QByteArray project = contentOf(path("p"));
        const CtlAnswer answer = runCtl(arguments(line) + QStringList{QStringLiteral("--json")});
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.err.contains(says), answer.err.constData());
        QVERIFY2(answer.err.count('\n') == 1 && answer.err.contains(": "), answer.err.constData());
        const QJsonObject error = answer.object().value(QStringLiteral("error")).toObject();
        QVERIFY(!error.value(QStringLiteral("code")).toString().isEmpty());
        QVERIFY(!error.value(QStringLiteral("message")).toString().isEmpty());
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), before);
        QCOMPARE(contentOf(path("notes.txt")), QByteArray("precious"));
        QVERIFY(contentOf(path("p")) == project);
    }

    void who_follows_a_log_may_ask_behind_its_end()
    {
        const CtlAnswer answer = runCtl(arguments(QStringLiteral("events @p --from 3")));
        QCOMPARE(answer.exitCode, 0);
        QVERIFY(answer.out.isEmpty());
    }

    void before_the_first_event_is_a_place_everywhere()
    {
        QCOMPARE(runCtl(arguments(QStringLiteral("events @p --from 0"))).lines().size(), 2);
        QCOMPARE(runCtl(arguments(QStringLiteral("events @p --from 0 --stream order-1"))).lines().size(), 2);
        QCOMPARE(runCtl(arguments(QStringLiteral("streams @p --at 0"))).exitCode, 0);
        QCOMPARE(runCtl(arguments(QStringLiteral("state @p --stream order-1 --at 0"))).exitCode, 0);
        for (const char* line : {"events --help", "state --help", "streams --help", "diff --help"}) {
            const QByteArray help = runCtl(arguments(QString::fromLatin1(line))).out.simplified();
            QVERIFY2(help.contains("0 is before the first event"), help.constData());
        }
    }

    void a_text_is_replaced_only_by_force()
    {
        writeFile(path("text"), "precious");
        for (const char* line : {"export @p -o @text", "generate --events 9 --streams 3 --seed 1 -o @text"}) {
            QVERIFY2(runCtl(arguments(QString::fromLatin1(line))).exitCode == 2, line);
            QCOMPARE(contentOf(path("text")), QByteArray("precious"));
            QVERIFY2(runCtl(arguments(QString::fromLatin1(line) + QStringLiteral(" --force"))).exitCode == 0,
                line);
            QVERIFY(contentOf(path("text")) != "precious");
            writeFile(path("text"), "precious");
        }
        QFile::remove(path("text"));
    }

    void standard_output_by_its_name_is_the_log_alone()
    {
        const QByteArray log = runCtl(arguments(QStringLiteral("export @p -o -"))).out;
        QCOMPARE(log.count('\n'), 2);
        QCOMPARE(runCtl(arguments(QStringLiteral("export @p -o /dev/stdout"))).out, log);
        // Where it is a file, that one is neither refused nor replaced.
        QCOMPARE(
            runCtlInto(path("redirected"), arguments(QStringLiteral("export @p -o /dev/stdout"))).exitCode,
            0);
        QCOMPARE(contentOf(path("redirected")), log);
        QFile::remove(path("redirected"));
    }

    void a_lost_answer_is_no_success_data()
    {
        QTest::addColumn<QString>("line");
        for (const char* line : {"events @p",
                 "streams @p",
                 "state @p --stream order-1",
                 "diff @p --stream order-1 --from 0 --to 2",
                 "info @p",
                 "info @p --json",
                 "verify @p",
                 "export @p -o -",
                 "import @log -o @lost --force",
                 "append @lost2 --create --stream s --type A --data 1",
                 "generate --events 9000 --streams 3 --seed 1 -o -",
                 "events @many",
                 "--help",
                 "--version"}) {
            QTest::newRow(line) << QString::fromLatin1(line);
        }
    }

    void a_lost_answer_is_no_success()
    {
        QFETCH(QString, line);
        if (line == QLatin1String("events @many")) {
            // More than any buffer holds: the first failure is long over at the end.
            const QString big = path("many.ndjson");
            runCtl({QStringLiteral("generate"),
                QStringLiteral("--events"),
                QStringLiteral("3000"),
                QStringLiteral("--streams"),
                QStringLiteral("30"),
                QStringLiteral("--seed"),
                QStringLiteral("1"),
                QStringLiteral("-o"),
                big});
            QCOMPARE(runCtl({QStringLiteral("import"), big, QStringLiteral("-o"), path("many")}).exitCode, 0);
            QFile::remove(big);
        }
        const CtlAnswer answer = runCtlInto(QStringLiteral("/dev/full"), arguments(line));
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.err.contains("-: the disk is full: make room"), answer.err.constData());
        for (const char* made : {"lost", "lost2", "many"}) {
            QFile::remove(path(made));
        }
    }

    void a_closed_pipe_ends_quietly()
    {
        // The program writes more than a pipe holds, and nobody reads the rest.
        QProcess shell;
        shell.start(QStringLiteral("bash"),
            {QStringLiteral("-c"),
                QStringLiteral("\"$0\" generate --events 9000 --streams 3 --seed 1 -o - | head -n1; "
                               "\"$0\" --help | true; echo \"${PIPESTATUS[0]}\" >&2"),
                QStringLiteral(HINDCASTCTL)});
        QVERIFY(shell.waitForFinished());
        const QByteArray err = shell.readAllStandardError();
        QVERIFY2(err == "141\n" || err == "0\n", err.constData());
        QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
    }

    void a_patch_may_lead_back()
    {
        const QByteArray help = runCtl(arguments(QStringLiteral("diff --help"))).out.simplified();
        QVERIFY2(help.contains("--from may be later than --to: the patch then leads back"), help.constData());
        const QString append = QStringLiteral("append @back --create --stream s --type A --data ");
        QCOMPARE(runCtl(arguments(append + QStringLiteral("{\"a\":1}"))).exitCode, 0);
        QCOMPARE(runCtl(arguments(append + QStringLiteral("{\"b\":2}"))).exitCode, 0);
        QCOMPARE(runCtl(arguments(QStringLiteral("diff @back --stream s --from 2 --to 1"))).out,
            QByteArray("[{\"op\":\"remove\",\"path\":\"/b\"}]\n"));
        QFile::remove(path("back"));
    }

    void force_replaces_projects_and_empty_files()
    {
        for (const char* name : {"other", "empty"}) {
            const CtlAnswer answer = runCtl({QStringLiteral("import"),
                path("log"),
                QStringLiteral("-o"),
                path(name),
                QStringLiteral("--force")});
            QVERIFY2(answer.exitCode == 0, answer.err.constData());
            QCOMPARE(runCtl({QStringLiteral("verify"), path(name)}).exitCode, 0);
        }
    }

    void the_project_keeps_the_whole_report()
    {
        const CtlAnswer import = runCtl(arguments(QStringLiteral("import @log -o @kept --json")));
        const QJsonObject info = runCtl(arguments(QStringLiteral("info @kept --json"))).object();
        QVERIFY(import.object().value(QStringLiteral("duplicates")).toInt() == 1);
        QCOMPARE(info.value(QStringLiteral("import")).toObject(), import.object());
        QCOMPARE(info.value(QStringLiteral("import")).toObject().value(QStringLiteral("sources")).toArray(),
            QJsonArray{path("log")});
        const QByteArray text = runCtl(arguments(QStringLiteral("info @kept"))).out;
        QVERIFY2(text.contains("  NDJSON: 2 records read, 2 imported\n"), text.constData());
        QVERIFY2(text.contains(" 1 event at the same moment"), text.constData());
        QFile::remove(path("kept"));
    }

    void a_project_that_was_not_imported_has_no_report()
    {
        QCOMPARE(
            runCtl(arguments(QStringLiteral("append @fresh --create --stream s --type A --data 1"))).exitCode,
            0);
        QVERIFY(runCtl(arguments(QStringLiteral("info @fresh --json")))
                    .object()
                    .value(QStringLiteral("import"))
                    .isNull());
        QFile::remove(path("fresh"));
    }

    void one_is_not_many()
    {
        writeFile(path("one"), "{\"stream\":\"a-1\",\"type\":\"Made\"}\n{\n");
        const CtlAnswer answer = runCtl(arguments(QStringLiteral("import @one -o @single")));
        QVERIFY2(answer.out.contains(": 1 event in 1 stream, 1 type ("), answer.out.constData());
        QVERIFY2(answer.out.contains(" 1 record skipped\n"), answer.out.constData());
        QVERIFY2(answer.out.contains(" 1 event without an id\n"), answer.out.constData());
        const QByteArray info = runCtl(arguments(QStringLiteral("info @single"))).out;
        QVERIFY2(info.contains(": 1 event in 1 stream, 1 branch, "), info.constData());
        QVERIFY(runCtl(arguments(QStringLiteral("verify @single"))).out.contains(": 1 event, unaltered"));
        QFile::remove(path("single"));
    }

    void an_export_may_end_early()
    {
        const CtlAnswer answer = runCtl(arguments(QStringLiteral("export @p -o - --to 1")));
        QCOMPARE(answer.exitCode, 0);
        QCOMPARE(answer.lines().size(), 1);
        QCOMPARE(answer.lines()[0].value(QStringLiteral("type")).toString(), QStringLiteral("Made"));
    }

    void a_damaged_log_says_how_far_it_is_good_and_what_to_do()
    {
        QCOMPARE(
            runCtl(arguments(QStringLiteral("generate --events 3000 --streams 200 --seed 3 -o @big.ndjson")))
                .exitCode,
            0);
        QCOMPARE(runCtl(arguments(QStringLiteral("import @big.ndjson -o @big"))).exitCode, 0);
        QFile file(path("big"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        // A page of events in the middle of the file; the first pages hold the schema.
        constexpr qint64 page = 8192;
        QVERIFY(file.seek(page * 60));
        file.write(QByteArray(page, '\0'));
        file.close();
        const CtlAnswer answer = runCtl(arguments(QStringLiteral("verify @big --json")));
        QCOMPARE(answer.exitCode, 1);
        const int bad = answer.object().value(QStringLiteral("first_bad")).toInt();
        QVERIFY(bad > 1);
        const QString advice = answer.object().value(QStringLiteral("advice")).toString();
        QVERIFY2(advice.endsWith(QStringLiteral("' saves that")), qPrintable(advice));
        QVERIFY(advice.contains(QStringLiteral("--to %1").arg(bad - 1)));
        const CtlAnswer saved =
            runCtl(arguments(QStringLiteral("export @big -o @saved --to %1").arg(bad - 1)));
        QVERIFY2(saved.exitCode == 0, saved.err.constData());
        QCOMPARE(contentOf(path("saved")).count('\n'), bad - 1);
        const CtlAnswer whole = runCtl(arguments(QStringLiteral("export @big -o @whole")));
        QCOMPARE(whole.exitCode, 2);
        QVERIFY(!QFile::exists(path("whole")));
    }

    void a_log_that_can_not_be_opened_is_not_sound()
    {
        QFile::copy(path("p"), path("cut"));
        QVERIFY(QFile::resize(path("cut"), 60000));
        const CtlAnswer answer = runCtl(arguments(QStringLiteral("verify @cut")));
        QCOMPARE(answer.exitCode, 1);
        QVERIFY2(!answer.err.contains("hindcastctl verify"), answer.err.constData());
        QVERIFY2(answer.err.contains("restore a copy or import the log again"), answer.err.constData());
    }
};

QTEST_GUILESS_MAIN(CtlOptions)
#include "tst_ctl_options.moc"
