#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// Puts arguments into a sentence. `{0}` to `{9}` stand for them; `{1|else}` says what stands there when that
/// argument was not given; a place without either becomes nothing.
std::string fillWording(std::string_view text, const std::vector<std::string>& args);

} // namespace hindcast
