#include "engine/log/log_builder.h"
#include "engine/log/log_reader.h"
#include "engine/log/log_writer.h"
#include "engine/log/temporary_file.h"
#include "engine/log/verify.h"
#include "tests/support/raw_database.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

#include <rapidcheck.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace hindcast;

namespace {

const QStringList onlyTheProject{QStringLiteral("log.hindcast")};

std::unique_ptr<LogBuilder> begun(const ScratchLog& log, int events, bool replace = false)
{
    auto builder = ScratchLog::must(LogBuilder::begin(log.path(), replace));
    for (const ScratchEvent& event : orderEvents(events)) {
        ScratchLog::must(builder->add(event.borrowed()));
    }
    return builder;
}

std::string randomText()
{
    return *rc::gen::container<std::string>(
        *rc::gen::inRange<std::size_t>(0, 30), rc::gen::element('a', '-', '"', '\xc3', '\0', ' '));
}

} // namespace

class LogBuilding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_was_added_is_read_back()
    {
        ScratchLog log;
        const auto events = orderEvents(5000);
        const BuildSummary summary = log.build(events);
        QCOMPARE(summary.events, 5000);
        QCOMPARE(summary.streams, 3);
        QCOMPARE(summary.types, 2);
        QCOMPARE(summary.duplicates, 0);

        const auto reader = log.open();
        QCOMPARE(reader->lastPosition(mainBranch)->value, 5000);
        const auto event = reader->event(mainBranch, Position{4000});
        QVERIFY(event.ok());
        const ScratchEvent& added = events[3999];
        QCOMPARE(event->streamName, added.stream);
        QCOMPARE(event->typeName, added.type);
        QCOMPARE(event->id, added.id);
        QCOMPARE(event->data, added.data);
        QCOMPARE(event->recordedUs, added.us);
        QCOMPARE(event->version.value, 1334);
        QCOMPARE(event->causation, added.causation);
        QCOMPARE(event->correlation, std::string());
        QCOMPARE(reader->page(mainBranch, {Position{4990}, Position{6000}})->size(), 11U);
        QCOMPARE(reader->event(mainBranch, Position{5001}).error().code, ErrorCode::PositionOutOfRange);
        QCOMPARE(reader->event(mainBranch, Position{0}).error().code, ErrorCode::PositionOutOfRange);
        QCOMPARE(reader->findStream("order-1")->value, 2);
        QCOMPARE(reader->findStream("order-9").error().code, ErrorCode::UnknownStream);
        QCOMPARE(*reader->streamName(StreamId{2}), std::string("order-1"));
        QCOMPARE(reader->streamName(StreamId{9}).error().code, ErrorCode::UnknownStream);
        QCOMPARE(reader->findId(mainBranch, "id-77")->value_or(Position{}).value, 77);
        QVERIFY(!reader->findId(mainBranch, "id-x")->has_value());
        QCOMPARE(reader->firstCausedBy(mainBranch, "id-77")->value_or(Position{}).value, 78);
        QCOMPARE(reader->versionAt(mainBranch, StreamId{1}, Position{3})->value, 1);
        QCOMPARE(reader->versionAt(mainBranch, StreamId{3}, Position{2})->value, 0);
        QCOMPARE(reader->positionOf(mainBranch, StreamId{3}, Version{2})->value, 6);
        QCOMPARE(reader->names()->streams.size(), 4U);
        QCOMPARE(reader->names()->categories.at(1), std::string("order"));
        QCOMPARE(reader->bytes(), QFileInfo(QString::fromStdString(log.path())).size());
    }

    void the_summary_counts_what_a_reader_should_know()
    {
        const auto at = [](const char* stream, std::optional<std::int64_t> us, const char* id) {
            ScratchEvent event{stream};
            event.us = us;
            event.id = id;
            return event;
        };
        ScratchLog log;
        const BuildSummary summary = log.build({
            at("a-1", 10, "x"),
            at("b-1", 5, "y"), // earlier, but in another stream
            at("a-1", 10, "x"), // tie, duplicate
            at("a-1", 9, "x"), // inversion, duplicate
            at("a-1", {}, ""), // no time, no id
            at("a-1", 9, "z"), // tie with the last that had a time
            at("b-1", 4, ""), // inversion, no id
        });
        QCOMPARE(summary.events, 7);
        QCOMPARE(summary.duplicates, 2);
        QCOMPARE(summary.noId, 2);
        QCOMPARE(summary.noTime, 1);
        QCOMPARE(summary.ties, 2);
        QCOMPARE(summary.inversions, 2);
        QCOMPARE(log.open()->findId(mainBranch, "x")->value_or(Position{}).value, 1);
    }

    void a_given_category_is_kept()
    {
        ScratchEvent event{"owner/repository"};
        event.category = "repository";
        const ScratchLog log({event});
        QCOMPARE(log.open()->names()->categories.at(1), std::string("repository"));
    }

    void only_the_file_is_left()
    {
        ScratchLog log;
        log.build(orderEvents(10));
        QCOMPARE(log.files(), onlyTheProject);
        log.build(orderEvents(5));
        QCOMPARE(log.files(), onlyTheProject);
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 5);
    }

    void an_unfinished_builder_leaves_nothing()
    {
        const ScratchLog log;
        {
            const auto builder = begun(log, 5000);
            QCOMPARE(log.files().size(), 1); // the temporary file
            QVERIFY(log.files() != onlyTheProject);
        }
        QCOMPARE(log.files(), QStringList());
    }

    void what_a_killed_builder_left_is_removed_by_the_next()
    {
        const ScratchLog log;
        const QString orphan = log.folder() + QStringLiteral("/.log.hindcast.abcdefghijkl.tmp");
        const QString another = log.folder() + QStringLiteral("/.other.hindcast.abcdefghijkl.tmp");
        for (const QString& name : {orphan, orphan + QStringLiteral("-journal"), another}) {
            QFile file(name);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto first = begun(log, 3);
        const auto second = begun(log, 3);
        QVERIFY(!QFile::exists(orphan) && !QFile::exists(orphan + QStringLiteral("-journal")));
        QVERIFY(QFile::exists(another));
        // Those that live left each other alone.
        QCOMPARE(log.files().filter(QStringLiteral(".log.hindcast.")).size(), 2);
        ScratchLog::must(first->finish());
        QCOMPARE(second->finish().error().code, ErrorCode::FileExists);
    }

    /// Between the making of a file and its lock it looks like an orphan to the others.
    void those_that_begin_at_once_leave_each_other_alone()
    {
        const ScratchLog log;
        std::atomic<int> lost = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i) {
                threads.emplace_back([&] {
                    for (int round = 0; round < 400; ++round) {
                        const auto file = TemporaryFile::beside(log.path(), false);
                        lost += file && std::filesystem::exists(file->path()) ? 0 : 1;
                    }
                });
            }
        }
        QCOMPARE(lost.load(), 0);
        QCOMPARE(log.files(), QStringList());
    }

    void cancelling_at_any_moment_leaves_what_was()
    {
        ScratchLog log;
        log.build(orderEvents(7));
        int calls = 0;
        for (int limit = 0; limit < 1000; ++limit) {
            const auto builder = begun(log, 8000, true);
            calls = 0;
            const auto summary = builder->finish([&](double) { return ++calls <= limit; });
            if (summary) {
                break;
            }
            QCOMPARE(summary.error().code, ErrorCode::Cancelled);
            QCOMPARE(log.files(), onlyTheProject);
            QCOMPARE(log.open()->lastPosition(mainBranch)->value, 7);
            QVERIFY(!builder->finish().ok());
        }
        QVERIFY(calls > 5);
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 8000);
    }

    void progress_goes_up_to_one()
    {
        const ScratchLog log;
        std::vector<double> told;
        ScratchLog::must(begun(log, 30000)->finish([&](double fraction) {
            told.push_back(fraction);
            return true;
        }));
        QVERIFY(std::is_sorted(told.begin(), told.end()));
        QVERIFY(told.front() >= 0);
        QCOMPARE(told.back(), 1.0);
    }

    void an_existing_file_stays_unless_it_is_to_be_replaced()
    {
        ScratchLog log;
        log.build(orderEvents(2));
        QCOMPARE(LogBuilder::begin(log.path(), false).error().code, ErrorCode::FileExists);
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 2);
    }

    void a_file_that_came_meanwhile_is_not_overwritten()
    {
        const ScratchLog log;
        const auto builder = begun(log, 3);
        QFile other(QString::fromStdString(log.path()));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("mine");
        other.close();
        QCOMPARE(builder->finish().error().code, ErrorCode::FileExists);
        QVERIFY(other.open(QIODevice::ReadOnly));
        QCOMPARE(other.readAll(), QByteArray("mine"));
        QCOMPARE(log.files(), onlyTheProject);
    }

    void a_project_in_use_is_not_replaced()
    {
        ScratchLog log;
        log.build(orderEvents(2));
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        NewEvent one;
        one.type = "T";
        one.data = "{}";
        ScratchLog::must(writer->append(mainBranch, "a-1", ExpectedVersion::any(), std::span(&one, 1)));
        QCOMPARE(begun(log, 5, true)->finish().error().code, ErrorCode::ProjectLocked);
        QCOMPARE(log.open()->lastPosition(mainBranch)->value, 3);
    }

    void places_that_can_not_be_written_are_refused_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("a folder") << QStringLiteral(".");
        QTest::newRow("no such folder") << QStringLiteral("nowhere/log.hindcast");
        QTest::newRow("a file for a folder") << QStringLiteral("file/log.hindcast");
    }

    void places_that_can_not_be_written_are_refused()
    {
        QFETCH(QString, place);
        const ScratchLog log;
        QFile file(log.folder() + QStringLiteral("/file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const std::string path = (log.folder() + u'/' + place).toStdString();
        for (const bool replace : {false, true}) {
            const auto builder = LogBuilder::begin(path, replace);
            QVERIFY(!builder.ok());
            QCOMPARE(builder.error().code, ErrorCode::FileUnwritable);
        }
        QCOMPARE(log.files(), QStringList{QStringLiteral("file")});
    }

    void names_of_files_are_taken_as_they_are_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
            {"a b.hindcast", "100%.hindcast", "what?mode=ro", "#1", "Größe.hindcast", "a%20b"}) {
            QTest::newRow(name) << QString::fromUtf8(name);
        }
    }

    void names_of_files_are_taken_as_they_are()
    {
        QFETCH(QString, name);
        const ScratchLog log;
        const std::string path = (log.folder() + u'/' + name).toStdString();
        ScratchLog::must(ScratchLog::must(LogBuilder::begin(path, false))->finish());
        QCOMPARE(log.files(), QStringList{name});
        QVERIFY(LogReader::open(path).ok());
        QCOMPARE(log.files(), QStringList{name});
    }

    void any_texts_come_back_as_they_were()
    {
        QVERIFY(rc::check("texts", [] {
            std::vector<ScratchEvent> events(*rc::gen::inRange<std::size_t>(1, 30));
            for (ScratchEvent& event : events) {
                event.stream = "s" + randomText();
                event.type = "t" + randomText();
                event.id = randomText();
                event.data = randomText();
                event.meta = randomText();
                event.correlation = randomText();
                event.causation = randomText();
                event.timeText = randomText();
                event.us = *rc::gen::arbitrary<std::int64_t>();
            }
            const ScratchLog log(events);
            const auto read = log.open()->page(mainBranch, {Position{1}, Position{100}});
            RC_ASSERT(read->size() == events.size());
            for (std::size_t i = 0; i < events.size(); ++i) {
                const Event& event = (*read)[i];
                RC_ASSERT(event.streamName == events[i].stream);
                RC_ASSERT(event.typeName == events[i].type);
                RC_ASSERT(event.id == events[i].id);
                RC_ASSERT(event.data == events[i].data);
                RC_ASSERT(event.meta == events[i].meta);
                RC_ASSERT(event.correlation == events[i].correlation);
                RC_ASSERT(event.causation == events[i].causation);
                RC_ASSERT(event.timeText == events[i].timeText);
                RC_ASSERT(event.recordedUs == events[i].us);
            }
            RC_ASSERT(!verifyChain(*log.open(), mainBranch)->firstBad);
        }));
    }

    void large_payloads_pass()
    {
        ScratchEvent event{"a-1"};
        event.data = "\"" + std::string(5 << 20, 'x') + "\"";
        const ScratchLog log(std::vector<ScratchEvent>(3, event));
        QCOMPARE(log.open()->event(mainBranch, Position{2})->data.size(), event.data.size());
    }

    void the_file_is_sound_and_keeps_its_chunks()
    {
        const ScratchLog log(orderEvents(65536 + 10));
        RawDatabase raw(log.path());
        QCOMPARE(raw.texts("PRAGMA integrity_check"), std::vector<std::string>{"ok"});
        QCOMPARE(raw.texts("PRAGMA page_size"), std::vector<std::string>{"8192"});
        QCOMPARE(
            raw.texts("SELECT chunk || ' ' || count FROM column_chunk"), std::vector<std::string>{"0 65536"});
    }
};

QTEST_GUILESS_MAIN(LogBuilding)
#include "tst_log_builder.moc"
