#include "engine/log/append_transaction.h"

#include "engine/base/uuid.h"
#include "engine/log/column_chunk.h"
#include "engine/log/queries.h"

#include <array>
#include <chrono>
#include <cstring>
#include <unordered_set>
#include <utility>

namespace hindcast {

namespace {

/// Names remembered before all are forgotten: bounds the memory of a writer that lives long.
constexpr std::size_t mostNames = 200'000;

std::int64_t presentUs()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Error badId(std::string what, std::string advice)
{
    return {ErrorCode::BadArgument, {std::move(what), std::move(advice)}, {}};
}

} // namespace

Result<void> AppendTransaction::prepare()
{
    const auto wanted = std::to_array<std::pair<Statement*, std::string_view>>({
        {&m_dataVersionQuery, "PRAGMA data_version"},
        {&m_findStream, "SELECT id FROM stream WHERE name = ?"},
        {&m_findType, "SELECT id FROM type WHERE name = ?"},
        {&m_findCategory, "SELECT id FROM category WHERE name = ?"},
        {&m_categoryOf, "SELECT c.name FROM stream s JOIN category c ON c.id = s.category WHERE s.id = ?"},
        {&m_addStream, "INSERT INTO stream VALUES((SELECT coalesce(max(id), 0) + 1 FROM stream), ?, ?)"},
        {&m_addType, "INSERT INTO type VALUES((SELECT coalesce(max(id), 0) + 1 FROM type), ?)"},
        {&m_addCategory, "INSERT INTO category VALUES((SELECT coalesce(max(id), 0) + 1 FROM category), ?)"},
        // A failing insert ends the transaction as it is; "OR ROLLBACK" spares a journal for each statement.
        {&m_addEvent, "INSERT OR ROLLBACK INTO event VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&m_byId, queries::byId},
        {&m_lastPosition, queries::lastPosition},
        {&m_link, queries::link},
        {&m_setHead, "INSERT OR REPLACE INTO head VALUES(?, ?, ?)"},
    });
    for (const auto& [statement, sql] : wanted) {
        auto made = m_database.prepare(sql);
        if (!made) {
            return made.error();
        }
        *statement = std::move(made).value();
    }
    return m_lookup.prepare(m_database);
}

Result<void> AppendTransaction::begin()
{
    const StatementScope scope(m_dataVersionQuery);
    auto row = m_dataVersionQuery.step();
    if (!row) {
        return row.error();
    }
    const std::int64_t now = *row ? m_dataVersionQuery.integer(0) : 0;
    if (now != m_dataVersion || m_streams.size() > mostNames) {
        forget();
        m_dataVersion = now;
    }
    return {};
}

void AppendTransaction::forget()
{
    m_branches.clear();
    m_streams.clear();
    m_types.clear();
    m_categories.clear();
    m_fullChunks.clear();
}

bool AppendTransaction::isStoreFailure(const Error& error)
{
    switch (error.code) {
    case ErrorCode::WrongExpectedVersion:
    case ErrorCode::UnknownBranch:
    case ErrorCode::PositionOutOfRange:
    case ErrorCode::BadJson:
    case ErrorCode::BadArgument:
        return false;
    default:
        return true;
    }
}

Result<Digest> AppendTransaction::linkAt(const std::vector<BranchSegment>& segments, Position position)
{
    Digest link{};
    if (position.value == 0) {
        return link;
    }
    const StatementScope scope(m_link);
    auto row = m_link.bind(1, ownerOf(segments, position).value).bind(2, position.value).step();
    if (!row) {
        return row.error();
    }
    const std::string_view bytes = *row ? m_link.text(0) : std::string_view();
    if (bytes.size() != link.size()) {
        return Error{
            ErrorCode::ProjectDamaged, {"position " + std::to_string(position.value) + " has no link"}, {}};
    }
    std::memcpy(link.data(), bytes.data(), link.size());
    return link;
}

Result<AppendTransaction::Branch*> AppendTransaction::branchOf(BranchId id)
{
    if (const auto known = m_branches.find(id); known != m_branches.end()) {
        return &known->second;
    }
    auto segments = readSegments(m_database, id);
    if (!segments) {
        return segments.error();
    }
    Branch branch;
    branch.segments = std::move(segments).value();
    {
        const StatementScope scope(m_lastPosition);
        auto row = m_lastPosition.bind(1, id.value).step();
        if (!row) {
            return row.error();
        }
        branch.last = lastIn(branch.segments, id, *row ? m_lastPosition.optionalInteger(0) : std::nullopt);
    }
    auto head = linkAt(branch.segments, branch.last);
    if (!head) {
        return head.error();
    }
    branch.head = *head;
    return &m_branches.emplace(id, std::move(branch)).first->second;
}

Result<std::optional<AppendReceipt>> AppendTransaction::repeated(const Branch& branch,
    const AppendOrder& order)
{
    AppendReceipt receipt;
    receipt.repeated = true;
    std::size_t known = 0;
    std::unordered_set<std::string_view> own;
    const auto& events = order.events.events;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const std::string_view id = order.events.text(events[i].id);
        if (id.empty()) {
            continue;
        }
        if (!own.insert(id).second) {
            return badId(
                "the id " + std::string(id) + " is given twice", "give every event an id of its own");
        }
        auto position = firstUnder(m_byId, branch.segments, id);
        if (!position) {
            return position.error();
        }
        if (*position) {
            ++known;
            receipt.first = i == 0 ? **position : receipt.first;
            receipt.last = **position;
        }
    }
    if (known == 0) {
        return std::optional<AppendReceipt>();
    }
    if (known < events.size()) {
        return badId(
            "some of these events are in the log already and some are not", "append the new ones alone");
    }
    return std::optional(receipt);
}

Result<Version> AppendTransaction::versionOf(Branch& branch, std::int64_t stream)
{
    if (stream == 0) {
        return Version{0};
    }
    if (const auto known = branch.versions.find(StreamId{stream}); known != branch.versions.end()) {
        return known->second;
    }
    auto version = m_lookup.versionAt(branch.segments, StreamId{stream});
    if (version) {
        branch.versions.emplace(StreamId{stream}, *version);
    }
    return version;
}

Result<void> AppendTransaction::expect(const AppendOrder& order, Version actual)
{
    const auto refuse = [&](std::string expected) {
        return Error{ErrorCode::WrongExpectedVersion,
            {order.stream, std::move(expected), actual.value == 0 ? "none" : std::to_string(actual.value)},
            {}};
    };
    switch (order.expected.kind) {
    case ExpectedVersion::Kind::NoStream:
        return actual.value == 0 ? Result<void>() : refuse("none");
    case ExpectedVersion::Kind::Exact:
        return actual == order.expected.version ? Result<void>()
                                                : refuse(std::to_string(order.expected.version.value));
    case ExpectedVersion::Kind::Any:
        break;
    }
    return {};
}

Result<std::int64_t> AppendTransaction::find(TextMap& known, Statement& query, std::string_view name)
{
    if (const auto found = known.find(name); found != known.end()) {
        return found->second;
    }
    const StatementScope scope(query);
    auto row = query.bindText(1, name).step();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return 0;
    }
    known.emplace(name, query.integer(0));
    return query.integer(0);
}

