#include "engine/log/chain_reader.h"

#include "engine/log/log_reader.h"
#include "engine/log/queries.h"

#include <cstring>
#include <limits>
#include <utility>

namespace hindcast {

namespace {

bool isShaped(const Statement& row)
{
    using Kind = Statement::Kind;
    const auto is = [&](int column, Kind kind) { return row.kind(column) == kind; };
    const auto isTextOrNull = [&](int column) {
        return is(column, Kind::Null) || (is(column, Kind::Text) && !row.text(column).empty());
    };
    return is(1, Kind::Integer) && is(2, Kind::Integer) && is(3, Kind::Integer)
        && (is(4, Kind::Integer) || is(4, Kind::Null)) && isTextOrNull(5) && isTextOrNull(6)
        && isTextOrNull(7) && isTextOrNull(8) && (is(9, Kind::Text) || is(9, Kind::Null)) && isTextOrNull(10)
        && (is(11, Kind::Blob) || is(11, Kind::Null)) && is(12, Kind::Blob)
        && row.text(12).size() == sizeof(Digest);
}

/// A branch and from where on its links vouch for categories.
struct Owner {
    BranchId branch;
    Position categoriesFrom;
};

void take(const Statement& row, const Owner& owner, ChainRows& rows)
{
    ChainRow& made = rows.rows.emplace_back();
    // A key that was changed in place still lies where the search passes.
    made.isShaped = isShaped(row) && row.integer(13) == owner.branch.value;
    made.isRedacted = row.isNull(9) && row.isNull(11);
    made.event.position = Position{row.integer(0)};
    if (!made.isShaped) {
        return;
    }
    made.event.stream = StreamId{row.integer(1)};
    made.event.version = Version{row.integer(2)};
    made.coversCategory = made.event.version.value == 1 && made.event.position >= owner.categoriesFrom;
    made.event.type = TypeId{row.integer(3)};
    made.event.recordedUs = row.optionalInteger(4);
    made.event.timeText = rows.texts.keep(row.text(5));
    made.event.id = rows.texts.keep(row.text(6));
    made.event.correlation = rows.texts.keep(row.text(7));
    made.event.causation = rows.texts.keep(row.text(8));
    made.event.data = rows.texts.keep(row.text(9));
    made.event.meta = rows.texts.keep(row.text(10));
    made.salt = rows.texts.keep(row.text(11));
    std::memcpy(made.event.link.data(), row.text(12).data(), sizeof(Digest));
}

} // namespace

Result<std::optional<ChainHead>> readHead(Database& database, BranchId branch)
{
    auto query = database.prepare("SELECT position, chain FROM head WHERE branch = ?");
    if (!query) {
        return query.error();
    }
    auto row = query->bind(1, branch.value).step();
    if (!row) {
        return row.error();
    }
    return *row ? std::optional(ChainHead{Position{query->integer(0)}, std::string(query->text(1))})
                : std::nullopt;
}

Result<void> ChainReader::prepare()
{
    auto query = m_reader.database().prepare(queries::verify);
    if (!query) {
        return query.error();
    }
    m_query = std::move(query).value();
    return m_redactions.prepare();
}

Result<void> ChainReader::read(const BranchSegment& part, ChainRows& rows)
{
    auto covered = categoriesFrom(part.owner);
    if (!covered) {
        return covered.error();
    }
    const StatementScope scope(m_query);
    m_query.bind(1, part.owner.value).bind(2, part.range.first.value).bind(3, part.range.last.value);
    for (;;) {
        auto row = m_query.step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return {};
        }
        take(m_query, {part.owner, *covered}, rows);
        if (ChainRow& made = rows.rows.back(); made.isRedacted) {
            auto kept = m_redactions.keptOf(part.owner, made.event.position);
            if (!kept) {
                return kept.error();
            }
            made.kept = *kept;
        }
    }
}

/// From which position on the branch's links vouch for categories; old files have no such position.
Result<Position> ChainReader::categoriesFrom(BranchId branch)
{
    const auto known = m_categoriesFrom.find(branch);
    if (known != m_categoriesFrom.end()) {
        return known->second;
    }
    Database& database = m_reader.database();
    auto version = database.number("PRAGMA user_version");
    if (!version) {
        return version.error();
    }
    Position from{std::numeric_limits<std::int64_t>::max()};
    if (version->value_or(0) >= 2) {
        auto query = database.prepare("SELECT categories_from FROM branch WHERE id = ?");
        if (!query) {
            return query.error();
        }
        auto row = query->bind(1, branch.value).step();
        if (!row) {
            return row.error();
        }
        from = Position{*row ? query->integer(0) : 1};
    }
    m_categoriesFrom.emplace(branch, from);
    return from;
}

} // namespace hindcast
