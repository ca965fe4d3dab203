#pragma once

#include "engine/log/branch_segments.h"
#include "engine/log/database.h"
#include "engine/log/event_batch.h"
#include "engine/log/log_writer.h"
#include "engine/log/stream_lookup.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hindcast {

/// Events for one stream, owned, with their JSON checked.
struct AppendOrder {
    BranchId branch;
    std::string stream;
    std::string category;
    ExpectedVersion expected;
    EventBatch events;
};

/// What appending decides and writes inside a transaction that its owner begins and ends. A request that is
/// refused has written nothing, so that the others of its transaction stand; where the store itself fails
/// the whole must be rolled back. Remembers heads, streams and versions between transactions, as long as
/// nobody else has written. Used by the writer's thread.
class AppendTransaction {
public:
    explicit AppendTransaction(Database& database)
        : m_database(database)
    {
    }
    Result<void> prepare();

    /// To be called first in every transaction: forgets what another connection may have changed.
    Result<void> begin();
    /// Forgets what was rolled back.
    void forget();

    Result<AppendReceipt> append(AppendOrder& order);
    /// Where the branch's events lie, and its last position.
    struct Extent {
        std::vector<BranchSegment> segments;
        Position last;
    };
    Result<Extent> extentOf(BranchId branch);
    Result<BranchId> fork(BranchId parent, Position at, std::string_view name);

    /// Whether the error means that the transaction can't go on, not that a request was refused.
    static bool isStoreFailure(const Error& error);

    /// Keeps the column chunks that have become full; in a transaction of its own.
    Result<void> storeFullChunks();
    bool hasFullChunks() const { return !m_fullChunks.empty(); }

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using TextMap = std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>>;
    struct Branch {
        std::vector<BranchSegment> segments;
        Position last;
        Digest head{};
        std::unordered_map<StreamId, Version> versions;
    };
    struct FullChunk {
        BranchId branch;
        std::int64_t chunk = 0;
    };

    Result<Branch*> branchOf(BranchId id);
    Result<Digest> linkAt(const std::vector<BranchSegment>& segments, Position position);
    Result<std::optional<AppendReceipt>> repeated(const Branch& branch, const AppendOrder& order);
    Result<Version> versionOf(Branch& branch, std::int64_t stream);
    static Result<void> expect(const AppendOrder& order, Version actual);
    /// The id behind a name, 0 when there is none.
    static Result<std::int64_t> find(TextMap& known, Statement& query, std::string_view name);
    Result<std::int64_t> add(TextMap& known, Statement& insert, std::string_view name, std::int64_t category);
    Result<std::int64_t>
    findOrAdd(TextMap& known, Statement& query, Statement& insert, std::string_view name);
    /// The name of the stream's category where its first event is to follow, else nothing.
    Result<std::string> categoryWith(std::int64_t stream, Version version);
    Result<std::int64_t> streamFor(const AppendOrder& order, std::int64_t known);
    Result<void> insert(Branch& branch, const AppendOrder& order, std::int64_t stream, Version version);
    Result<void> writeHead(BranchId id, const Branch& branch);

    Database& m_database;
    StreamLookup m_lookup;
    Digester m_digester;
    SaltSource m_salts;
    std::unordered_map<BranchId, Branch> m_branches;
    TextMap m_streams;
    TextMap m_types;
    TextMap m_categories;
    std::int64_t m_dataVersion = -1;
    std::vector<FullChunk> m_fullChunks;

    Statement m_dataVersionQuery;
    Statement m_findStream;
    Statement m_findType;
    Statement m_findCategory;
    Statement m_categoryOf;
    Statement m_addStream;
    Statement m_addType;
    Statement m_addCategory;
    Statement m_addEvent;
    Statement m_byId;
    Statement m_lastPosition;
    Statement m_link;
    Statement m_setHead;
};

} // namespace hindcast