Result<std::int64_t>
AppendTransaction::add(TextMap& known, Statement& insert, std::string_view name, std::int64_t category)
{
    insert.bindText(1, name);
    if (category > 0) {
        insert.bind(2, category);
    }
    if (auto done = insert.run(); !done) {
        return done.error();
    }
    const std::int64_t id = m_database.lastRowId();
    known.emplace(name, id);
    return id;
}

Result<std::int64_t>
AppendTransaction::findOrAdd(TextMap& known, Statement& query, Statement& insert, std::string_view name)
{
    auto id = find(known, query, name);
    return !id || *id > 0 ? id : add(known, insert, name, 0);
}

Result<std::int64_t> AppendTransaction::streamFor(const AppendOrder& order, std::int64_t known)
{
    if (known > 0) {
        return known;
    }
    const std::string_view category =
        order.category.empty() ? categoryOf(order.stream) : std::string_view(order.category);
    auto id = findOrAdd(m_categories, m_findCategory, m_addCategory, category);
    return id ? add(m_streams, m_addStream, order.stream, *id) : id;
}

Result<std::string> AppendTransaction::categoryWith(std::int64_t stream, Version version)
{
    if (version.value > 0) {
        return std::string();
    }
    const StatementScope scope(m_categoryOf);
    auto row = m_categoryOf.bind(1, stream).step();
    if (!row) {
        return row.error();
    }
    return *row ? Result<std::string>(std::string(m_categoryOf.text(0)))
                : Error{ErrorCode::ProjectDamaged, {"a stream has no category"}, {}};
}

