#include "tests/ctl/run_ctl.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

/// Looking at a log on the command line: events, streams, states, differences.
class CtlTravel : public QObject {
    Q_OBJECT

private:
    CtlAnswer run(const QStringList& arguments) const
    {
        QStringList all = arguments;
        all.insert(1, m_project);
        return runCtl(all);
    }

    QTemporaryDir m_folder;
    QString m_project;

private Q_SLOTS:
    void initTestCase()
    {
        const QString log = writeFile(m_folder.filePath(QStringLiteral("a.ndjson")),
            R"({"id":"e1","stream":"order-1","type":"OrderCreated","time":"2026-01-01T10:00:00.500Z","data":{"total":45.480,"big":12345678901234567890,"lines":[{"sku":"A","qty":1}]}})"
            "\n"
            R"({"id":"e2","stream":"order-2","type":"OrderCreated","time":"2026-01-01T10:00:01Z","data":{"total":7}})"
            "\n"
            R"({"id":"e3","stream":"order-1","type":"OrderPaid","time":"2026-01-01T10:00:02Z","data":{"paid":true},"causationId":"e1","correlationId":"c1"})"
            "\n"
            R"({"id":"e4","stream":"order-1","type":"OrderCorrected","time":"2026-01-01T10:00:03Z","data":{"total":40,"big":null}})"
            "\n"
            R"({"id":"e5","stream":"order-2","type":"OrderDeleted","time":"2026-01-01T10:00:04Z","data":{}})"
            "\n");
        m_project = m_folder.filePath(QStringLiteral("a.hindcast"));
        const CtlAnswer answer = runCtl({QStringLiteral("import"), log, QStringLiteral("-o"), m_project});
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
    }

    void info_counts_everything()
    {
        const QJsonObject info = run({QStringLiteral("info"), QStringLiteral("--json")}).object();
        QCOMPARE(info.value(QStringLiteral("events")).toInt(), 5);
        QCOMPARE(info.value(QStringLiteral("streams")).toInt(), 2);
        QCOMPARE(info.value(QStringLiteral("branches")).toInt(), 1);
        QCOMPARE(
            info.value(QStringLiteral("first_time")).toString(), QStringLiteral("2026-01-01T10:00:00.500Z"));
        QCOMPARE(info.value(QStringLiteral("last_time")).toString(), QStringLiteral("2026-01-01T10:00:04Z"));
        const QJsonObject category = info.value(QStringLiteral("categories")).toArray().first().toObject();
        QCOMPARE(category.value(QStringLiteral("name")).toString(), QStringLiteral("order"));
        QCOMPARE(category.value(QStringLiteral("streams")).toInt(), 2);
        QCOMPARE(category.value(QStringLiteral("events")).toInt(), 5);
        QCOMPARE(info.value(QStringLiteral("types")).toArray().size(), 4);
        QCOMPARE(info.value(QStringLiteral("bytes")).toInteger(), QFileInfo(m_project).size());
    }

    void events_have_all_their_parts()
    {
        const auto events = run({QStringLiteral("events"),
                                    QStringLiteral("--from"),
                                    QStringLiteral("3"),
                                    QStringLiteral("--limit"),
                                    QStringLiteral("1")})
                                .lines();
        QCOMPARE(events.size(), 1);
        const QJsonObject expected{{QStringLiteral("position"), 3},
            {QStringLiteral("stream"), QStringLiteral("order-1")},
            {QStringLiteral("version"), 2},
            {QStringLiteral("type"), QStringLiteral("OrderPaid")},
            {QStringLiteral("time"), QStringLiteral("2026-01-01T10:00:02Z")},
            {QStringLiteral("id"), QStringLiteral("e3")},
            {QStringLiteral("data"), QJsonObject{{QStringLiteral("paid"), true}}},
            {QStringLiteral("meta"), QJsonValue::Null},
            {QStringLiteral("correlation"), QStringLiteral("c1")},
            {QStringLiteral("causation"), QStringLiteral("e1")}};
        QCOMPARE(events.first(), expected);
    }

