#include "engine/log/verify_indexes.h"

#include "engine/log/database.h"
#include "engine/log/queries.h"
#include "engine/log/schema.h"

#include <sodium.h>
#include <xxhash.h>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace hindcast {

namespace {

constexpr std::int64_t rowsBetweenQuestions = 16384;
constexpr std::size_t indexes = std::tuple_size_v<decltype(indexStatements)>;

/// What an index knows of an event: its branch and position, and the key in between.
struct Entry {
    std::int64_t branch = 0;
    std::int64_t position = 0;
    std::int64_t stream = 0; ///< for the index of streams
    std::int64_t version = 0;
    std::string_view text; ///< for those of texts

    friend bool operator<(const Entry& a, const Entry& b)
    {
        if (a.branch != b.branch || a.stream != b.stream || a.version != b.version) {
            return std::array{a.branch, a.stream, a.version} < std::array{b.branch, b.stream, b.version};
        }
        const int order = a.text.compare(b.text);
        return order != 0 ? order < 0 : a.position < b.position;
    }
};

class Sums {
public:
    Sums() { randombytes_buf(&m_seed, sizeof m_seed); }

    std::uint64_t hash(const Entry& entry) const
    {
        const std::array numbers{entry.branch, entry.position, entry.stream, entry.version};
        const std::uint64_t seed = XXH3_64bits_withSeed(numbers.data(), sizeof numbers, m_seed);
        return XXH3_64bits_withSeed(entry.text.data(), entry.text.size(), seed);
    }

private:
    std::uint64_t m_seed = 0;
};

/// Runs through a query's rows while `take` wants more; stops with Cancelled where `goOn` says so.
Result<void> eachRow(Statement& query,
    const std::function<bool()>& goOn,
    const std::function<bool(const Statement&)>& take)
{
    const StatementScope scope(query);
    for (std::int64_t rows = 1;; ++rows) {
        auto row = query.step();
        if (!row) {
            return row.error();
        }
        if (!*row || !take(query)) {
            return {};
        }
        if (rows % rowsBetweenQuestions == 0 && !goOn()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
    }
}

class IndexComparison {
public:
    IndexComparison(Database& database,
        const std::unordered_map<BranchId, Position>& ends,
        const std::function<bool()>& goOn)
        : m_database(database)
        , m_ends(ends)
        , m_goOn(goOn)
    {
    }

    Result<std::string> run()
    {
        if (auto summed = sumRows(); !summed) {
            return summed.error();
        }
        for (std::size_t index = 0; index < indexes; ++index) {
            auto sum = sumIndex(index);
            if (!sum) {
                return sum.error();
            }
            if (*sum != m_rows[index]) {
                return std::string(indexNames[index]);
            }
        }
        return std::string();
    }

private:
    bool isCounted(const Entry& entry) const
    {
        const auto end = m_ends.find(BranchId{entry.branch});
        return end != m_ends.end() && entry.position <= end->second.value;
    }

    Result<void> sumRows()
    {
        auto query = m_database.prepare(queries::keys);
        if (!query) {
            return query.error();
        }
        return eachRow(*query, m_goOn, [&](const Statement& row) {
            const Entry event{row.integer(0), row.integer(1), {}, {}, {}};
            if (!isCounted(event)) {
                return true;
            }
            m_rows[0] += m_sums.hash({event.branch, event.position, row.integer(2), row.integer(3), {}});
            for (const int column : {4, 5}) {
                if (!row.isNull(column)) {
                    m_rows[static_cast<std::size_t>(column) - 3] +=
                        m_sums.hash({event.branch, event.position, {}, {}, row.text(column)});
                }
            }
            return true;
        });
    }

    /// Nothing where the entries are out of order: no search would find them.
    Result<std::optional<std::uint64_t>> sumIndex(std::size_t index)
    {
        auto query = m_database.prepare(queries::indexEntries[index]);
        if (!query) {
            return query.error();
        }
        std::uint64_t sum = 0;
        bool ascends = true;
        Entry before;
        std::string beforeText;
        auto done = eachRow(*query, m_goOn, [&](const Statement& row) {
            Entry entry{row.integer(0), row.integer(1), {}, {}, {}};
            if (index == 0) {
                entry.stream = row.integer(2);
                entry.version = row.integer(3);
            } else {
                entry.text = row.text(2);
            }
            ascends = ascends && before < entry;
            beforeText.assign(entry.text);
            before = entry;
            before.text = beforeText;
            sum += isCounted(entry) ? m_sums.hash(entry) : 0;
            return ascends; // a made-up index may go round without end
        });
        if (!done) {
            return done.error();
        }
        return ascends ? std::optional(sum) : std::nullopt;
    }

    Database& m_database;
    const std::unordered_map<BranchId, Position>& m_ends;
    const std::function<bool()>& m_goOn;
    Sums m_sums;
    std::array<std::uint64_t, indexes> m_rows{};
};

} // namespace

Result<std::string> firstStaleIndex(Database& database,
    const std::unordered_map<BranchId, Position>& ends,
    const std::function<bool()>& goOn)
{
    return IndexComparison(database, ends, goOn).run();
}

} // namespace hindcast
