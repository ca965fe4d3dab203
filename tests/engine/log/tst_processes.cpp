#include "engine/log/log_writer.h"
#include "engine/log/verify.h"
#include "tests/support/scratch_log.h"

#include <QProcess>
#include <QtTest>

#include <memory>
#include <random>
#include <set>
#include <vector>

using namespace hindcast;

namespace {

std::unique_ptr<QProcess> start(const QStringList& arguments)
{
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->start(QStringLiteral(LOG_CHILD), arguments);
    return child;
}

QString pathOf(const ScratchLog& log)
{
    return QString::fromStdString(log.path());
}

QList<QByteArray> linesOf(QProcess& child)
{
    QList<QByteArray> lines = child.readAllStandardOutput().split('\n');
    lines.removeLast(); // behind the last line's end, or a line that was cut
    lines.removeAll("ready");
    return lines;
}

} // namespace

/// Several processes with one project, and what is left of one that was killed.
class Processes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Hundreds of rounds; the log is the same all along, so that every round starts from what a kill left.
    void what_a_killed_process_acknowledged_is_kept()
    {
        constexpr int rounds = 200;
        const ScratchLog log(orderEvents(3));
        std::mt19937 random(20261124);
        std::int64_t acknowledged = 3;
        int died = 0;
        for (int round = 0; round < rounds; ++round) {
            const auto child = start(
                {QStringLiteral("append"), pathOf(log), QStringLiteral("order-1"), QStringLiteral("0")});
            QVERIFY(child->waitForStarted());
            // Some die while they open, some in their first transaction, some in the middle of many.
            if (round % 4 != 0) {
                QVERIFY(child->waitForReadyRead());
            }
            QTest::qSleep(static_cast<int>(random() % 12));
            child->kill();
            QVERIFY(child->waitForFinished());
            died += child->exitStatus() == QProcess::CrashExit ? 1 : 0;

            const QList<QByteArray> lines = linesOf(*child);
            for (const QByteArray& line : lines) {
                QCOMPARE(line.toLongLong(), ++acknowledged);
            }
            const auto reader = log.open();
            const std::int64_t last = ScratchLog::must(reader->lastPosition(mainBranch)).value;
            // The one that was under way may have got through.
            QVERIFY2(last == acknowledged || last == acknowledged + 1,
                qPrintable(QStringLiteral("round %1: %2 of %3").arg(round).arg(last).arg(acknowledged)));
            acknowledged = last;
            if (round % 10 == 9) {
                const ProjectVerdict verdict = ScratchLog::must(verifyProject(*reader));
                QVERIFY2(verdict.isSound(), verdict.branches.front().report.reason.c_str());
            }
        }
        QCOMPARE(died, rounds);
        QVERIFY(acknowledged > rounds);
        QVERIFY(ScratchLog::must(verifyProject(*log.open())).isSound());
    }

    void several_write_and_several_follow_without_a_gap()
    {
        constexpr int writers = 3;
        constexpr int each = 60;
        const ScratchLog log(orderEvents(3));
        std::vector<std::unique_ptr<QProcess>> tails;
        for (int i = 0; i < 2; ++i) {
            tails.push_back(
                start({QStringLiteral("tail"), pathOf(log), QString::number(3 + writers * each)}));
        }
        std::vector<std::unique_ptr<QProcess>> children;
        for (int i = 0; i < writers; ++i) {
            children.push_back(start({QStringLiteral("append"),
                pathOf(log),
                QStringLiteral("stream-%1").arg(i % 2),
                QString::number(each)}));
        }
        std::set<qint64> positions;
        for (const auto& child : children) {
            QVERIFY(child->waitForFinished(60'000));
            QCOMPARE(child->exitCode(), 0);
            const QList<QByteArray> lines = linesOf(*child);
            QCOMPARE(lines.size(), each);
            for (const QByteArray& line : lines) {
                positions.insert(line.toLongLong());
            }
        }
        for (const auto& tail : tails) {
            QVERIFY(tail->waitForFinished(60'000));
            QCOMPARE(tail->readAllStandardOutput(), QByteArray());
            QCOMPARE(tail->exitCode(), 0);
        }
        // Everybody got positions of their own, and together they have no gap.
        QCOMPARE(positions.size(), static_cast<std::size_t>(writers * each));
        QCOMPARE(*positions.begin(), 4);
        QCOMPARE(*positions.rbegin(), 3 + writers * each);
        QVERIFY(ScratchLog::must(verifyProject(*log.open())).isSound());
    }

    void of_those_who_expect_the_same_version_one_wins()
    {
        const ScratchLog log(orderEvents(3));
        for (int version = 1; version <= 10; ++version) {
            std::vector<std::unique_ptr<QProcess>> children;
            for (int i = 0; i < 4; ++i) {
                children.push_back(start({QStringLiteral("race"),
                    pathOf(log),
                    QStringLiteral("order-1"),
                    QString::number(version)}));
            }
            int won = 0;
            for (const auto& child : children) {
                QVERIFY(child->waitForFinished(60'000));
                QCOMPARE(child->exitCode(), 0);
                won += linesOf(*child) == QList<QByteArray>{"won"} ? 1 : 0;
            }
            QCOMPARE(won, 1);
        }
        QCOMPARE(ScratchLog::must(log.open()->lastPosition(mainBranch)).value, 13);
    }

    void the_same_id_from_several_is_one_event()
    {
        const ScratchLog log(orderEvents(3));
        std::vector<std::unique_ptr<QProcess>> children;
        for (int i = 0; i < 4; ++i) {
            children.push_back(start(
                {QStringLiteral("repeat"), pathOf(log), QStringLiteral("order-1"), QStringLiteral("my-id")}));
        }
        for (const auto& child : children) {
            QVERIFY(child->waitForFinished(60'000));
            QCOMPARE(linesOf(*child), QList<QByteArray>{"4"});
        }
        QCOMPARE(ScratchLog::must(log.open()->lastPosition(mainBranch)).value, 4);
    }
};

QTEST_GUILESS_MAIN(Processes)
#include "tst_processes.moc"
