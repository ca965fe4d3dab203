#include "tests/ctl/run_ctl.h"

#include <QTemporaryDir>
#include <QtTest>

/// Expressions on the command line: evaluated, explained, and as a filter of events.
class CtlEval : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_project;

private Q_SLOTS:
    void initTestCase()
    {
        const QString log = writeFile(m_folder.filePath(QStringLiteral("a.ndjson")),
            R"({"id":"e1","stream":"order:1","type":"OrderCreated","time":"2026-01-01T10:00:00Z","data":{"total":45,"lines":[{"qty":1},{"qty":0}]}})"
            "\n"
            R"({"id":"e2","stream":"order:2","type":"OrderCreated","time":"2026-01-01T10:00:01Z","data":{"total":7}})"
            "\n"
            R"({"id":"e3","stream":"order:1","type":"OrderPaid","time":"2026-01-01T10:00:02Z","data":{"paid":true}})"
            "\n");
        m_project = m_folder.filePath(QStringLiteral("a.hindcast"));
        const CtlAnswer answer = runCtl({QStringLiteral("import"), log, QStringLiteral("-o"), m_project});
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
    }

    void answers_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("out");
        const auto row = [](const QStringList& options, int exitCode, const char* out) {
            QTest::addRow("%s", qPrintable(options.join(u' '))) << options << exitCode << QByteArray(out);
        };
        const QString bind = QStringLiteral("--bind");
        const QString at = QStringLiteral("--at");
        row({QStringLiteral("1 + 1")}, 0, "2\n");
        row({QStringLiteral("a.b > 1"), bind, QStringLiteral(R"({"a":{"b":2}})")}, 0, "true\n");
        row({QStringLiteral("1 + 1"), QStringLiteral("--json")},
            0,
            R"({"value":2,"type":"int","text":"2"})"
            "\n");
        row({QStringLiteral("state.total"), at, QStringLiteral("PROJECT:order:1:3")}, 0, "45\n");
        row({QStringLiteral("[has(prev.paid), state.paid, version, event.type]"),
                at,
                QStringLiteral("PROJECT:order:1:3")},
            0,
            "[false, true, 2, 'OrderPaid']\n");
        row({QStringLiteral("now == event.time && now.getHours() == 10"),
                at,
                QStringLiteral("PROJECT:order:1:2")},
            0,
            "true\n");
        row({QStringLiteral("state.lines.all(l, l.qty > 0)"),
                at,
                QStringLiteral("PROJECT:order:1:3"),
                QStringLiteral("--explain")},
            0,
            "state.lines.all(l, l.qty > 0) is false\n  item 1: l.qty > 0 is false: 0 > 0\n");
        row({QStringLiteral("a > 1"), bind, QStringLiteral(R"({"a":1})"), QStringLiteral("--check")},
            0,
            "bool\n  reads a\n");
        row({QStringLiteral("1 / 0")}, 2, "");
        row({QStringLiteral("1 +")}, 2, "");
        row({QStringLiteral("nothing")}, 2, "");
        row({QStringLiteral("1"), bind, QStringLiteral("[1]")}, 2, "");
        row({QStringLiteral("1"), at, QStringLiteral("nowhere")}, 2, "");
        row({QStringLiteral("1"), at, QStringLiteral("PROJECT:order:9:1")}, 2, "");
        row({QStringLiteral("1"), at, QStringLiteral("PROJECT:order:2:1")}, 2, "");
    }
    void answers()
    {
        QFETCH(QStringList, options);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, out);
        options.replaceInStrings(QStringLiteral("PROJECT"), m_project);
        const CtlAnswer answer = runCtl(QStringList{QStringLiteral("eval")} + options);
        QCOMPARE(answer.out, out);
        QCOMPARE(answer.exitCode, exitCode);
        QCOMPARE(answer.err.isEmpty(), exitCode == 0);
    }

    void what_is_wrong_is_shown_in_its_place()
    {
        const CtlAnswer answer = runCtl({QStringLiteral("eval"), QStringLiteral("1 + nothing")});
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.err.contains("1:5: there is nothing called 'nothing'"), answer.err.constData());
        QVERIFY2(answer.err.contains("\n  1 + nothing\n      ^~~~~~~\n"), answer.err.constData());
        const CtlAnswer failed = runCtl({QStringLiteral("eval"), QStringLiteral("1 + 1 / 0")});
        QVERIFY2(failed.err.startsWith("1:7: division by zero"), failed.err.constData());
    }

    void events_are_filtered()
    {
        const auto listed = [this](const char* condition) {
            const CtlAnswer answer = runCtl({QStringLiteral("events"),
                m_project,
                QStringLiteral("--where"),
                QString::fromUtf8(condition)});
            QByteArray ids;
            for (const QJsonObject& event : answer.lines()) {
                ids += event.value(QStringLiteral("id")).toString().toUtf8() + ' ';
            }
            return ids.trimmed();
        };
        QCOMPARE(listed("event.type == 'OrderCreated'"), QByteArray("e1 e2"));
        QCOMPARE(listed("event.data.?total.orValue(0) > 10"), QByteArray("e1"));
        QCOMPARE(listed("event.version == 2 && event.data.paid"), QByteArray("e3"));
        QCOMPARE(listed("event.time > timestamp('2026-01-01T10:00:00Z')"), QByteArray("e2 e3"));
    }

    void events_that_the_condition_fails_for_are_told_of()
    {
        const CtlAnswer answer = runCtl({QStringLiteral("events"),
            m_project,
            QStringLiteral("--where"),
            QStringLiteral("event.data.total > 10")});
        QCOMPARE(answer.exitCode, 0);
        QCOMPARE(answer.lines().size(), qsizetype{1});
        QVERIFY2(answer.err.contains("the condition is an error for 1 event, first at 3: no such key: total"),
            answer.err.constData());
        const CtlAnswer wrong = runCtl({QStringLiteral("events"),
            m_project,
            QStringLiteral("--where"),
            QStringLiteral("event.typ == ''")});
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY2(wrong.err.contains("did you mean 'type'?"), wrong.err.constData());
    }

    void the_bench_measures_the_evaluator()
    {
        const CtlAnswer answer =
            runCtl({QStringLiteral("bench"), QStringLiteral("expr"), QStringLiteral("--json")});
        QCOMPARE(answer.exitCode, 0);
        const QJsonArray figures = answer.object().value(QStringLiteral("figures")).toArray();
        QVERIFY(figures.size() >= 5);
        QCOMPARE(figures[0].toObject().value(QStringLiteral("name")).toString(), QStringLiteral("guard"));
    }
};

QTEST_GUILESS_MAIN(CtlEval)
#include "tst_ctl_eval.moc"
