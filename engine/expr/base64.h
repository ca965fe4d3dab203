#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hindcast::expr {

/// RFC 4648 section 4, padded.
std::string encodeBase64(std::string_view octets);

/// The octets behind standard base64; padding may be missing whole, as JSON mappings allow. Nothing for any
/// other text.
std::optional<std::string> decodeBase64(std::string_view text);

} // namespace hindcast::expr