    void events_are_chosen_by_stream_and_type_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QList<int>>("positions");
        QTest::newRow("all") << QStringList{} << QList<int>{1, 2, 3, 4, 5};
        QTest::newRow("stream") << QStringList{QStringLiteral("--stream"), QStringLiteral("order-1")}
                                << QList<int>{1, 3, 4};
        QTest::newRow("type") << QStringList{QStringLiteral("--type"), QStringLiteral("OrderCreated")}
                              << QList<int>{1, 2};
        QTest::newRow("both") << QStringList{QStringLiteral("--stream"),
            QStringLiteral("order-2"),
            QStringLiteral("--type"),
            QStringLiteral("OrderDeleted")}
                              << QList<int>{5};
        QTest::newRow("from") << QStringList{QStringLiteral("--stream"),
            QStringLiteral("order-1"),
            QStringLiteral("--from"),
            QStringLiteral("2")}
                              << QList<int>{3, 4};
        QTest::newRow("limit") << QStringList{QStringLiteral("--stream"),
            QStringLiteral("order-1"),
            QStringLiteral("--limit"),
            QStringLiteral("2")}
                               << QList<int>{1, 3};
        QTest::newRow("none") << QStringList{QStringLiteral("--limit"), QStringLiteral("0")} << QList<int>{};
    }

    void events_are_chosen_by_stream_and_type()
    {
        QFETCH(QStringList, options);
        QFETCH(QList<int>, positions);
        QList<int> got;
        for (const QJsonObject& event : run(QStringList{QStringLiteral("events")} + options).lines()) {
            got << event.value(QStringLiteral("position")).toInt();
        }
        QCOMPARE(got, positions);
    }

    void numbers_come_out_as_they_were_written()
    {
        const QByteArray state = run({QStringLiteral("state"),
                                         QStringLiteral("--stream"),
                                         QStringLiteral("order-1"),
                                         QStringLiteral("--at"),
                                         QStringLiteral("1"),
                                         QStringLiteral("--json")})
                                     .out;
        QCOMPARE(state,
            QByteArray(
                R"({"stream":"order-1","version":1,"position":1,"deleted":false,"state":{"total":45.480,)"
                R"("big":12345678901234567890,"lines":[{"sku":"A","qty":1}]}})"
                "\n"));
    }

    void state_is_as_of_the_position_data()
    {
        QTest::addColumn<QString>("stream");
        QTest::addColumn<int>("at");
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("before the first event")
            << "order-1" << 0
            << QByteArray(R"({"stream":"order-1","version":0,"position":0,"deleted":false,"state":null})");
        QTest::newRow("another stream's event")
            << "order-1" << 2
            << QByteArray(
                   R"({"stream":"order-1","version":1,"position":1,"deleted":false,"state":{"total":45.480,"big":12345678901234567890,"lines":[{"sku":"A","qty":1}]}})");
        QTest::newRow("merged")
            << "order-1" << 4
            << QByteArray(
                   R"({"stream":"order-1","version":3,"position":4,"deleted":false,"state":{"total":40,"lines":[{"sku":"A","qty":1}],"paid":true}})");
        QTest::newRow("deleted")
            << "order-2" << 5
            << QByteArray(
                   R"({"stream":"order-2","version":2,"position":5,"deleted":true,"state":{"total":7}})");
    }

    void state_is_as_of_the_position()
    {
        QFETCH(QString, stream);
        QFETCH(int, at);
        QFETCH(QByteArray, state);
        const CtlAnswer answer = run({QStringLiteral("state"),
            QStringLiteral("--stream"),
            stream,
            QStringLiteral("--at"),
            QString::number(at),
            QStringLiteral("--json")});
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
        QCOMPARE(answer.out.trimmed(), state);
    }

    void the_difference_is_a_json_patch()
    {
        const CtlAnswer answer = run({QStringLiteral("diff"),
            QStringLiteral("--stream"),
            QStringLiteral("order-1"),
            QStringLiteral("--from"),
            QStringLiteral("1"),
            QStringLiteral("--to"),
            QStringLiteral("4")});
        QSet<QByteArray> steps;
        for (const QJsonValue step : answer.array()) {
            steps.insert(QJsonDocument(step.toObject()).toJson(QJsonDocument::Compact));
        }
        QCOMPARE(steps,
            (QSet<QByteArray>{R"({"op":"replace","path":"/total","value":40})",
                R"({"op":"remove","path":"/big"})",
                R"({"op":"add","path":"/paid","value":true})"}));
    }

    void streams_are_those_that_exist_then()
    {
        const QJsonArray streams = run({QStringLiteral("streams"),
                                           QStringLiteral("--at"),
                                           QStringLiteral("3"),
                                           QStringLiteral("--json")})
                                       .array();
        QCOMPARE(streams.size(), 2);
        QCOMPARE(streams[0].toObject(),
            (QJsonObject{{QStringLiteral("stream"), QStringLiteral("order-1")},
                {QStringLiteral("category"), QStringLiteral("order")},
                {QStringLiteral("version"), 2},
                {QStringLiteral("position"), 3}}));
        QCOMPARE(run({QStringLiteral("streams"),
                         QStringLiteral("--at"),
                         QStringLiteral("1"),
                         QStringLiteral("--json")})
                     .array()
                     .size(),
            1);
        QCOMPARE(run({QStringLiteral("streams"),
                         QStringLiteral("--at"),
                         QStringLiteral("0"),
                         QStringLiteral("--json")})
                     .array()
                     .size(),
            0);
    }

    void what_is_not_there_is_said_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("code");
        QTest::newRow("stream") << QStringList{QStringLiteral("state"),
            QStringLiteral("--stream"),
            QStringLiteral("nope"),
            QStringLiteral("--json")}
                                << "unknown-stream";
        QTest::newRow("position") << QStringList{QStringLiteral("state"),
            QStringLiteral("--stream"),
            QStringLiteral("order-1"),
            QStringLiteral("--at"),
            QStringLiteral("6"),
            QStringLiteral("--json")}
                                  << "position-out-of-range";
        QTest::newRow("negative position")
            << QStringList{QStringLiteral("streams"), QStringLiteral("--at=-1"), QStringLiteral("--json")}
            << "position-out-of-range";
    }

    void what_is_not_there_is_said()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, code);
        const CtlAnswer answer = run(arguments);
        QCOMPARE(answer.exitCode, 2);
        QCOMPARE(answer.object()
                     .value(QStringLiteral("error"))
                     .toObject()
                     .value(QStringLiteral("code"))
                     .toString(),
            code);
        QVERIFY(answer.err.startsWith(m_project.toUtf8()));
    }

    void looking_changes_no_byte()
    {
        QFile file(m_project);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        file.close();
        run({QStringLiteral("info")});
        run({QStringLiteral("events")});
        run({QStringLiteral("streams")});
        run({QStringLiteral("state"), QStringLiteral("--stream"), QStringLiteral("order-1")});
        run({QStringLiteral("verify")});
        run({QStringLiteral("export"), QStringLiteral("-o"), QStringLiteral("-")});
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll() == before);
    }
};

QTEST_GUILESS_MAIN(CtlTravel)
#include "tst_ctl_travel.moc"
