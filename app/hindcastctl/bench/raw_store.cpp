#include "app/hindcastctl/bench/raw_store.h"

#include "app/hindcastctl/bench/bench.h"

#include <sqlite3.h>

#include <fstream>
#include <memory>
#include <string_view>
#include <vector>

namespace hindcast::ctl {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct FreeValue {
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using Handle = std::unique_ptr<sqlite3, CloseDatabase>;
using Prepared = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;
using Cell = std::unique_ptr<sqlite3_value, FreeValue>;

constexpr std::size_t rowsAtOnce = 20000;

Handle openRaw(const std::string& path)
{
    sqlite3* db = nullptr;
    sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    return Handle(db);
}

bool run(const Handle& db, const std::string& sql)
{
    return sqlite3_exec(db.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

Prepared prepare(const Handle& db, const std::string& sql)
{
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db.get(), sql.c_str(), -1, &statement, nullptr);
    return Prepared(statement);
}

Error failure(const Handle& db)
{
    return {ErrorCode::StoreFailed, {sqlite3_errmsg(db.get())}, {}};
}

std::string textColumn(const Prepared& statement, int column)
{
    const auto* text = sqlite3_column_text(statement.get(), column);
    return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text)); // NOLINT
}

/// The statements that made the event table or its indexes.
std::vector<std::string> definitions(const Handle& db, const std::string& kind)
{
    std::vector<std::string> all;
    const Prepared rows = prepare(db,
        "SELECT sql FROM sqlite_master WHERE tbl_name='event' AND sql IS NOT NULL AND type='" + kind + "'");
    while (rows && sqlite3_step(rows.get()) == SQLITE_ROW) {
        all.push_back(textColumn(rows, 0));
    }
    return all;
}

/// Reads up to rowsAtOnce rows into memory. A full batch means that there may be more.
std::vector<std::vector<Cell>> readRows(const Prepared& select)
{
    std::vector<std::vector<Cell>> rows;
    while (rows.size() < rowsAtOnce && sqlite3_step(select.get()) == SQLITE_ROW) {
        std::vector<Cell> row;
        row.reserve(static_cast<std::size_t>(sqlite3_column_count(select.get())));
        for (int i = 0; i < sqlite3_column_count(select.get()); ++i) {
            row.emplace_back(sqlite3_value_dup(sqlite3_column_value(select.get(), i)));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

bool insertRows(const Prepared& insert, const std::vector<std::vector<Cell>>& rows)
{
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            sqlite3_bind_value(insert.get(), static_cast<int>(i) + 1, row[i].get());
        }
        if (sqlite3_step(insert.get()) != SQLITE_DONE) {
            return false;
        }
        sqlite3_reset(insert.get());
    }
    return true;
}

} // namespace

Result<double> secondsToCopyRows(const std::string& project, const std::string& scratch)
{
    const Handle from = openRaw(project);
    const Handle to = openRaw(scratch);
    bool good = run(to,
        "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
        "PRAGMA locking_mode=EXCLUSIVE");
    for (const std::string& sql : definitions(from, "table")) {
        good = good && run(to, sql);
    }
    const Prepared select = prepare(from, "SELECT * FROM event ORDER BY branch, position");
    std::string places = "?";
    for (int i = 1; i < sqlite3_column_count(select.get()); ++i) {
        places += ",?";
    }
    const Prepared insert = prepare(to, "INSERT INTO event VALUES(" + places + ")");
    if (!good || !select || !insert) {
        return failure(to);
    }

    double seconds = 0;
    good = run(to, "BEGIN");
    bool more = true;
    while (good && more) {
        const auto rows = readRows(select);
        more = rows.size() == rowsAtOnce;
        const Stopwatch watch;
        good = insertRows(insert, rows);
        seconds += watch.seconds();
    }
    const Stopwatch watch;
    for (const std::string& sql : definitions(from, "index")) {
        good = good && run(to, sql);
    }
    good = good && run(to, "COMMIT");
    seconds += watch.seconds();
    return good ? Result<double>(seconds) : Result<double>(failure(to));
}

struct RawStore::Handles {
    Handle db;
    Prepared insert;
    std::int64_t last = 0;
};

RawStore::RawStore(std::unique_ptr<Handles> handles)
    : m_handles(std::move(handles))
{
}

RawStore::~RawStore() = default;

Result<std::unique_ptr<RawStore>> RawStore::create(const std::string& path)
{
    auto handles = std::make_unique<Handles>();
    handles->db = openRaw(path);
    const bool good = run(handles->db,
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE event(branch, position, stream, version, type, time, id, data, chain,"
        " PRIMARY KEY(branch, position)) WITHOUT ROWID;"
        "CREATE UNIQUE INDEX event_version ON event(branch, stream, version);"
        "CREATE INDEX event_id ON event(branch, id)");
    handles->insert =
        prepare(handles->db, "INSERT INTO event VALUES(1, ?1, ?1 % 100, ?1, 1, ?1, ?2, ?3, ?4)");
    if (!good || !handles->insert) {
        return failure(handles->db);
    }
    return std::unique_ptr<RawStore>(new RawStore(std::move(handles)));
}

Result<void> RawStore::append(std::int64_t rows)
{
    const std::string data(150, 'x');
    const std::string chain(32, 'c');
    sqlite3_stmt* insert = m_handles->insert.get();
    bool good = run(m_handles->db, "BEGIN IMMEDIATE");
    for (std::int64_t i = 0; i < rows && good; ++i) {
        const std::int64_t position = ++m_handles->last;
        const std::string id = "0192fe21-0000-7000-8000-" + std::to_string(100000000000 + position);
        sqlite3_bind_int64(insert, 1, position);
        sqlite3_bind_text(insert, 2, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, data.data(), static_cast<int>(data.size()), SQLITE_STATIC);
        sqlite3_bind_blob(insert, 4, chain.data(), static_cast<int>(chain.size()), SQLITE_STATIC);
        good = sqlite3_step(insert) == SQLITE_DONE;
        sqlite3_reset(insert);
    }
    good = good && run(m_handles->db, "COMMIT");
    return good ? Result<void>() : Result<void>(failure(m_handles->db));
}

Result<double> secondsToScan(const std::string& project)
{
    const Handle db = openRaw(project);
    const Prepared select =
        prepare(db, "SELECT type, data FROM event WHERE branch=1 AND position BETWEEN 1 AND 1000000000");
    if (!select) {
        return failure(db);
    }
    const Stopwatch watch;
    std::int64_t bytes = 0;
    while (sqlite3_step(select.get()) == SQLITE_ROW) {
        bytes += sqlite3_column_bytes(select.get(), 1);
    }
    return bytes > 0 ? Result<double>(watch.seconds()) : Result<double>(failure(db));
}

Result<double> secondsToReadFile(const std::string& path)
{
    const Stopwatch watch;
    std::ifstream in(path, std::ios::binary);
    std::vector<char> block(1 << 20);
    std::int64_t bytes = 0;
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        bytes += in.gcount();
    }
    return bytes > 0 ? Result<double>(watch.seconds())
                     : Result<double>(Error{ErrorCode::FileUnreadable, {}, {path, 0, 0}});
}

} // namespace hindcast::ctl
