#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string_view>

namespace hindcast {

class Database;

/// How a project file is told from any other SQLite file ("HCST").
constexpr std::int64_t projectApplicationId = 0x48435354;
/// What this program writes; older versions are migrated, newer ones refused.
constexpr std::int64_t projectSchemaVersion = 1;

/// Tables without indexes and triggers: what a bulk load fills. The database must be empty.
Result<void> createTables(Database& database);
/// The rows that every project begins with: one log and its main branch.
Result<void> createMainBranch(Database& database);
/// Indexes over the events, one statement each, so that a bulk load can tell how far it is.
extern const std::string_view indexStatements[3];
/// Adds what may be missing: the triggers that guard facts, and caches that were dropped.
Result<void> completeSchema(Database& database);

/// Whether this is a project file that this program understands: its mark, its version, and tables and
/// indexes that are word for word ours, so that no hostile schema is ever run.
/// Errors: NotAProject, ProjectTooNew, ProjectDamaged.
Result<void> checkSchema(Database& database);
/// Besides, that no trigger but ours would run on a write. Errors: ProjectDamaged.
Result<void> checkTriggers(Database& database);

} // namespace hindcast
