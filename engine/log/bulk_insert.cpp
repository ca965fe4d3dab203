#include "engine/log/bulk_insert.h"

#include <array>

namespace hindcast {

BulkInsert::BulkInsert(Database& database)
    : m_database(database)
{
    m_linker = std::thread([this] { linkBatches(); });
    m_inserter = std::thread([this] { insertBatches(); });
}

BulkInsert::~BulkInsert()
{
    abandon();
}

std::unique_ptr<EventBatch> BulkInsert::freshBatch()
{
    auto used = m_used.tryPop();
    if (!used) {
        return std::make_unique<EventBatch>();
    }
    (*used)->clear();
    return std::move(*used);
}

void BulkInsert::push(std::unique_ptr<EventBatch> batch)
{
    m_unlinked.push(std::move(batch));
}

Error BulkInsert::error() const
{
    const std::lock_guard lock(m_errorMutex);
    return m_error;
}

void BulkInsert::fail(Error error)
{
    const std::lock_guard lock(m_errorMutex);
    if (!m_failed) {
        m_error = std::move(error);
        m_failed = true;
    }
}

void BulkInsert::join()
{
    m_unlinked.close();
    if (m_linker.joinable()) {
        m_linker.join();
    }
    if (m_inserter.joinable()) {
        m_inserter.join();
    }
}

Result<void> BulkInsert::finish()
{
    join();
    return m_failed ? Result<void>(error()) : Result<void>();
}

void BulkInsert::abandon()
{
    fail({ErrorCode::Cancelled, {}, {}});
    join();
}

void BulkInsert::linkBatches()
{
    Digester digester;
    SaltSource salts;
    while (auto batch = m_unlinked.pop()) {
        if (m_failed) {
            continue; // keeps the producer from waiting for ever
        }
        const EventBatch& texts = **batch;
        for (BatchEvent& event : (*batch)->events) {
            event.salt = salts.next();
            const Digest payload =
                digester.payload(bytesOf(event.salt), texts.text(event.data), texts.text(event.meta));
            const Envelope envelope{event.position,
                event.version,
                event.recordedUs,
                texts.text(event.streamName),
                texts.text(event.category),
                texts.text(event.typeName),
                texts.text(event.timeText),
                texts.text(event.id),
                texts.text(event.correlation),
                texts.text(event.causation)};
            m_head = digester.link(m_head, envelope, bytesOf(payload));
            event.link = m_head;
        }
        m_linked.push(std::move(*batch));
    }
    m_linked.close();
}

void BulkInsert::insertBatches()
{
    const auto wanted = std::to_array<std::pair<Statement*, std::string_view>>({
        {&m_insertEvent, "INSERT INTO event VALUES(1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&m_insertStream, "INSERT INTO stream VALUES(?, ?, ?)"},
        {&m_insertType, "INSERT INTO type VALUES(?, ?)"},
        {&m_insertCategory, "INSERT INTO category VALUES(?, ?)"},
    });
    for (const auto& [statement, sql] : wanted) {
        auto made = m_database.prepare(sql);
        if (!made) {
            fail(made.error());
            break;
        }
        *statement = std::move(made).value();
    }
    m_columns.reserve(static_cast<std::size_t>(ColumnChunk::events));
    while (auto batch = m_linked.pop()) {
        if (!m_failed) {
            if (auto done = insert(**batch); !done) {
                fail(done.error());
            }
        }
        if ((*batch)->arena.capacity() <= 4 * EventBatch::fullBytes) {
            m_used.push(std::move(*batch));
        }
    }
    for (const auto& [statement, sql] : wanted) {
        *statement = Statement();
    }
}

Result<void> BulkInsert::insertNames(const EventBatch& batch)
{
    for (const BatchName& name : batch.names) {
        Statement& insert = name.table == BatchName::Table::Stream ? m_insertStream
            : name.table == BatchName::Table::Type                 ? m_insertType
                                                                   : m_insertCategory;
        insert.bind(1, name.id).bindText(2, batch.text(name.name));
        if (name.table == BatchName::Table::Stream) {
            insert.bind(3, name.category.value);
        }
        if (auto done = insert.run(); !done) {
            return done;
        }
    }
    return {};
}

Result<void> BulkInsert::insert(const EventBatch& batch)
{
    if (auto done = insertNames(batch); !done) {
        return done;
    }
    for (const BatchEvent& event : batch.events) {
        m_insertEvent.bind(1, event.position.value)
            .bind(2, event.stream.value)
            .bind(3, event.version.value)
            .bind(4, event.type.value)
            .bind(5, event.recordedUs)
            .bindBlob(6, bytesOf(event.link))
            .bindBlob(7, bytesOf(event.salt))
            .bindTextOrNull(8, batch.text(event.timeText))
            .bindTextOrNull(9, batch.text(event.id))
            .bindTextOrNull(10, batch.text(event.correlation))
            .bindTextOrNull(11, batch.text(event.causation))
            .bindTextOrNull(12, batch.text(event.meta))
            .bindText(13, batch.text(event.data));
        if (auto done = m_insertEvent.run(); !done) {
            return done;
        }
        m_columns.add(event.recordedUs, event.stream, event.type);
        if (m_columns.size() == static_cast<std::size_t>(ColumnChunk::events)) {
            if (auto done = storeChunk(m_database, mainBranch, chunkOf(event.position), m_columns); !done) {
                return done;
            }
            m_columns.clear();
        }
    }
    return {};
}

} // namespace hindcast
