#include "engine/log/log_reader.h"
#include "model/session/go_to.h"
#include "tests/support/sample_project.h"

#include <QDateTime>
#include <QTest>

using namespace hindcast;

/// Where a person means to go, read from what was typed.
class GoToTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_project.isValid(), qPrintable(m_project.error()));
        auto reader = LogReader::open(m_project.path().toStdString());
        QVERIFY(reader);
        auto columns = TimeColumns::load(**reader, mainBranch);
        QVERIFY(columns);
        m_columns = *columns;
        QCOMPARE(m_columns->last().value, 2000);
    }

    void reads_positions_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("position");
        QTest::newRow("plain") << "1386" << qint64{1386};
        QTest::newRow("grouped") << " 1,386 " << qint64{1386};
        QTest::newRow("grouped by a blank") << "1 386" << qint64{1386};
        QTest::newRow("before the first") << "0" << qint64{0};
        QTest::newRow("the last") << "2000" << qint64{2000};
        QTest::newRow("back") << "-10" << qint64{90};
        QTest::newRow("on") << "+1,000" << qint64{1100};
        QTest::newRow("back too far") << "-999999999999" << qint64{0};
        QTest::newRow("on too far") << "+5000" << qint64{2000};
        QTest::newRow("share") << "50%" << qint64{1000};
        QTest::newRow("fraction of a share") << "0.1 %" << qint64{2};
    }
    void reads_positions()
    {
        QFETCH(QString, typed);
        QFETCH(qint64, position);
        const Destination read = readDestination(typed, *m_columns, Position{100});
        QCOMPARE(static_cast<int>(read.kind), static_cast<int>(Destination::Kind::AtPosition));
        QCOMPARE(read.position.value, position);
    }

    void takes_for_an_id_what_is_nothing_else_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("word") << "e7-3";
        QTest::newRow("number past the end") << "1652857722";
        QTest::newRow("number past all integers") << "99999999999999999999999";
        QTest::newRow("odd grouping") << "13,86";
        QTest::newRow("minus and words") << "-abc";
    }
    void takes_for_an_id_what_is_nothing_else()
    {
        QFETCH(QString, typed);
        const Destination read = readDestination(typed, *m_columns, Position{100});
        QCOMPARE(static_cast<int>(read.kind), static_cast<int>(Destination::Kind::Id));
        QCOMPARE(read.id, typed);
        QVERIFY(!read.problem.isEmpty());
        QVERIFY(!read.advice.isEmpty());
    }

    void a_time_means_the_log_as_it_was_then_data()
    {
        QTest::addColumn<int>("digits");
        QTest::addColumn<qint64>("shift");
        QTest::newRow("its own time") << 6 << qint64{0};
        QTest::newRow("its time as the table shows it") << 3 << qint64{0};
        QTest::newRow("just after it") << 6 << qint64{1};
        QTest::newRow("just before it") << 6 << qint64{-1};
    }
    void a_time_means_the_log_as_it_was_then()
    {
        QFETCH(int, digits);
        QFETCH(qint64, shift);
        const std::int64_t us = m_columns->time(Position{1000}) + shift;
        // The other way to the answer: every event looked at. The log is not quite in the order of its times.
        Position wanted{1};
        for (Position p{1}; p <= m_columns->last(); p = p + 1) {
            if (m_columns->time(p) <= us && m_columns->time(p) >= m_columns->time(wanted)) {
                wanted = p;
            }
        }
        QVERIFY(std::abs(wanted.value - 1000) < 10);
        const QDateTime whole = QDateTime::fromSecsSinceEpoch(us / 1'000'000, Qt::UTC);
        const QString fraction =
            QStringLiteral("%1").arg(us % 1'000'000, 6, 10, QLatin1Char('0')).left(digits);
        const QString typed = whole.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.")) + fraction;
        const Destination read = readDestination(typed, *m_columns, Position{100});
        QCOMPARE(static_cast<int>(read.kind), static_cast<int>(Destination::Kind::AtPosition));
        QCOMPARE(read.position.value, wanted.value);
    }

    void a_time_before_or_after_all_of_them()
    {
        const Destination early = readDestination(QStringLiteral("1999-12-31"), *m_columns, Position{100});
        QCOMPARE(static_cast<int>(early.kind), static_cast<int>(Destination::Kind::Nowhere));
        QVERIFY(early.problem.contains(QStringLiteral("that early")));
        const Destination late = readDestination(QStringLiteral("2999-01-01"), *m_columns, Position{100});
        QCOMPARE(static_cast<int>(late.kind), static_cast<int>(Destination::Kind::AtPosition));
        QCOMPARE(m_columns->time(late.position), m_columns->lastTime());
    }

    void says_what_is_wrong_with_a_share_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("too much") << "101%";
        QTest::newRow("negative") << "-1%";
        QTest::newRow("no number") << "x%";
        QTest::newRow("not a number") << "nan%";
    }
    void says_what_is_wrong_with_a_share()
    {
        QFETCH(QString, typed);
        const Destination read = readDestination(typed, *m_columns, Position{100});
        QCOMPARE(static_cast<int>(read.kind), static_cast<int>(Destination::Kind::Nowhere));
        QVERIFY(!read.problem.isEmpty());
    }

    void nothing_typed_is_no_problem()
    {
        const Destination read = readDestination(QStringLiteral("  "), *m_columns, Position{100});
        QCOMPARE(static_cast<int>(read.kind), static_cast<int>(Destination::Kind::Nowhere));
        QVERIFY(read.problem.isEmpty());
    }

private:
    SampleProject m_project{SampleProject::orderStory(400)};
    std::shared_ptr<const TimeColumns> m_columns;
};

QTEST_GUILESS_MAIN(GoToTest)
#include "tst_go_to.moc"
