#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace hindcast {

/// A prepared statement. Texts are bound without a copy: they must live until the next reset().
/// Bind indices are 1-based and columns 0-based, as in SQLite.
class Statement {
public:
    Statement() = default;
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::optional<std::int64_t> value);
    /// Empty text is stored as text; use bindTextOrNull where empty means "not given".
    Statement& bindText(int index, std::string_view text);
    Statement& bindTextOrNull(int index, std::string_view text);
    Statement& bindBlob(int index, std::string_view bytes);
    Statement& bindNull(int index);

    /// True while there is a row. Resets itself on an error and after the last row.
    Result<bool> step();
    /// For statements without rows.
    Result<void> run();
    /// Readies the statement for new bindings; what was bound stays.
    void reset();

    enum class Kind : std::uint8_t { Null, Integer, Real, Text, Blob };
    Kind kind(int column) const;
    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    std::optional<std::int64_t> optionalInteger(int column) const;
    /// Text or blob, borrowed until the next step; empty for NULL.
    std::string_view text(int column) const;

    explicit operator bool() const { return m_statement != nullptr; }

private:
    friend class Database;
    explicit Statement(sqlite3_stmt* statement)
        : m_statement(statement)
    {
    }
    Result<void> bound() const;

    sqlite3_stmt* m_statement = nullptr;
    int m_bindError = 0;
};

/// Ends a statement's run when the scope is left, so that no read transaction outlives a call.
class StatementScope {
public:
    explicit StatementScope(Statement& statement)
        : m_statement(statement)
    {
    }
    ~StatementScope() { m_statement.reset(); }
    StatementScope(const StatementScope&) = delete;
    StatementScope& operator=(const StatementScope&) = delete;

private:
    Statement& m_statement;
};

/// One SQLite connection, opened defensively: no trusted schema, defensive mode, no loading of extensions,
/// limits on what a hostile file can make it do. Used by one thread at a time, except interrupt().
class Database {
public:
    enum class Mode : std::uint8_t {
        Read, ///< can't write, and makes no file beside the database
        Write, ///< an existing file
        Create, ///< a new file, or an empty one
    };

    /// Read falls back to an immutable view where the folder can't be written and nobody left a journal.
    /// Errors: FileNotFound, FileUnreadable, FileUnwritable, NotAProject (no SQLite file), ProjectDamaged.
    static Result<std::unique_ptr<Database>> open(const std::string& path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Result<Statement> prepare(std::string_view sql);
    /// Runs statements that return nothing of interest.
    Result<void> run(const char* sql);
    /// The first column of the first row, or nothing where there is no row.
    Result<std::optional<std::int64_t>> number(std::string_view sql);

    /// Stops a running statement of another thread; it fails with Cancelled.
    void interrupt();
    /// Lets go of the pages that are in memory. Outside of a transaction only.
    void dropCache();
    bool inTransaction() const;
    std::int64_t lastRowId() const;
    sqlite3* handle() const { return m_handle; }

private:
    explicit Database(sqlite3* handle)
        : m_handle(handle)
    {
    }

    sqlite3* m_handle = nullptr;
};

/// What an SQLite result code means to a user of ours, with SQLite's own words as argument.
Error storeError(sqlite3* handle, int resultCode);

} // namespace hindcast
