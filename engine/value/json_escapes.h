#pragma once

#include <string>
#include <string_view>

namespace hindcast {

/// The JSON text with the escapes of its strings resolved ("M\u00fcnchen" becomes "München"), for looking at
/// and for searching: the result is no JSON any more. What is no escape stays as it is, so any bytes may be
/// given. Replaces the content of `out`.
void resolveJsonEscapes(std::string_view json, std::string& out);

} // namespace hindcast
