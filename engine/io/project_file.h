#pragma once

#include "engine/base/result.h"

#include <string>

namespace hindcast {

/// Whether the file carries a project's marks; it may be damaged behind them.
bool isProject(const std::string& path);

/// Nothing is replaced but a project or an empty file, whatever was asked for: a slip of the name must not
/// cost somebody's work. Fine when there is no such file. Errors: NotReplaceable.
Result<void> mayReplaceByProject(const std::string& path);

/// The reverse for texts that are written: a log holds what may be nowhere else. Errors: WouldLoseProject.
Result<void> mayReplaceByText(const std::string& path);

} // namespace hindcast
