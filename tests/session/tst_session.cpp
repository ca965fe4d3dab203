#include "engine/log/log_builder.h"
#include "engine/log/log_writer.h"
#include "model/session/session.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

#include <random>

using namespace hindcast;

namespace {

/// A project whose i-th event is of stream s-(i % streams) and type T(i % 3), with {"n":i} for payload.
QString makeProject(const QTemporaryDir& folder, int events, int streams)
{
    const QString path = folder.filePath(QStringLiteral("p%1-%2.hindcast").arg(events).arg(streams));
    auto builder = LogBuilder::begin(path.toStdString(), true);
    for (int i = 1; i <= events; ++i) {
        const std::string stream = "s-" + std::to_string(i % streams);
        const std::string type = "T" + std::to_string(i % 3);
        const std::string data = "{\"n\":" + std::to_string(i) + "}";
        NewEvent event;
        event.stream = stream;
        event.type = type;
        event.data = data;
        event.recordedUs = i * 1000;
        if (!(*builder)->add(event)) {
            return {};
        }
    }
    return (*builder)->finish() ? path : QString();
}

} // namespace

class SessionTest : public QObject {
    Q_OBJECT

private:
    /// Opens a project and waits until the session is ready.
    void open(Session& session, const QString& path)
    {
        QSignalSpy opened(&session.host(), &ProjectHost::opened);
        session.host().open(path);
        QVERIFY(opened.wait());
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void opening_puts_the_playhead_at_the_end()
    {
        Session session;
        open(session, makeProject(m_folder, 100, 7));
        QCOMPARE(session.cursor().position(), Position{100});
        QVERIFY(session.cursor().isAtEnd());
        QCOMPARE(session.columns()->names().types.size(), 4);
    }

    void a_time_reference_is_set_moved_and_ended_by_the_same_key()
    {
        Session session;
        QSignalSpy changed(&session.reference(), &TimeReference::changed);
        QVERIFY(!session.reference().toggle(Position{1})); // nothing is open
        open(session, makeProject(m_folder, 100, 7));
        QVERIFY(!session.reference().toggle(Position{0}));
        QVERIFY(!session.reference().toggle(Position{101}));
        QVERIFY(!session.reference().us());
        QCOMPARE(changed.size(), 0);
        QVERIFY(session.reference().toggle(Position{12}));
        QCOMPARE(session.reference().us(), std::optional<std::int64_t>(12'000));
        QVERIFY(session.reference().toggle(Position{30}));
        QCOMPARE(session.reference().moment()->position, Position{30});
        QVERIFY(session.reference().toggle(Position{30}));
        QVERIFY(!session.reference().moment());
        QCOMPARE(changed.size(), 3);
        session.reference().toggle(Position{30});
        session.host().close();
        QVERIFY(!session.reference().moment());
    }

    void a_file_that_is_no_project_fails_with_its_name()
    {
        const QString path = m_folder.filePath(QStringLiteral("x.hindcast"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is not a database at all, but long enough to have a header of one hundred bytes, is "
                   "it not?");
        file.close();
        Session session;
        QSignalSpy failed(&session.host(), &ProjectHost::failed);
        session.host().open(path);
        QVERIFY(failed.wait());
        const auto error = failed.first().first().value<Error>();
        QCOMPARE(nameOf(error.code), nameOf(ErrorCode::NotAProject));
        QCOMPARE(QString::fromStdString(error.place.file), path);
        QCOMPARE(session.host().state(), ProjectHost::State::Closed);
    }

    void a_newer_question_replaces_an_older_one()
    {
        Session session;
        open(session, makeProject(m_folder, 100, 7));
        RequestSlot slot;
        std::vector<std::int64_t> answers;
        for (std::int64_t i = 1; i <= 50; ++i) {
            session.host().request<Position>(
                slot,
                ProjectHost::Lane::Interactive,
                [i](const ReadContext&) { return Result<Position>(Position{i}); },
                [&](Result<Position> p) { answers.push_back(p->value); });
        }
        QVERIFY(slot.isPending());
        QTRY_VERIFY(!slot.isPending());
        QCOMPARE(answers, std::vector<std::int64_t>{50});
    }

    void a_destroyed_slot_gets_no_answer()
    {
        Session session;
        open(session, makeProject(m_folder, 100, 7));
        int answers = 0;
        const auto ask = [&](RequestSlot& slot) {
            session.host().request<Position>(
                slot,
                ProjectHost::Lane::Interactive,
                [](const ReadContext& context) { return context.reader.lastPosition(context.branch); },
                [&](const Result<Position>&) { ++answers; });
        };
        {
            RequestSlot doomed;
            ask(doomed);
        }
        RequestSlot kept;
        ask(kept);
        QTRY_COMPARE(answers, 1);
        QVERIFY(!kept.isPending());
    }

    void closing_drops_answers_on_their_way()
    {
        Session session;
        open(session, makeProject(m_folder, 100, 7));
        RequestSlot slot;
        bool answered = false;
        session.host().request<Position>(
            slot,
            ProjectHost::Lane::Interactive,
            [](const ReadContext& context) { return context.reader.lastPosition(context.branch); },
            [&](const Result<Position>&) { answered = true; });
        session.host().close();
        open(session, makeProject(m_folder, 50, 7));
        QCOMPARE(session.cursor().last(), Position{50});
        QVERIFY(!answered);
    }

    void growth_by_another_writer_is_followed_at_the_end_only()
    {
        const QString path = makeProject(m_folder, 20, 3);
        Session session;
        open(session, path);
        auto writer = LogWriter::open(path.toStdString());
        QVERIFY(writer.ok());
        NewEvent event;
        event.type = "T9";
        event.data = "{}";
        QSignalSpy grown(&session.host(), &ProjectHost::grown);
        QVERIFY((*writer)->append(mainBranch, "s-1", ExpectedVersion::any(), {&event, 1}).ok());
        QVERIFY(grown.wait());
        QCOMPARE(session.cursor().position(), Position{21});

        session.cursor().setPosition(Position{5});
        QVERIFY((*writer)->append(mainBranch, "s-1", ExpectedVersion::any(), {&event, 1}).ok());
        QVERIFY(grown.wait());
        QCOMPARE(session.cursor().last(), Position{22});
        QCOMPARE(session.cursor().position(), Position{5});
    }

    void filters_equal_counting_by_hand_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("type") << "type:T1";
        QTest::newRow("stream") << "stream:s-3";
        QTest::newRow("type and stream") << "type:T2 stream:s-4";
        QTest::newRow("text") << ":77";
        QTest::newRow("digits") << "99";
        QTest::newRow("text and type") << "9 type:T0";
        QTest::newRow("no such text") << "zebra";
    }

    void filters_equal_counting_by_hand()
    {
        QFETCH(QString, query);
        Session session;
        open(session, makeProject(m_folder, 9000, 11));
        session.filter().setQuery(query);
        QCOMPARE(session.filter().problem().sentence, QString());
        QTRY_VERIFY(!session.filter().isSearching());

        const FilterTerms terms = session.filter().terms();
        LogFilter::Hits expected;
        const auto reader = LogReader::open(session.host().path().toStdString());
        QVERIFY(reader.ok());
        const auto events = (*reader)->page(mainBranch, {Position{1}, Position{9000}});
        for (const Event& event : *events) {
            const QString haystack =
                QString::fromStdString(event.data + '\n' + event.typeName + '\n' + event.streamName);
            const bool hit = (terms.text.isEmpty() || haystack.contains(terms.text, Qt::CaseInsensitive))
                && (!terms.type || *terms.type == event.type)
                && (!terms.stream || *terms.stream == event.stream);
            if (hit) {
                expected.push_back(static_cast<std::uint32_t>(event.position.value));
            }
        }
        QCOMPARE(*session.filter().hits(), expected);
    }

    void a_new_filter_forgets_the_hits_of_the_old_one()
    {
        Session session;
        open(session, makeProject(m_folder, 9000, 11));
        session.filter().setQuery(QStringLiteral("9"));
        session.filter().setQuery(QStringLiteral("zebra"));
        QTRY_VERIFY(!session.filter().isSearching());
        QVERIFY(session.filter().hits()->empty());
        session.filter().setQuery({});
        QVERIFY(!session.filter().hits());
    }

    void stepping_in_a_stream_visits_exactly_its_events()
    {
        Session session;
        open(session, makeProject(m_folder, 100, 7));
        TimeCursor& cursor = session.cursor();
        cursor.setPosition(Position{0});
        const StreamId stream = session.columns()->stream(Position{3});
        std::vector<std::int64_t> visited;
        for (int i = 0; i < 30; ++i) {
            cursor.stepInStream(stream, 1);
            if (visited.empty() || visited.back() != cursor.position().value) {
                visited.push_back(cursor.position().value);
            }
        }
        const auto positions = session.columns()->positionsOf(stream);
        QCOMPARE(visited, std::vector<std::int64_t>(positions.begin(), positions.end()));
        cursor.stepInStream(stream, -1);
        QCOMPARE(cursor.position().value, visited[visited.size() - 2]);
    }

    void places_visited_can_be_walked_back_and_forth()
    {
        Session session;
        open(session, makeProject(m_folder, 100, 7));
        TimeCursor& cursor = session.cursor();
        cursor.jumpTo(Position{10});
        cursor.stepBy(5);
        cursor.jumpTo(Position{50});
        cursor.back();
        QCOMPARE(cursor.position(), Position{10});
        cursor.back();
        QCOMPARE(cursor.position(), Position{100});
        QVERIFY(!cursor.canGoBack());
        cursor.forward();
        QCOMPARE(cursor.position(), Position{10});
        cursor.jumpTo(Position{70});
        QVERIFY(!cursor.canGoForward());
    }

    void positions_are_clamped_to_the_log_data()
    {
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("got");
        QTest::newRow("before") << -5 << 0;
        QTest::newRow("empty world") << 0 << 0;
        QTest::newRow("inside") << 42 << 42;
        QTest::newRow("past the end") << 1000 << 100;
    }

    void positions_are_clamped_to_the_log()
    {
        QFETCH(int, asked);
        QFETCH(int, got);
        Session session;
        open(session, makeProject(m_folder, 100, 7));
        session.cursor().setPosition(Position{asked});
        QCOMPARE(session.cursor().position(), Position{got});
    }

    void playing_runs_to_the_end_and_stops()
    {
        Session session;
        open(session, makeProject(m_folder, 100, 7));
        TimeCursor& cursor = session.cursor();
        cursor.setSpeed(10000);
        QSignalSpy moved(&cursor, &TimeCursor::positionChanged);
        cursor.play();
        QCOMPARE(cursor.position(), Position{0});
        QTRY_VERIFY(!cursor.isPlaying());
        QCOMPARE(cursor.position(), Position{100});
        QVERIFY(moved.count() >= 2);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
