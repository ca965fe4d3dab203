#pragma once

#include "engine/base/result.h"
#include "engine/log/bounded_queue.h"
#include "engine/log/column_chunk.h"
#include "engine/log/database.h"
#include "engine/log/digest.h"
#include "engine/log/event.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace hindcast {

/// A text in a batch's arena.
struct ArenaText {
    std::size_t offset = 0;
    std::size_t size = 0;
};

/// An event on its way through the threads of a bulk load, numbered already.
struct BulkEvent {
    Position position;
    StreamId stream;
    Version version;
    TypeId type;
    std::optional<std::int64_t> recordedUs;
    ArenaText streamName, typeName, timeText, id, correlation, causation, data, meta;
    Salt salt{};
    Digest link{};
};

/// A stream, type or category that was met for the first time.
struct BulkName {
    enum class Table : std::uint8_t { Stream, Type, Category };
    Table table = Table::Stream;
    std::int64_t id = 0;
    CategoryId category; ///< of a stream
    ArenaText name;
};

/// Some hundreds of events with all their texts in one piece of memory.
struct BulkBatch {
    static constexpr std::size_t fullEvents = 1024;
    static constexpr std::size_t fullBytes = 1U << 20U;

    std::string arena;
    std::vector<BulkEvent> events;
    std::vector<BulkName> names;

    ArenaText keep(std::string_view text)
    {
        const ArenaText kept{arena.size(), text.size()};
        arena.append(text);
        return kept;
    }
    std::string_view text(ArenaText kept) const
    {
        return std::string_view(arena).substr(kept.offset, kept.size);
    }
    bool isFull() const { return events.size() >= fullEvents || arena.size() >= fullBytes; }
    void clear();
};

/// The two threads of a bulk load: one links batches into the chain, the next inserts them. At most a few
/// batches are under way. Used by one thread; the database belongs to it again after finish().
class BulkInsert {
public:
    explicit BulkInsert(Database& database);
    ~BulkInsert();
    BulkInsert(const BulkInsert&) = delete;
    BulkInsert& operator=(const BulkInsert&) = delete;

    /// An empty batch, used before where there is one.
    std::unique_ptr<BulkBatch> freshBatch();
    void push(std::unique_ptr<BulkBatch> batch);
    bool failed() const { return m_failed; }
    Error error() const;

    /// Waits until all is inserted.
    Result<void> finish();
    /// Stops as soon as it can; what is under way is dropped.
    void abandon();
    /// The chain's last link, after finish().
    const Digest& head() const { return m_head; }

private:
    void linkBatches();
    void insertBatches();
    Result<void> insert(const BulkBatch& batch);
    Result<void> insertNames(const BulkBatch& batch);
    void fail(Error error);
    void join();

    Database& m_database;
    Statement m_insertEvent;
    Statement m_insertStream;
    Statement m_insertType;
    Statement m_insertCategory;
    ColumnChunk m_columns;
    Digest m_head{};

    BoundedQueue<std::unique_ptr<BulkBatch>> m_unlinked{4};
    BoundedQueue<std::unique_ptr<BulkBatch>> m_linked{4};
    BoundedQueue<std::unique_ptr<BulkBatch>> m_used{16};
    std::atomic<bool> m_failed = false;
    mutable std::mutex m_errorMutex;
    Error m_error;
    std::thread m_linker;
    std::thread m_inserter;
};

} // namespace hindcast
