#include "engine/log/database.h"

#include <sqlite3.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace hindcast {

namespace {

/// `path` as an SQLite URI, so that no character of a file name is taken for a parameter.
std::string uriOf(const std::string& path, bool immutable)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::error_code ignored;
    const std::string absolute = std::filesystem::absolute(path, ignored).string();
    std::string uri = "file://";
    for (const char c : absolute.empty() ? path : absolute) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '%' || c == '?' || c == '#' || byte < 0x20) {
            uri += '%';
            uri += hex[byte >> 4U];
            uri += hex[byte & 15U];
        } else {
            uri += c;
        }
    }
    return immutable ? uri + "?immutable=1" : uri;
}

Result<sqlite3*> connect(const std::string& path, Database::Mode mode, bool immutable)
{
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (mode) {
    case Database::Mode::Read:
        flags |= SQLITE_OPEN_READONLY;
        break;
    case Database::Mode::Write:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case Database::Mode::Create:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        break;
    }
    // Nobody asks SQLite for its memory statistics, whose lock every allocation of every thread would take.
    // Refused where SQLite is at work already, which only costs that lock.
    static const int unused = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(unused);
    sqlite3* handle = nullptr;
    const int rc = sqlite3_open_v2(uriOf(path, immutable).c_str(), &handle, flags, nullptr);
    if (rc != SQLITE_OK) {
        Error error = storeError(handle, rc);
        sqlite3_close(handle);
        return error;
    }
    return handle;
}

/// A file may come from anyone: what its schema says must not run with more rights than reading needs.
void defend(sqlite3* handle, Database::Mode mode)
{
    // A file that we make ourselves is built without a journal, which defensive mode would not have.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, mode == Database::Mode::Create ? 0 : 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100000);
    sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100);
    if (mode == Database::Mode::Read) {
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    }
    sqlite3_busy_timeout(handle, 5000);
}

/// Ends work that a made-up schema would never end: its pages may hold the same rows again and again. Ours is
/// read in a few thousand steps.
class OpeningLimit {
public:
    explicit OpeningLimit(sqlite3* handle)
        : m_handle(handle)
    {
        constexpr int steps = 20'000'000;
        sqlite3_progress_handler(
            m_handle, steps, [](void*) { return 1; }, nullptr);
    }
    ~OpeningLimit() { sqlite3_progress_handler(m_handle, 0, nullptr, nullptr); }
    OpeningLimit(const OpeningLimit&) = delete;
    OpeningLimit& operator=(const OpeningLimit&) = delete;

private:
    sqlite3* m_handle;
};

constexpr const char* readPragmas = "PRAGMA query_only=1; PRAGMA cell_size_check=1; PRAGMA mmap_size=0;"
                                    "PRAGMA cache_size=-16384;";
constexpr const char* writePragmas = "PRAGMA cell_size_check=1; PRAGMA mmap_size=0; PRAGMA foreign_keys=0;";

bool couldBeRead(const Error& error)
{
    return error.code != ErrorCode::FileUnreadable && error.code != ErrorCode::FileUnwritable;
}

} // namespace

