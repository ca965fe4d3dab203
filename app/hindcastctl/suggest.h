#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hindcast::ctl {

/// The name that somebody who typed `wanted` most likely meant: the same but for capitals, one that it is the
/// beginning of, or one that a few keystrokes away; empty when none is near.
std::string nearestName(std::string_view wanted, const std::vector<std::string>& names);

} // namespace hindcast::ctl
