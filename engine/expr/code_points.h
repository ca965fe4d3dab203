#pragma once

#include <cstddef>
#include <string_view>

namespace hindcast::expr {

// Positions in a text count code points. Texts are valid UTF-8.

/// How many code points the text has.
std::size_t codePointCount(std::string_view text);

/// Where the code point of that index begins, in bytes; the text's size when there are not as many.
std::size_t offsetOf(std::string_view text, std::size_t index);

/// Where `sought` first stands in the text from that byte on; npos when it does not. Cost: linear in both.
std::size_t findText(std::string_view text, std::string_view sought, std::size_t from = 0);

/// The text without white space at both ends, as Unicode defines it: the zero-width characters are none.
std::string_view trimmed(std::string_view text);

/// Whether the bytes are well-formed UTF-8.
bool isUtf8(std::string_view octets);

} // namespace hindcast::expr
