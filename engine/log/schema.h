#pragma once

#include "engine/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hindcast {

class Database;

/// How a project file is told from any other SQLite file ("HCST").
constexpr std::int64_t projectApplicationId = 0x48435354;
/// What this program writes. Older versions are read as they are and migrated when they are opened for
/// writing (migration.h); newer ones are refused.
/// 1: the first. 2: a stream's first link vouches for its category, from branch.categories_from on; events
/// may be redacted by the trigger's leave; keyframes are no longer kept in the file.
constexpr std::int64_t projectSchemaVersion = 2;

/// Whether the file begins as a project does, by its bytes alone: it is not opened as a database.
bool bearsProjectMark(const std::string& path);

/// Tables without indexes and triggers: what a bulk load fills. The database must be empty.
Result<void> createTables(Database& database);
/// The rows that every project begins with: one log and its main branch.
Result<void> createMainBranch(Database& database);
/// Indexes over the events, one statement each, so that a bulk load can tell how far it is.
extern const std::array<std::string_view, 3> indexStatements;
extern const std::array<std::string_view, 3> indexNames;
/// Adds what may be missing: the triggers that guard facts, and caches that were dropped.
Result<void> completeSchema(Database& database);

/// The statement that makes the trigger of that name, in the schema that this program writes.
const char* triggerStatement(std::string_view name);

/// Whether this is a project file that this program understands: its mark, its version, and tables and
/// indexes that are word for word ours, so that no hostile schema is ever run. Tells the version.
/// Errors: NotAProject, ProjectTooNew, ProjectDamaged.
enum class IndexCheck : std::uint8_t { Required, Skipped };
Result<std::int64_t> checkSchema(Database& database, IndexCheck indexes = IndexCheck::Required);
/// Besides, that no trigger but ours would run on a write. Errors: ProjectDamaged.
Result<void> checkTriggers(Database& database);

} // namespace hindcast
