#pragma once

#include <string>
#include <string_view>

namespace hindcast {

/// Appends the JSON text with the escapes of its strings resolved ("M\u00fcnchen" becomes "München"), for
/// looking at and for searching: the result is no JSON any more. What is no escape stays as it is, so any
/// bytes may be given.
void appendWithoutEscapes(std::string& out, std::string_view json);

} // namespace hindcast
