#pragma once

#include "engine/base/result.h"

#include <string>

namespace hindcast {

/// Drops everything of a project that is not the log itself, and makes it anew from the events: the indexes
/// by which they are found, and the columns that open it quickly. The events stay as they are; whether they
/// can be trusted is for verifyProject() to say. One transaction: the project is as before or rebuilt. Cost:
/// one pass over the events for each index. Errors: as LogWriter::open; StoreFailed where two events claim
/// the same version of a stream.
Result<void> rebuildCaches(const std::string& path);

} // namespace hindcast