Error storeError(sqlite3* handle, int resultCode)
{
    const char* said = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(resultCode);
    std::string words = said != nullptr ? said : "unknown";
    switch (resultCode & 0xff) {
    case SQLITE_FULL:
        return {ErrorCode::DiskFull, {words}, {}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::ProjectLocked, {words}, {}};
    case SQLITE_CORRUPT:
        return {ErrorCode::ProjectDamaged, {words}, {}};
    case SQLITE_NOTADB:
        return {ErrorCode::NotAProject, {words}, {}};
    case SQLITE_READONLY:
        return {ErrorCode::FileUnwritable, {words}, {}};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorCode::FileUnreadable, {words}, {}};
    case SQLITE_INTERRUPT:
        return {ErrorCode::Cancelled, {words}, {}};
    default:
        return {ErrorCode::StoreFailed, {words}, {}};
    }
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement::Statement(Statement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
    , m_bindError(std::exchange(other.m_bindError, 0))
{
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    std::swap(m_statement, other.m_statement);
    std::swap(m_bindError, other.m_bindError);
    return *this;
}

Statement& Statement::bind(int index, std::int64_t value)
{
    m_bindError |= sqlite3_bind_int64(m_statement, index, value);
    return *this;
}

Statement& Statement::bind(int index, std::optional<std::int64_t> value)
{
    return value ? bind(index, *value) : bindNull(index);
}

Statement& Statement::bindText(int index, std::string_view text)
{
    // A null pointer would bind NULL, and an empty view may hold one.
    const char* data = text.empty() ? "" : text.data();
    m_bindError |= sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindTextOrNull(int index, std::string_view text)
{
    return text.empty() ? bindNull(index) : bindText(index, text);
}

Statement& Statement::bindBlob(int index, std::string_view bytes)
{
    const char* data = bytes.empty() ? "" : bytes.data();
    m_bindError |= sqlite3_bind_blob64(m_statement, index, data, bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindNull(int index)
{
    m_bindError |= sqlite3_bind_null(m_statement, index);
    return *this;
}

Result<void> Statement::bound() const
{
    return m_bindError == 0 ? Result<void>() : storeError(sqlite3_db_handle(m_statement), m_bindError);
}

Result<bool> Statement::step()
{
    if (auto ready = bound(); !ready) {
        return ready.error();
    }
    const int rc = sqlite3_step(m_statement);
    if (rc == SQLITE_ROW) {
        return true;
    }
    if (rc == SQLITE_DONE) {
        sqlite3_reset(m_statement);
        return false;
    }
    Error error = storeError(sqlite3_db_handle(m_statement), rc);
    sqlite3_reset(m_statement);
    return error;
}

Result<void> Statement::run()
{
    auto row = step();
    reset();
    return row ? Result<void>() : row.error();
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    m_bindError = 0;
}

bool Statement::isNull(int column) const
{
    return kind(column) == Kind::Null;
}

Statement::Kind Statement::kind(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return Kind::Integer;
    case SQLITE_TEXT:
        return Kind::Text;
    case SQLITE_BLOB:
        return Kind::Blob;
    case SQLITE_NULL:
        return Kind::Null;
    default:
        return Kind::Real;
    }
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::optional<std::int64_t> Statement::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::string_view Statement::text(int column) const
{
    const void* bytes = sqlite3_column_blob(m_statement, column);
    if (bytes == nullptr) {
        return {};
    }
    const int size = sqlite3_column_bytes(m_statement, column);
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Mode mode)
{
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (mode != Mode::Create && status.type() == std::filesystem::file_type::not_found) {
        return Error{ErrorCode::FileNotFound, {}, {path, 0, 0}};
    }
    if (status.type() == std::filesystem::file_type::directory) {
        const auto code = mode == Mode::Read ? ErrorCode::FileUnreadable : ErrorCode::FileUnwritable;
        return Error{code, {"it is a folder", "name a file in it"}, {path, 0, 0}};
    }

    const auto attempt = [&](bool immutable) -> Result<std::unique_ptr<Database>> {
        auto handle = connect(path, mode, immutable);
        if (!handle) {
            return handle.error();
        }
        std::unique_ptr<Database> database(new Database(*handle));
        defend(*handle, mode);
        const OpeningLimit limit(*handle);
        auto ready = database->run(mode == Mode::Read ? readPragmas : writePragmas);
        // SQLite opens lazily: only a read tells whether this is a database that can be read.
        if (auto schema = database->number("SELECT count(*) FROM sqlite_schema"); ready && !schema) {
            ready = schema.error();
        }
        if (!ready) {
            const bool isEndless = ready.error().code == ErrorCode::Cancelled;
            return isEndless ? Error{ErrorCode::ProjectDamaged, {"its schema does not end"}, {}}
                             : ready.error();
        }
        // Where it may not write, SQLite quietly opens for reading.
        if (mode != Mode::Read && sqlite3_db_readonly(*handle, "main") == 1) {
            return Error{ErrorCode::FileUnwritable, {"it is read-only"}, {}};
        }
        return database;
    };

    auto database = attempt(false);
    const bool isHot = std::filesystem::exists(path + "-journal", failure);
    const bool hasJournal = isHot || std::filesystem::exists(path + "-wal", failure);
    if (!database && mode == Mode::Read && !couldBeRead(database.error()) && !hasJournal) {
        database = attempt(true);
    }
    if (!database) {
        Error error = database.error();
        error.place.file = path;
        if (mode != Mode::Read && error.code == ErrorCode::FileUnreadable) {
            error.code = ErrorCode::FileUnwritable;
        }
        return error;
    }
    return database;
}

Database::~Database()
{
    sqlite3_close(m_handle);
}

Result<Statement> Database::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    const int rc = sqlite3_prepare_v3(
        m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (rc != SQLITE_OK) {
        return storeError(m_handle, rc);
    }
    return Statement(statement);
}

Result<void> Database::run(const char* sql)
{
    const int rc = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    return rc == SQLITE_OK ? Result<void>() : storeError(m_handle, rc);
}

Result<std::optional<std::int64_t>> Database::number(std::string_view sql)
{
    auto statement = prepare(sql);
    if (!statement) {
        return statement.error();
    }
    auto row = statement->step();
    if (!row) {
        return row.error();
    }
    return *row ? statement->optionalInteger(0) : std::nullopt;
}

void Database::dropCache()
{
    sqlite3_db_release_memory(m_handle);
}

void Database::interrupt()
{
    sqlite3_interrupt(m_handle);
}

std::int64_t Database::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

} // namespace hindcast
