#pragma once

#include "engine/base/result.h"
#include "engine/log/bounded_queue.h"
#include "engine/log/column_chunk.h"
#include "engine/log/database.h"
#include "engine/log/event_batch.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace hindcast {

/// The two threads of a bulk load: one links batches into the chain, the next inserts them. At most a few
/// batches are under way. Used by one thread; the database belongs to it again after finish().
class BulkInsert {
public:
    explicit BulkInsert(Database& database);
    ~BulkInsert();
    BulkInsert(const BulkInsert&) = delete;
    BulkInsert& operator=(const BulkInsert&) = delete;

    /// An empty batch, used before where there is one.
    std::unique_ptr<EventBatch> freshBatch();
    void push(std::unique_ptr<EventBatch> batch);
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
    Result<void> insert(const EventBatch& batch);
    Result<void> insertNames(const EventBatch& batch);
    void fail(Error error);
    void join();

    Database& m_database;
    Statement m_insertEvent;
    Statement m_insertStream;
    Statement m_insertType;
    Statement m_insertCategory;
    ColumnChunk m_columns;
    Digest m_head{};

    BoundedQueue<std::unique_ptr<EventBatch>> m_unlinked{4};
    BoundedQueue<std::unique_ptr<EventBatch>> m_linked{4};
    BoundedQueue<std::unique_ptr<EventBatch>> m_used{16};
    std::atomic<bool> m_failed = false;
    mutable std::mutex m_errorMutex;
    Error m_error;
    std::thread m_linker;
    std::thread m_inserter;
};

} // namespace hindcast
