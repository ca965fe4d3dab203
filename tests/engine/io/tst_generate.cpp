#include "engine/io/generate.h"
#include "engine/io/import.h"
#include "tests/support/corpus.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace hindcast;

class Generate : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_number = 0;

    QList<QByteArray> lines(std::int64_t events, std::int64_t streams, std::uint64_t seed)
    {
        const QString path = m_folder.filePath(QString::number(++m_number));
        if (!generateLog({events, streams, seed}, path.toStdString())) {
            return {};
        }
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
        QList<QByteArray> read = file.readAll().split('\n');
        read.removeLast();
        return read;
    }

private Q_SLOTS:
    void gives_as_many_events_and_entities_as_asked_for_data()
    {
        QTest::addColumn<qint64>("events");
        QTest::addColumn<qint64>("streams");
        QTest::addColumn<qint64>("expectedStreams");
        QTest::newRow("one event") << qint64(1) << qint64(100) << qint64(1);
        QTest::newRow("three entities") << qint64(500) << qint64(3) << qint64(3);
        QTest::newRow("few events an entity") << qint64(2000) << qint64(655) << qint64(655);
        QTest::newRow("many events an entity") << qint64(20000) << qint64(100) << qint64(100);
        QTest::newRow("ten events an entity") << qint64(5000) << qint64(500) << qint64(500);
    }

    void gives_as_many_events_and_entities_as_asked_for()
    {
        QFETCH(qint64, events);
        QFETCH(qint64, streams);
        QFETCH(qint64, expectedStreams);
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const QList<QByteArray> read = lines(events, streams, seed);
            QCOMPARE(read.size(), events);
            QSet<QString> subjects;
            for (const QByteArray& line : read) {
                subjects.insert(QJsonDocument::fromJson(line).object()[QStringLiteral("subject")].toString());
            }
            QCOMPARE(subjects.size(), expectedStreams);
        }
    }

    void every_event_follows_from_an_earlier_one_or_begins_an_order()
    {
        QSet<QString> ids;
        QSet<QString> types;
        QString last;
        qsizetype bytes = 0;
        const QList<QByteArray> read = lines(5000, 1500, 3);
        for (const QByteArray& line : read) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            const auto text = [&](const char* name) { return event[QLatin1String(name)].toString(); };
            QVERIFY(!text("correlationid").isEmpty());
            QVERIFY(!ids.contains(text("id")));
            const bool begins = text("type") == u"OrderCreated";
            QCOMPARE(text("causationid") == text("correlationid"), begins);
            QCOMPARE(ids.contains(text("causationid")), !begins);
            QVERIFY(last <= text("time").left(19));
            last = text("time").left(19);
            ids.insert(text("id"));
            types.insert(text("type"));
            bytes += line.size() + 1;
        }
        QCOMPARE(types.size(), 8);
        const qsizetype mean = bytes / read.size();
        QVERIFY2(mean > 350 && mean < 390, QByteArray::number(mean).constData());
    }

    void the_seed_decides_alone()
    {
        QCOMPARE(lines(1000, 100, 5), lines(1000, 100, 5));
        QVERIFY(lines(1000, 100, 5) != lines(1000, 100, 6));
    }

    /// The sample in the repository was made on another machine, so this is also what "the same bytes
    /// everywhere" is held to.
    void the_bundled_sample_is_what_the_generator_writes()
    {
        QFile sample(sourceFile(u"resources/samples/orders.ndjson"));
        QVERIFY(sample.open(QIODevice::ReadOnly));
        QList<QByteArray> expected = sample.readAll().split('\n');
        expected.removeLast();
        const QList<QByteArray> made = lines(2000, 655, 7);
        QCOMPARE(made.size(), expected.size());
        for (qsizetype i = 0; i < made.size(); ++i) {
            QCOMPARE(made[i], expected[i]);
        }
    }

    void the_bundled_sample_imports_without_a_problem()
    {
        ImportRequest request;
        request.sources = {sourceFile(u"resources/samples/orders.ndjson").toStdString()};
        request.target = m_folder.filePath(QStringLiteral("sample")).toStdString();
        request.strict = true;
        const Result<ImportReport> report = importLogs(request);
        QVERIFY2(report.ok(), report.ok() ? "" : describe(report.error()).c_str());
        QCOMPARE(report->format, LogFormat::CloudEvents);
        QCOMPARE(report->imported, 2000);
        QCOMPARE(report->streams, 655);
        QCOMPARE(report->types, 8);
        QCOMPARE(report->duplicates + report->noId + report->noTime + report->zoneAssumed, 0);
        QCOMPARE(report->inversions, 0);
    }

    void refuses_what_it_cannot_do()
    {
        const auto codeOf = [](const GenerateRequest& request, const std::string& path) {
            const Result<void> made = generateLog(request, path);
            return made.ok() ? QStringLiteral("ok")
                             : QString::fromUtf8(nameOf(made.error().code).data(),
                                 static_cast<qsizetype>(nameOf(made.error().code).size()));
        };
        const std::string good = m_folder.filePath(QStringLiteral("never")).toStdString();
        QCOMPARE(codeOf({0, 1, 1}, good), QStringLiteral("bad-argument"));
        QCOMPARE(codeOf({1, 0, 1}, good), QStringLiteral("bad-argument"));
        QCOMPARE(codeOf({1, 1, 1}, "/nowhere/at/all"), QStringLiteral("file-unwritable"));
        if (QFile::exists(QStringLiteral("/dev/full"))) {
            QCOMPARE(codeOf({1000, 10, 1}, "/dev/full"), QStringLiteral("disk-full"));
        }
        QVERIFY(!QFile::exists(QString::fromStdString(good)));
    }
};

QTEST_GUILESS_MAIN(Generate)
#include "tst_generate.moc"