Result<AppendReceipt> AppendTransaction::append(AppendOrder& order)
{
    auto found = branchOf(order.branch);
    if (!found) {
        return found.error();
    }
    Branch& branch = **found;
    auto before = repeated(branch, order);
    if (!before) {
        return before.error();
    }
    if (*before) {
        return **before;
    }
    auto known = find(m_streams, m_findStream, order.stream);
    if (!known) {
        return known.error();
    }
    auto version = versionOf(branch, *known);
    if (!version) {
        return version.error();
    }
    if (auto fits = expect(order, *version); !fits) {
        return fits.error();
    }

    auto stream = streamFor(order, *known);
    if (!stream) {
        return stream.error();
    }
    const Position last = branch.last;
    if (auto done = insert(branch, order, *stream, *version); !done) {
        return done.error();
    }
    if (auto done = writeHead(order.branch, branch); !done) {
        return done.error();
    }
    for (std::int64_t chunk = last.value / ColumnChunk::events;
         chunk < branch.last.value / ColumnChunk::events;
         ++chunk) {
        m_fullChunks.push_back({order.branch, chunk});
    }
    return AppendReceipt{last + 1, branch.last, false};
}

Result<void>
AppendTransaction::insert(Branch& branch, const AppendOrder& order, std::int64_t stream, Version version)
{
    const std::int64_t now = presentUs();
    auto category = categoryWith(stream, version);
    if (!category) {
        return category.error();
    }
    const EventBatch& batch = order.events;
    for (const BatchEvent& event : batch.events) {
        const std::string_view typeName = batch.text(event.typeName);
        auto type = findOrAdd(m_types, m_findType, m_addType, typeName);
        if (!type) {
            return type.error();
        }
        branch.last = branch.last + 1;
        version = version + 1;
        std::string madeId;
        std::string_view id = batch.text(event.id);
        if (id.empty()) {
            id = madeId = makeEventId();
        }
        const std::string_view timeText = batch.text(event.timeText);
        const auto time = event.recordedUs || !timeText.empty() ? event.recordedUs : std::optional(now);
        const std::string_view correlation = batch.text(event.correlation);
        const std::string_view causation = batch.text(event.causation);
        const std::string_view data = batch.text(event.data);
        const std::string_view meta = batch.text(event.meta);

        const Salt salt = m_salts.next();
        const Digest payload = m_digester.payload(bytesOf(salt), data, meta);
        branch.head = m_digester.link(branch.head,
            {branch.last,
                version,
                time,
                order.stream,
                *category,
                typeName,
                timeText,
                id,
                correlation,
                causation},
            bytesOf(payload));
        category->clear();
        auto done = m_addEvent.bind(1, order.branch.value)
                        .bind(2, branch.last.value)
                        .bind(3, stream)
                        .bind(4, version.value)
                        .bind(5, *type)
                        .bind(6, time)
                        .bindBlob(7, bytesOf(branch.head))
                        .bindBlob(8, bytesOf(salt))
                        .bindTextOrNull(9, timeText)
                        .bindText(10, id)
                        .bindTextOrNull(11, correlation)
                        .bindTextOrNull(12, causation)
                        .bindTextOrNull(13, meta)
                        .bindText(14, data)
                        .run();
        if (!done) {
            return done;
        }
    }
    branch.versions[StreamId{stream}] = version;
    return {};
}

Result<void> AppendTransaction::writeHead(BranchId id, const Branch& branch)
{
    return m_setHead.bind(1, id.value).bind(2, branch.last.value).bindBlob(3, bytesOf(branch.head)).run();
}

Result<AppendTransaction::Extent> AppendTransaction::extentOf(BranchId branch)
{
    auto found = branchOf(branch);
    return found ? Result<Extent>(Extent{(*found)->segments, (*found)->last}) : found.error();
}

Result<BranchId> AppendTransaction::fork(BranchId parent, Position at, std::string_view name)
{
    auto found = branchOf(parent);
    if (!found) {
        return found.error();
    }
    const Branch& branch = **found;
    if (at.value < 0 || at > branch.last) {
        return Error{
            ErrorCode::PositionOutOfRange, {std::to_string(at.value), std::to_string(branch.last.value)}, {}};
    }
    auto head = linkAt(branch.segments, at);
    auto insert =
        m_database.prepare("INSERT INTO branch SELECT (SELECT max(id) + 1 FROM branch), log, id, ?2, ?3, ?4, "
                           "?2 + 1 FROM branch WHERE id = ?1");
    if (!head || !insert) {
        return !head ? head.error() : insert.error();
    }
    auto done = insert->bind(1, parent.value).bind(2, at.value).bindText(3, name).bind(4, presentUs()).run();
    if (!done) {
        return done.error();
    }
    const BranchId id{m_database.lastRowId()};
    Branch made;
    made.last = at;
    made.head = *head;
    if (auto written = writeHead(id, made); !written) {
        return written.error();
    }
    return id;
}

Result<void> AppendTransaction::storeFullChunks()
{
    for (const FullChunk& full : std::exchange(m_fullChunks, {})) {
        if (auto done = storeFullChunk(m_database, full.branch, full.chunk); !done) {
            return done.error();
        }
    }
    return {};
}

} // namespace hindcast
