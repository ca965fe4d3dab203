#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace hindcast {

/// Whether the text is one JSON document, as readJson() has it, in the words in which an import says it is
/// not; `name` is what the text is called there. Errors: BadJson, NotUtf8, LimitExceeded, with their place.
Result<void> checkJson(std::string_view text, const std::string& name);

} // namespace hindcast
