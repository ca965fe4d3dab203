#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// The name that was most likely meant, or an empty one when none is close: at most a third of its letters
/// wrong, missing, too many or swapped (optimal string alignment); case alone is no difference.
/// O(names * length^2), names of more than 64 bytes are not looked at.
std::string_view nearestName(std::string_view wanted, const std::vector<std::string_view>& names);

/// "did you mean 'name'?", or nothing when none is close.
std::string didYouMean(std::string_view wanted, const std::vector<std::string_view>& names);

/// "'a', 'b' or 'c'"; of more than six only so many, and "...".
std::string listed(const std::vector<std::string_view>& names, std::string_view beforeLast = " or ");

} // namespace hindcast::expr
