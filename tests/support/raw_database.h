#pragma once

#include <QtTest>

#include <sqlite3.h>

#include <string>
#include <vector>

/// A connection of the kind that any other program could open: for looking into a project from outside, and
/// for tampering with it.
class RawDatabase {
public:
    explicit RawDatabase(const std::string& path)
    {
        if (sqlite3_open(path.c_str(), &m_handle) != SQLITE_OK) {
            qFatal("%s", sqlite3_errmsg(m_handle));
        }
    }
    ~RawDatabase() { sqlite3_close(m_handle); }
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;

    /// SQLite's complaint, empty when all went well.
    std::string attempt(const std::string& sql)
    {
        const int rc = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr);
        return rc == SQLITE_OK ? std::string() : std::string(sqlite3_errmsg(m_handle));
    }
    void run(const std::string& sql)
    {
        if (const std::string complaint = attempt(sql); !complaint.empty()) {
            qFatal("%s: %s", sql.c_str(), complaint.c_str());
        }
    }
    /// One column of all rows.
    std::vector<std::string> texts(const std::string& sql, int column = 0)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
            qFatal("%s: %s", sql.c_str(), sqlite3_errmsg(m_handle));
        }
        std::vector<std::string> found;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            found.emplace_back(text != nullptr ? text : "");
        }
        sqlite3_finalize(statement);
        return found;
    }
    sqlite3* handle() const { return m_handle; }

private:
    sqlite3* m_handle = nullptr;
};

/// What someone does first who wants to change facts.
inline constexpr const char* dropGuards =
    "DROP TRIGGER event_insert; DROP TRIGGER event_update; DROP TRIGGER event_delete;"
    "DROP TRIGGER redaction_update; DROP TRIGGER redaction_delete; DROP TRIGGER stream_update;"
    "DROP TRIGGER stream_delete; DROP TRIGGER type_update; DROP TRIGGER type_delete;";
