#pragma once

#include "engine/base/result.h"

#include <string_view>

namespace hindcast {

/// What is wrong with a text that is not JSON: the first offending byte's line and column, and the reason in
/// words. Reads it with nlohmann_json's SAX parser, which is strict and says what it expected. For a text
/// without fault the error has no place.
Error jsonErrorOf(std::string_view text);

/// The error for a text that nests deeper than maxJsonDepth, placed at the bracket that goes too far.
Error jsonDepthError(std::string_view text);

/// Line and column (in bytes, both 1-based) of the byte at `offset`.
Place placeAt(std::string_view text, std::size_t offset);

} // namespace hindcast
