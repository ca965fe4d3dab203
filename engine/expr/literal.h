#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/diagnostic.h"

#include <optional>
#include <string>
#include <string_view>

namespace hindcast::expr {

/// What stands between the quotes, escapes resolved. `at` is where `body` begins in the source.
Diagnosed<std::string> decodeText(std::string_view body, std::uint32_t at);
/// The same for bytes: \xFF and \377 are bytes, not code points, and \u is none.
Diagnosed<std::string> decodeBytes(std::string_view body, std::uint32_t at);

/// An integer's digits ("42", "0x2A") with a sign in front or not; nothing when it doesn't fit.
std::optional<std::int64_t> decodeInt(std::string_view digits, bool isNegative);
std::optional<std::uint64_t> decodeUint(std::string_view digits);

/// As CEL would write the constant: 1.0, 7u, 'it\'s', b'\xff', null.
std::string literalText(const Constant& constant);

} // namespace hindcast::expr
