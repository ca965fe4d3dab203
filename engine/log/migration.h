#pragma once

#include "engine/base/result.h"

#include <cstdint>

namespace hindcast {

class Database;

/// Brings a project of an older schema to the one that this program writes, as one transaction. No event is
/// touched: links that were made before keep what they vouch for. The database must have been checked
/// (checkSchema, checkTriggers) and be open for writing; a project that is up to date is left alone.
Result<void> migrate(Database& database);

} // namespace hindcast
