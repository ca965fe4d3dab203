#include "engine/log/redaction.h"

#include "engine/value/json.h"
#include "engine/value/value.h"

#include <sqlite3.h>

#include <array>
#include <string>
#include <utility>

namespace hindcast {

namespace {

/// Checkpoints report a reader in the way as a row, not as an error.
Result<void> truncateWriteAheadLog(Database& database)
{
    auto blocked = database.number("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!blocked) {
        return blocked.error();
    }
    return blocked->value_or(0) == 0
        ? Result<void>()
        : Error{ErrorCode::ProjectLocked, {"a reader holds what was removed"}, {}};
}

} // namespace

Result<void> RedactionTransaction::prepare()
{
    const auto wanted = std::to_array<std::pair<Statement*, std::string_view>>({
        {&m_read, "SELECT salt, data, meta FROM event WHERE branch = ? AND position = ?"},
        {&m_keepDigest, "INSERT INTO redaction VALUES(?, ?, ?, ?)"},
        {&m_remove,
            "UPDATE event SET data = NULL, meta = NULL, salt = NULL WHERE branch = ? AND position = ?"},
    });
    for (const auto& [statement, sql] : wanted) {
        auto made = m_database.prepare(sql);
        if (!made) {
            return made.error();
        }
        *statement = std::move(made).value();
    }
    return m_database.run("PRAGMA secure_delete=ON");
}

Result<std::vector<Position>> RedactionTransaction::redact(const std::vector<BranchSegment>& segments,
    const std::vector<Position>& positions,
    std::string_view fact)
{
    std::vector<Position> redacted;
    for (const Position position : positions) {
        const std::int64_t owner = ownerOf(segments, position).value;
        const StatementScope scope(m_read);
        auto row = m_read.bind(1, owner).bind(2, position.value).step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return Error{ErrorCode::ProjectDamaged,
                {"position " + std::to_string(position.value) + " is missing"},
                {}};
        }
        if (m_read.isNull(1)) {
            continue; // gone already
        }
        const Digest digest = m_digester.payload(m_read.text(0), m_read.text(1), m_read.text(2));
        m_read.reset();
        auto done = m_keepDigest.bind(1, owner)
                        .bind(2, position.value)
                        .bindBlob(3, bytesOf(digest))
                        .bindText(4, fact)
                        .run();
        done = done ? m_remove.bind(1, owner).bind(2, position.value).run() : done;
        if (!done) {
            return done.error();
        }
        redacted.push_back(position);
    }
    return redacted;
}

Result<void> RedactionTransaction::scrub()
{
    // Moving rows leaves shadows of them between the rows of a page, where no deletion reaches: only a file
    // that is written anew has none.
    auto done = truncateWriteAheadLog(m_database);
    if (done) {
        sqlite3_limit(m_database.handle(), SQLITE_LIMIT_ATTACHED, 1);
        done = m_database.run("VACUUM");
        sqlite3_limit(m_database.handle(), SQLITE_LIMIT_ATTACHED, 0);
    }
    done = done ? truncateWriteAheadLog(m_database) : done;
    return done ? done : Error{ErrorCode::RedactionUnfinished, {reasonOf(done.error())}, {}};
}

std::string redactionFact(const RedactionOrder& order, const std::vector<Position>& redacted)
{
    std::string positions;
    for (const Position position : redacted) {
        positions += (positions.empty() ? "" : ",") + std::to_string(position.value);
    }
    return R"({"positions":[)" + positions + R"(],"reason":)" + quoteJson(order.reason) + R"(,"by":)"
        + quoteJson(order.who) + '}';
}

Result<RedactionNote> readRedactionFact(std::string_view data)
{
    auto fact = readJson(data);
    if (!fact) {
        return fact.error();
    }
    RedactionNote note;
    const auto text = [&](std::string_view key) {
        const auto member = fact->find(key);
        return member ? std::string(member->text()) : std::string();
    };
    note.who = text("by");
    note.reason = text("reason");
    return note;
}

} // namespace hindcast
