#include "engine/log/log_writer.h"
#include "engine/time/stream_positions.h"
#include "engine/time/time_columns.h"
#include "engine/time/time_order.h"
#include "tests/support/scratch_log.h"

#include <QtTest>

#include <rapidcheck.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>

using namespace hindcast;

namespace {

std::shared_ptr<const TimeColumns> load(const ScratchLog& log)
{
    const auto reader = log.open();
    return ScratchLog::must(TimeColumns::load(*reader, mainBranch));
}

/// Columns made by hand, for what needs no file.
ColumnChunks chunksOf(const std::vector<std::int64_t>& times, const std::vector<std::uint32_t>& streams)
{
    ColumnChunks chunks;
    ColumnChunk chunk;
    for (std::size_t i = 0; i < times.size(); ++i) {
        chunk.times.push_back(times[i]);
        chunk.streams.push_back(streams[i]);
        chunk.types.push_back(1);
        if (chunk.size() == static_cast<std::size_t>(ColumnChunk::events) || i + 1 == times.size()) {
            chunks.push_back(std::make_shared<const ColumnChunk>(chunk));
            chunk.clear();
        }
    }
    return chunks;
}

void runRaw(const std::string& path, const char* sql)
{
    sqlite3* raw = nullptr;
    QCOMPARE(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
    QCOMPARE(sqlite3_exec(raw, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(raw);
}

} // namespace

class Columns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tell_of_every_event()
    {
        std::vector<ScratchEvent> events = orderEvents(10);
        events[4].us.reset();
        const auto columns = load(ScratchLog(events));
        QCOMPARE(columns->last().value, 10);
        QCOMPARE(columns->time(Position{4}), 3'000'000);
        QCOMPARE(columns->time(Position{5}), noTime);
        QCOMPARE(columns->stream(Position{5}).value, 2);
        QCOMPARE(columns->type(Position{2}).value, 2);
        QCOMPARE(columns->category(Position{10}).value, 1);
        const auto positions = columns->positionsOf(StreamId{2});
        QCOMPARE(std::vector<std::uint32_t>(positions.begin(), positions.end()),
            (std::vector<std::uint32_t>{2, 5, 8}));
        QVERIFY(columns->positionsOf(StreamId{9}).empty());
        QVERIFY(columns->positionsOf(StreamId{0}).empty());
        QCOMPARE(columns->versionAt(StreamId{2}, Position{4}).value, 1);
        QCOMPARE(columns->versionAt(StreamId{2}, Position{5}).value, 2);
        QCOMPARE(columns->streamsByBirth().size(), 3U);
        QCOMPARE(columns->streamsBornBy(Position{0}), 0);
        QCOMPARE(columns->streamsBornBy(Position{2}), 2);
        QCOMPARE(columns->streamsBornBy(Position{10}), 3);
    }

    void an_empty_log_has_empty_columns()
    {
        const auto columns = load(ScratchLog(std::vector<ScratchEvent>()));
        QCOMPARE(columns->last().value, 0);
        QCOMPARE(columns->firstTime(), noTime);
        QVERIFY(columns->timeOrder().empty());
        QVERIFY(!columns->positionAtTime(0));
        QVERIFY(columns->streamsByBirth().empty());
    }

    void position_at_a_time_data()
    {
        QTest::addColumn<QList<qint64>>("times"); // -1: none
        QTest::addColumn<qint64>("wanted");
        QTest::addColumn<qint64>("position"); // 0: nothing
        QTest::newRow("exact") << QList<qint64>{10, 20, 30} << qint64{20} << qint64{2};
        QTest::newRow("between") << QList<qint64>{10, 20, 30} << qint64{11} << qint64{2};
        QTest::newRow("before all") << QList<qint64>{10, 20, 30} << qint64{0} << qint64{1};
        QTest::newRow("after all") << QList<qint64>{10, 20, 30} << qint64{31} << qint64{0};
        QTest::newRow("equal times") << QList<qint64>{10, 20, 20, 20} << qint64{15} << qint64{2};
        QTest::newRow("out of order") << QList<qint64>{30, 10, 20} << qint64{15} << qint64{3};
        QTest::newRow("out of order, ties") << QList<qint64>{30, 20, 10, 20} << qint64{11} << qint64{2};
        QTest::newRow("without time") << QList<qint64>{10, -1, 20} << qint64{11} << qint64{3};
        QTest::newRow("none has a time") << QList<qint64>{-1, -1} << qint64{0} << qint64{0};
    }

    void position_at_a_time()
    {
        QFETCH(QList<qint64>, times);
        QFETCH(qint64, wanted);
        QFETCH(qint64, position);
        std::vector<ScratchEvent> events;
        for (const qint64 time : times) {
            ScratchEvent event{"a-1"};
            event.us = time < 0 ? std::nullopt : std::optional<std::int64_t>(time);
            events.push_back(event);
        }
        const auto columns = load(ScratchLog(events));
        QCOMPARE(columns->positionAtTime(wanted).value_or(Position{}).value, position);
    }

    void order_is_kept_only_where_it_is_needed()
    {
        QVERIFY(load(ScratchLog(orderEvents(10)))->timeOrder().empty());
        auto events = orderEvents(4);
        std::swap(events[1].us, events[2].us);
        const auto columns = load(ScratchLog(events));
        const auto order = columns->timeOrder();
        QCOMPARE(
            std::vector<std::uint32_t>(order.begin(), order.end()), (std::vector<std::uint32_t>{1, 3, 2, 4}));
    }

    /// Builder's chunks, and the same from the events once the chunks are gone.
    void kept_and_recomputed_columns_are_equal()
    {
        const ScratchLog log(orderEvents(2 * ColumnChunk::events + 100, 1000));
        const auto kept = load(log);
        runRaw(log.path(), "DELETE FROM column_chunk");
        const auto recomputed = load(log);
        runRaw(log.path(), "DROP TABLE column_chunk");
        const auto without = load(log);
        QCOMPARE(kept->last().value, 2 * ColumnChunk::events + 100);
        for (const auto& other : {recomputed, without}) {
            QCOMPARE(other->chunks().size(), kept->chunks().size());
            for (std::size_t i = 0; i < kept->chunks().size(); ++i) {
                QVERIFY(other->chunks()[i]->times == kept->chunks()[i]->times);
                QVERIFY(other->chunks()[i]->streams == kept->chunks()[i]->streams);
                QVERIFY(other->chunks()[i]->types == kept->chunks()[i]->types);
            }
        }
    }

    void an_extended_snapshot_shares_full_chunks_and_equals_a_fresh_one()
    {
        const ScratchLog log(orderEvents(ColumnChunk::events + 10, 100));
        const auto reader = log.open();
        const auto before = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
        QVERIFY(ScratchLog::must(TimeColumns::extend(before, *reader)) == before);

        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        NewEvent one;
        one.type = "New";
        one.data = "{}";
        one.recordedUs = 5; // earlier than all: the log leaves its time order
        for (const char* stream : {"order-7", "fresh-1", "order-7"}) {
            ScratchLog::must(writer->append(mainBranch, stream, ExpectedVersion::any(), std::span(&one, 1)));
        }
        const std::int64_t namesRead = reader->namesRead();
        const auto after = ScratchLog::must(TimeColumns::extend(before, *reader));
        QCOMPARE(reader->namesRead() - namesRead, 3); // a stream, its category, a type
        const auto fresh = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
        QCOMPARE(before->last().value, ColumnChunk::events + 10);
        QCOMPARE(after->last().value, ColumnChunk::events + 13);
        QVERIFY(after->chunks()[0] == before->chunks()[0]);
        QVERIFY(after->chunks()[1] != before->chunks()[1]);
        QCOMPARE(before->chunks()[1]->size(), 10U);
        QCOMPARE(after->names().types.back(), std::string("New"));
        QVERIFY(after->chunks()[1]->streams == fresh->chunks()[1]->streams);
        const auto same = [](const auto& a, const auto& b) {
            return std::equal(a.begin(), a.end(), b.begin(), b.end());
        };
        QVERIFY(same(after->timeOrder(), fresh->timeOrder()));
        QVERIFY(same(after->streamsByBirth(), fresh->streamsByBirth()));
        QCOMPARE(after->streamsByBirth().size(), 101U);
        for (std::int64_t id = 1; id <= 101; ++id) {
            QVERIFY(same(after->positionsOf(StreamId{id}), fresh->positionsOf(StreamId{id})));
        }
        QCOMPARE(after->positionAtTime(1)->value, ColumnChunk::events + 11);
        QCOMPARE(before->positionAtTime(1)->value, 2);
    }

    void growth_reads_and_copies_no_name_that_is_known()
    {
        const ScratchLog log(orderEvents(3000, 3000));
        const auto reader = log.open();
        auto columns = ScratchLog::must(TimeColumns::load(*reader, mainBranch));
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        NewEvent one;
        one.type = "Opened";
        one.data = "{}";
        for (int i = 0; i < 20; ++i) {
            const bool named = i % 4 == 3;
            const std::string stream = named ? "order-new" + std::to_string(i) : "order-7";
            ScratchLog::must(writer->append(mainBranch, stream, ExpectedVersion::any(), std::span(&one, 1)));
            const std::int64_t read = reader->namesRead();
            const auto more = ScratchLog::must(TimeColumns::extend(columns, *reader));
            QCOMPARE(more->last().value - columns->last().value, 1);
            QCOMPARE(reader->namesRead() - read, named ? 1 : 0);
            QVERIFY(more->names().streams.sharesElement(columns->names().streams, 1));
            QVERIFY(more->names().streams.sharesElement(columns->names().streams, 2047));
            columns = more;
        }
        QCOMPARE(columns->names().streams.size(), 3006U);
    }

    void a_branch_takes_its_parents_chunks()
    {
        const ScratchLog log(orderEvents(2 * ColumnChunk::events));
        const auto writer = ScratchLog::must(LogWriter::open(log.path()));
        const BranchId branch =
            ScratchLog::must(writer->fork(mainBranch, Position{ColumnChunk::events + 5}, "b"));
        NewEvent one;
        one.type = "New";
        one.data = "{}";
        ScratchLog::must(writer->append(branch, "fresh-1", ExpectedVersion::any(), std::span(&one, 1)));
        const auto reader = log.open();
        const auto columns = ScratchLog::must(TimeColumns::load(*reader, branch));
        QCOMPARE(columns->last().value, ColumnChunk::events + 6);
        QCOMPARE(columns->stream(columns->last()).value, 4);
        QCOMPARE(columns->stream(Position{ColumnChunk::events + 5}).value, (ColumnChunk::events + 4) % 3 + 1);
        QCOMPARE(columns->streamsBornBy(columns->last() - 1), 3);
        QCOMPARE(
            ScratchLog::must(TimeColumns::load(*reader, mainBranch))->last().value, 2 * ColumnChunk::events);
    }

    void a_damaged_chunk_is_read_from_the_events()
    {
        const ScratchLog log(orderEvents(ColumnChunk::events + 1));
        const auto kept = load(log);
        runRaw(log.path(), "UPDATE column_chunk SET bytes = zeroblob(length(bytes))");
        QVERIFY(load(log)->chunks()[0]->streams == kept->chunks()[0]->streams);
        runRaw(log.path(), "UPDATE column_chunk SET bytes = x'00'");
        QVERIFY(load(log)->chunks()[0]->streams == kept->chunks()[0]->streams);
    }

    void a_log_that_lost_a_position_is_taken_up_to_there()
    {
        const ScratchLog log(orderEvents(10));
        runRaw(log.path(), "DROP TRIGGER event_delete; DELETE FROM event WHERE position = 7");
        QCOMPARE(load(log)->last().value, 6);
    }

    void an_event_whose_stream_has_no_name_is_an_error()
    {
        const ScratchLog log(orderEvents(10));
        runRaw(log.path(), "DROP TRIGGER event_update; UPDATE event SET stream = 77 WHERE position = 7");
        const auto reader = log.open();
        QCOMPARE(TimeColumns::load(*reader, mainBranch).error().code, ErrorCode::ProjectDamaged);
    }

    void loading_stops_when_asked()
    {
        const ScratchLog log(orderEvents(10));
        const auto reader = log.open();
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(TimeColumns::load(*reader, mainBranch, stop.get_token()).error().code, ErrorCode::Cancelled);
    }

    void positions_of_streams_grow_to_what_building_gives()
    {
        QVERIFY(rc::check("positions", [] {
            const auto streams = *rc::gen::container<std::vector<std::uint32_t>>(
                *rc::gen::inRange<std::size_t>(1, 3000), rc::gen::inRange(1U, 40U));
            const std::vector<std::int64_t> times(streams.size(), 0);
            const auto all = chunksOf(times, streams);
            const auto last = static_cast<std::int64_t>(streams.size());
            const auto whole = StreamPositions::build(all, last, 40);
            const auto births = StreamBirths::of(whole, 40);

            // In two steps, from the chunks as they were at each.
            const auto first = *rc::gen::inRange<std::int64_t>(0, last);
            const auto second = *rc::gen::inRange<std::int64_t>(first, last);
            StreamPositions grown = StreamPositions::build(
                chunksOf({times.begin(), times.begin() + first}, {streams.begin(), streams.begin() + first}),
                first,
                40);
            StreamBirths grownBirths = StreamBirths::of(grown, 40);
            std::int64_t known = first;
            for (const std::int64_t next : {second, last}) {
                const auto chunks = chunksOf(
                    {times.begin(), times.begin() + next}, {streams.begin(), streams.begin() + next});
                grown = grown.extended(chunks, next, 40);
                grownBirths = grownBirths.extended(chunks, known, grown);
                known = next;
            }
            for (std::int64_t id = 1; id < 40; ++id) {
                const auto a = whole.of(StreamId{id});
                const auto b = grown.of(StreamId{id});
                RC_ASSERT(std::equal(a.begin(), a.end(), b.begin(), b.end()));
            }
            RC_ASSERT(grownBirths.streams == births.streams);
            RC_ASSERT(grownBirths.positions == births.positions);
        }));
    }

    void time_order_is_what_a_stable_sort_gives()
    {
        QVERIFY(rc::check("order", [] {
            // Some lie over several chunks, mostly in order as real logs are.
            const auto size = *rc::gen::element<std::size_t>(0, 1, 50, 1000, 150000);
            const auto disorder = *rc::gen::element<std::uint64_t>(0, 3, 100000);
            std::uint64_t state = *rc::gen::arbitrary<std::uint64_t>() | 1U;
            const auto random = [&state] {
                return (state = state * 6364136223846793005U + 1442695040888963407U) >> 33U;
            };
            std::vector<std::int64_t> times;
            for (std::size_t i = 0; i < size; ++i) {
                times.push_back(static_cast<std::int64_t>(i / 2 + (disorder > 0 ? random() % disorder : 0)));
                if (disorder > 0 && random() % 50 == 0) {
                    times.back() = noTime;
                }
            }
            const std::vector<std::uint32_t> streams(size, 1);
            std::vector<std::uint32_t> expected;
            for (std::uint32_t p = 1; p <= size; ++p) {
                if (times[p - 1] != noTime) {
                    expected.push_back(p);
                }
            }
            const bool inOrder = expected.size() == size && std::is_sorted(times.begin(), times.end());
            std::stable_sort(expected.begin(), expected.end(), [&](auto a, auto b) {
                return times[a - 1] < times[b - 1];
            });

            const auto cut = static_cast<std::int64_t>(size > 0 ? random() % size : 0);
            const auto before =
                chunksOf({times.begin(), times.begin() + cut}, {streams.begin(), streams.begin() + cut});
            const auto order = TimeOrder()
                                   .extended(before, cut)
                                   .extended(chunksOf(times, streams), static_cast<std::int64_t>(size));
            if (inOrder) {
                RC_ASSERT(order.positions == nullptr);
            } else {
                RC_ASSERT(*order.positions == expected);
            }
            RC_ASSERT(order.firstTime == (expected.empty() ? noTime : times[expected.front() - 1]));
            RC_ASSERT(order.lastTime == (expected.empty() ? noTime : times[expected.back() - 1]));
        }));
    }
};

QTEST_GUILESS_MAIN(Columns)
#include "tst_time_columns.moc"
