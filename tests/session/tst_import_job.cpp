#include "model/session/import_job.h"
#include "model/session/log_files.h"
#include "model/session/rate_meter.h"
#include "model/session/recent_files.h"
#include "model/session/recognition_job.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hindcast;

namespace {

QByteArray lines(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i) {
        text += "{\"id\":\"" + QByteArray::number(i) + "\",\"stream\":\"s-" + QByteArray::number(i % 100)
            + "\",\"type\":\"Done\",\"time\":\"2026-11-23T10:00:00Z\"}\n";
    }
    return text;
}

} // namespace

/// The session's jobs around importing: looking at a file, importing it, and remembering where it is.
class ImportJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("HindcastTest"));
        QCoreApplication::setApplicationName(QStringLiteral("HindcastTest"));
    }

    void imports_and_reports_on_the_starting_thread()
    {
        ImportJob job;
        QSignalSpy done(&job, &ImportJob::succeeded);
        QVERIFY(job.start(request(write(QStringLiteral("ten.ndjson"), lines(10)))));
        QVERIFY(job.isRunning());
        QVERIFY(!job.start({}));
        QVERIFY(done.wait(20000));
        QCOMPARE(qvariant_cast<ImportReport>(done[0][0]).imported, 10);
        QVERIFY(!job.isRunning());
    }

    void a_failure_carries_its_place()
    {
        ImportJob job;
        QSignalSpy failed(&job, &ImportJob::failed);
        QVERIFY(job.start(request(write(QStringLiteral("bad.json"), "[{\"a\":1},\n{\"a\" 1}]"))));
        QVERIFY(failed.wait(20000));
        QCOMPARE(qvariant_cast<Error>(failed[0][0]).place.line, 2);
    }

    void cancelling_leaves_nothing_behind()
    {
        ImportJob job;
        QSignalSpy progress(&job, &ImportJob::progressed);
        QSignalSpy failed(&job, &ImportJob::failed);
        const ImportRequest wanted = request(write(QStringLiteral("many.ndjson"), lines(300000)));
        QVERIFY(job.start(wanted));
        QVERIFY(progress.wait(20000));
        job.cancel();
        QVERIFY(failed.wait(20000));
        QVERIFY(qvariant_cast<Error>(failed[0][0]).code == ErrorCode::Cancelled);
        const QStringList left = QDir(m_folder.path()).entryList({QStringLiteral("many*")}, QDir::Files);
        QCOMPARE(left, QStringList{QStringLiteral("many.ndjson")});
    }

    void going_away_cancels_as_well()
    {
        {
            ImportJob job;
            QVERIFY(job.start(request(write(QStringLiteral("gone.ndjson"), lines(300000)))));
        }
        const QStringList left = QDir(m_folder.path()).entryList({QStringLiteral("gone*")}, QDir::Files);
        QCOMPARE(left, QStringList{QStringLiteral("gone.ndjson")});
    }

    void only_the_newest_question_is_answered()
    {
        RecognitionJob job;
        QSignalSpy answers(&job, &RecognitionJob::recognised);
        QSignalSpy heads(&job, &RecognitionJob::headRead);
        const QString path = write(QStringLiteral("ask.ndjson"), lines(30));
        for (const char* type : {"=First", "=Second", "=Third"}) {
            FieldMapping given;
            given.of(Field::Type) = type;
            job.ask({path, {}, given});
        }
        QVERIFY(job.isPending());
        QVERIFY(answers.wait(20000));
        QCOMPARE(answers.size(), 1);
        const auto recognition = qvariant_cast<Recognition>(answers[0][0]);
        QCOMPARE(recognition.sample.front().type, std::string("Third"));
        QVERIFY(!job.isPending());
        QVERIFY(heads[0][0].toString().startsWith(QStringLiteral("{\"id\":\"0\"")));

        job.ask({path, {}, {}});
        job.drop();
        job.ask({QStringLiteral("/nowhere"), {}, {}});
        QSignalSpy failures(&job, &RecognitionJob::failed);
        QVERIFY(failures.wait(20000));
        QCOMPARE(answers.size(), 1);
    }

    void rates_follow_the_last_seconds()
    {
        RateMeter meter;
        const auto at = [](std::int64_t events, double fraction) {
            ImportProgress progress;
            progress.events = events;
            progress.bytesRead = events * 100;
            progress.fraction = fraction;
            return progress;
        };
        // The first report is compared with the start.
        QCOMPARE(meter.add(100, at(1000, 0.01)).eventsPerSecond, 10000.0);
        QVERIFY(meter.add(200, at(2000, 0.01)).remainingSeconds < 0);
        ImportRate rate;
        for (int second = 1; second <= 10; ++second) {
            rate = meter.add(second * 1000, at(2000 + second * 50000, 0.05 * second));
        }
        QCOMPARE(rate.eventsPerSecond, 50000.0);
        QCOMPARE(rate.bytesPerSecond, 5000000.0);
        QCOMPARE(rate.remainingSeconds, 10.0);
    }

    void a_target_lies_beside_its_log_under_its_name_data()
    {
        QTest::addColumn<QString>("log");
        QTest::addColumn<QString>("target");
        QTest::newRow("one ending") << "orders.ndjson"
                                    << "orders.hindcast";
        QTest::newRow("two endings") << "08_receipt.xes.gz"
                                     << "08_receipt.hindcast";
        QTest::newRow("capitals") << "LOG.CSV"
                                  << "LOG.hindcast";
        QTest::newRow("other dots stay") << "orders-2026.11.json"
                                         << "orders-2026.11.hindcast";
        QTest::newRow("nothing but an ending") << ".json"
                                               << ".json.hindcast";
    }
    void a_target_lies_beside_its_log_under_its_name()
    {
        QFETCH(QString, log);
        QFETCH(QString, target);
        const QDir folder(m_folder.path());
        QCOMPARE(defaultTarget(folder.filePath(log)), folder.filePath(target));
    }

    void a_project_is_told_by_its_first_bytes()
    {
        QVERIFY(isProjectFile(write(QStringLiteral("a.json"), QByteArray("SQLite format 3\0rest", 20))));
        QVERIFY(!isProjectFile(write(QStringLiteral("a.hindcast"), "{}")));
        QVERIFY(!isProjectFile(QStringLiteral("/nowhere")));
    }

    void recent_files_are_few_unique_and_remembered()
    {
        {
            RecentFiles recent;
            for (int i = 0; i < 20; ++i) {
                recent.add(QStringLiteral("/logs/%1.hindcast").arg(i));
            }
            recent.add(QStringLiteral("/logs/15.hindcast"));
            QCOMPARE(recent.paths().size(), RecentFiles::maximum);
            QCOMPARE(recent.paths().front(), QStringLiteral("/logs/15.hindcast"));
            QCOMPARE(recent.paths().count(QStringLiteral("/logs/15.hindcast")), 1);
            recent.remove(QStringLiteral("/logs/19.hindcast"));
        }
        const RecentFiles again;
        QCOMPARE(again.paths().size(), RecentFiles::maximum - 1);
        QVERIFY(!again.paths().contains(QStringLiteral("/logs/19.hindcast")));
    }

private:
    QString write(const QString& name, const QByteArray& content)
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(content);
        }
        return file.fileName();
    }

    static ImportRequest request(const QString& source)
    {
        ImportRequest request;
        request.sources = {source.toStdString()};
        request.target = defaultTarget(source).toStdString();
        return request;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ImportJobTest)
#include "tst_import_job.moc"
