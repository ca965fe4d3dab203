#include "engine/log/schema.h"

#include "engine/log/database.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>

namespace hindcast {

namespace {

struct Table {
    std::string_view name;
    const char* sql;
    bool cache = false; ///< may be missing: it comes again
    std::int64_t since = 1; ///< first and last version of the schema that has it so
    std::int64_t until = projectSchemaVersion;

    bool isIn(std::int64_t version) const { return since <= version && version <= until; }
};
constexpr std::int64_t first = 1;

// SQLite keeps these texts as they are; checkSchema() compares them.
// Small columns come first in `event`, so that reading times or digests never follows a long payload.
constexpr auto tables = std::to_array<Table>({
    {"log", "CREATE TABLE log(id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL)"},
    {"branch",
        "CREATE TABLE branch(id INTEGER PRIMARY KEY, log INTEGER NOT NULL, parent INTEGER, "
        "fork_position INTEGER NOT NULL, name TEXT NOT NULL, created_us INTEGER NOT NULL)",
        false,
        first,
        1},
    // The last column is written as ALTER TABLE writes it.
    {"branch",
        "CREATE TABLE branch(id INTEGER PRIMARY KEY, log INTEGER NOT NULL, parent INTEGER, "
        "fork_position INTEGER NOT NULL, name TEXT NOT NULL, created_us INTEGER NOT NULL, "
        "categories_from INTEGER NOT NULL DEFAULT 1)",
        false,
        2},
    {"head", "CREATE TABLE head(branch INTEGER PRIMARY KEY, position INTEGER NOT NULL, chain BLOB NOT NULL)"},
    {"category", "CREATE TABLE category(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"},
    {"stream",
        "CREATE TABLE stream(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category INTEGER NOT NULL)"},
    {"type", "CREATE TABLE type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"},
    {"event",
        "CREATE TABLE event(branch INTEGER NOT NULL, position INTEGER NOT NULL, stream INTEGER NOT NULL, "
        "version INTEGER NOT NULL, type INTEGER NOT NULL, recorded_us INTEGER, chain BLOB NOT NULL, "
        "salt BLOB, time_text TEXT, id TEXT, correlation TEXT, causation TEXT, meta TEXT, data TEXT, "
        "PRIMARY KEY(branch, position)) WITHOUT ROWID"},
    {"redaction",
        "CREATE TABLE redaction(branch INTEGER NOT NULL, position INTEGER NOT NULL, digest BLOB NOT NULL, "
        "fact TEXT NOT NULL, PRIMARY KEY(branch, position)) WITHOUT ROWID"},
    {"note", "CREATE TABLE note(key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID"},
    {"keyframe",
        "CREATE TABLE keyframe(branch INTEGER NOT NULL, stream INTEGER NOT NULL, version INTEGER NOT NULL, "
        "fold BLOB NOT NULL, state BLOB NOT NULL, PRIMARY KEY(branch, stream, version))",
        true,
        first,
        1},
    {"column_chunk",
        "CREATE TABLE column_chunk(branch INTEGER NOT NULL, chunk INTEGER NOT NULL, first INTEGER NOT NULL, "
        "count INTEGER NOT NULL, digest INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(branch, chunk))",
        true},
});

constexpr auto triggers = std::to_array<Table>({
    {"event_update",
        "CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN "
        "SELECT RAISE(ABORT, 'events are facts: they are never changed'); END",
        false,
        first,
        1},
    // The one change that is allowed: a payload goes whose digest has been kept beforehand.
    {"event_update",
        "CREATE TRIGGER event_update BEFORE UPDATE ON event WHEN NOT ("
        "new.data IS NULL AND new.meta IS NULL AND new.salt IS NULL AND old.data IS NOT NULL "
        "AND new.branch IS old.branch AND new.position IS old.position AND new.stream IS old.stream "
        "AND new.version IS old.version AND new.type IS old.type AND new.recorded_us IS old.recorded_us "
        "AND new.chain IS old.chain AND new.time_text IS old.time_text AND new.id IS old.id "
        "AND new.correlation IS old.correlation AND new.causation IS old.causation "
        "AND EXISTS (SELECT 1 FROM redaction r WHERE r.branch = old.branch AND r.position = old.position)"
        ") BEGIN SELECT RAISE(ABORT, 'events are facts: they are never changed'); END",
        false,
        2},
    // "INSERT OR REPLACE" deletes without asking the trigger below. Were it to abort the statement alone,
    // SQLite would keep a journal for each statement.
    {"event_insert",
        "CREATE TRIGGER event_insert BEFORE INSERT ON event WHEN "
        "EXISTS (SELECT 1 FROM event e WHERE e.branch = new.branch AND e.position >= new.position) "
        "OR EXISTS (SELECT 1 FROM event e WHERE e.branch = new.branch AND e.stream = new.stream "
        "AND e.version >= new.version) "
        "BEGIN SELECT RAISE(ROLLBACK, 'events are facts: they are only ever appended'); END",
        false,
        2},
    {"event_delete",
        "CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN "
        "SELECT RAISE(ABORT, 'events are facts: they are never deleted'); END"},
    {"stream_update",
        "CREATE TRIGGER stream_update BEFORE UPDATE ON stream BEGIN "
        "SELECT RAISE(ABORT, 'streams are named once'); END"},
    {"stream_delete",
        "CREATE TRIGGER stream_delete BEFORE DELETE ON stream BEGIN "
        "SELECT RAISE(ABORT, 'streams are never deleted'); END"},
    {"type_update",
        "CREATE TRIGGER type_update BEFORE UPDATE ON type BEGIN "
        "SELECT RAISE(ABORT, 'types are named once'); END"},
    {"type_delete",
        "CREATE TRIGGER type_delete BEFORE DELETE ON type BEGIN "
        "SELECT RAISE(ABORT, 'types are never deleted'); END"},
    {"redaction_update",
        "CREATE TRIGGER redaction_update BEFORE UPDATE ON redaction BEGIN "
        "SELECT RAISE(ABORT, 'a redaction is a fact too'); END",
        false,
        2},
    {"redaction_delete",
        "CREATE TRIGGER redaction_delete BEFORE DELETE ON redaction BEGIN "
        "SELECT RAISE(ABORT, 'a redaction is a fact too'); END",
        false,
        2},
});

/// The text by which sqlite_schema knows the object, or nothing.
Result<std::string> schemaText(Database& database, std::string_view kind, std::string_view name)
{
    auto query = database.prepare("SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?");
    if (!query) {
        return query.error();
    }
    auto row = query->bindText(1, kind).bindText(2, name).step();
    if (!row) {
        return row.error();
    }
    return *row ? std::string(query->text(0)) : std::string();
}

Result<void>
expectText(Database& database, std::string_view kind, std::string_view name, std::string_view sql)
{
    auto text = schemaText(database, kind, name);
    if (!text) {
        return text.error();
    }
    if (*text == sql) {
        return {};
    }
    const std::string what = std::string(kind) + " " + std::string(name);
    return Error{ErrorCode::ProjectDamaged, {what + (text->empty() ? " is missing" : " is not ours")}, {}};
}

} // namespace

const std::array<std::string_view, 3> indexNames = {"event_stream", "event_id", "event_causation"};

const std::array<std::string_view, 3> indexStatements = {
    "CREATE UNIQUE INDEX event_stream ON event(branch, stream, version)",
    "CREATE INDEX event_id ON event(branch, id) WHERE id IS NOT NULL",
    "CREATE INDEX event_causation ON event(branch, causation) WHERE causation IS NOT NULL",
};

bool bearsProjectMark(const std::string& path)
{
    // The database header keeps the application id at byte 68, most significant byte first.
    constexpr std::streamoff place = 68;
    std::ifstream file(path, std::ios::binary);
    std::array<char, 4> bytes{};
    file.seekg(place);
    file.read(bytes.data(), bytes.size());
    std::int64_t mark = 0;
    for (const char byte : bytes) {
        mark = (mark << 8) | static_cast<unsigned char>(byte);
    }
    return file.good() && mark == projectApplicationId;
}

Result<void> createTables(Database& database)
{
    const std::string marks = "PRAGMA application_id=" + std::to_string(projectApplicationId)
        + "; PRAGMA user_version=" + std::to_string(projectSchemaVersion) + ";";
    if (auto done = database.run(marks.c_str()); !done) {
        return done;
    }
    for (const Table& table : tables) {
        if (!table.isIn(projectSchemaVersion)) {
            continue;
        }
        if (auto done = database.run(table.sql); !done) {
            return done;
        }
    }
    return {};
}

Result<void> createMainBranch(Database& database)
{
    return database.run("INSERT INTO log VALUES(1, 'main', 'log');"
                        "INSERT INTO branch VALUES(1, 1, NULL, 0, 'main', "
                        "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER), 1);"
                        "INSERT INTO head VALUES(1, 0, zeroblob(32));");
}

Result<void> completeSchema(Database& database)
{
    const auto complete = [&](std::string_view kind, const Table& object) -> Result<void> {
        auto text = schemaText(database, kind, object.name);
        if (!text || !text->empty()) {
            return text ? Result<void>() : text.error();
        }
        return database.run(object.sql);
    };
    for (const Table& table : tables) {
        if (!table.cache || !table.isIn(projectSchemaVersion)) {
            continue;
        }
        if (auto done = complete("table", table); !done) {
            return done;
        }
    }
    for (const Table& trigger : triggers) {
        if (!trigger.isIn(projectSchemaVersion)) {
            continue;
        }
        if (auto done = complete("trigger", trigger); !done) {
            return done;
        }
    }
    return {};
}

const char* triggerStatement(std::string_view name)
{
    const auto* const found = std::find_if(triggers.begin(), triggers.end(), [&](const Table& trigger) {
        return trigger.name == name && trigger.isIn(projectSchemaVersion);
    });
    return found->sql;
}

Result<std::int64_t> checkSchema(Database& database, IndexCheck indexes)
{
    auto mark = database.number("PRAGMA application_id");
    auto version = database.number("PRAGMA user_version");
    if (!mark || !version) {
        return !mark ? mark.error() : version.error();
    }
    if (*mark != projectApplicationId) {
        return Error{ErrorCode::NotAProject, {}, {}};
    }
    if (version->value_or(0) > projectSchemaVersion) {
        return Error{ErrorCode::ProjectTooNew,
            {std::to_string(version->value_or(0)), std::to_string(projectSchemaVersion)},
            {}};
    }
    if (version->value_or(0) < 1) {
        return Error{ErrorCode::ProjectDamaged, {"it has no schema version"}, {}};
    }
    // Texts are handed out as the bytes they are.
    auto utf8 = database.number("SELECT encoding = 'UTF-8' FROM pragma_encoding");
    if (!utf8) {
        return utf8.error();
    }
    if (*utf8 != 1) {
        return Error{ErrorCode::ProjectDamaged, {"its texts are not UTF-8"}, {}};
    }
    for (const Table& table : tables) {
        if (!table.isIn(**version)) {
            continue;
        }
        auto text = schemaText(database, "table", table.name);
        if (!text) {
            return text.error();
        }
        if (text->empty() && table.cache) {
            continue;
        }
        if (auto same = expectText(database, "table", table.name, table.sql); !same) {
            return same.error();
        }
    }
    for (std::size_t i = 0; indexes == IndexCheck::Required && i < std::size(indexNames); ++i) {
        if (auto same = expectText(database, "index", indexNames[i], indexStatements[i]); !same) {
            return same.error();
        }
    }
    return **version;
}

Result<void> checkTriggers(Database& database)
{
    auto query = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    if (!query) {
        return query.error();
    }
    for (;;) {
        auto row = query->step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return {};
        }
        const std::string_view name = query->text(0);
        const std::string_view sql = query->text(1);
        const bool ours = std::any_of(triggers.begin(), triggers.end(), [&](const Table& trigger) {
            return trigger.name == name && trigger.sql == sql;
        });
        if (!ours) {
            return Error{ErrorCode::ProjectDamaged, {"trigger " + std::string(name) + " is not ours"}, {}};
        }
    }
}

} // namespace hindcast
