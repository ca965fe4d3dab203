#pragma once

#include <string>
#include <string_view>

/// What an expression comes to, as the language writes it: "[1, 2u]"; "error: division by zero"; "refused:
/// ..." where it doesn't parse or check. `bindings` is a JSON object of variables, which are dyn.
///
/// Evaluates checked and unchecked, folded, unfolded and traced; where they disagree the answer says so.
std::string evaluated(std::string_view source, std::string_view bindings = "{}");

/// The same without the checker, for what it would refuse.
std::string evaluatedUnchecked(std::string_view source, std::string_view bindings = "{}");
