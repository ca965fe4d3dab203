#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hindcast {

/// The length of the well-formed UTF-8 character at the start (no overlong forms, no surrogates, nothing
/// above U+10FFFF); 0 when there is none.
std::size_t utf8Length(std::string_view text);

/// The code point of one well-formed character.
char32_t codePointOf(std::string_view character);

/// Appends one code point, which must be a scalar value.
void appendUtf8(std::string& into, char32_t codePoint);

} // namespace hindcast
