#pragma once

#include "engine/base/result.h"
#include "engine/value/value.h"

#include <string>
#include <string_view>

namespace hindcast {

/// How deep a document may nest before it is refused with a clear error.
constexpr int maxJsonDepth = 1000;

/// Reads one JSON document (RFC 8259, UTF-8, nothing after it but blanks; a byte order mark is ignored).
/// Numbers and key order are kept as written; of duplicate keys the last value wins in the first one's place.
/// simdjson reads; a text that it refuses is read again by nlohmann_json's SAX parser for the exact place and
/// reason. Errors: BadJson with line and column of the offending byte (or of the token that was not expected
/// there); LimitExceeded when nested too deep or larger than 4 GB.
Result<Value> readJson(std::string_view text);

/// Compact JSON on one line, members in their order, numbers as written, non-ASCII text as UTF-8. Bytes that
/// are no UTF-8 become U+FFFD, Doubles that are not finite become null.
std::string writeJson(const Value& value);

/// The same with two blanks of indentation.
std::string writeJsonPretty(const Value& value);

/// `text` as a JSON string literal with its quotes.
std::string quoteJson(std::string_view text);

/// Appends the JSON string literal to `out`.
void quoteJsonTo(std::string& out, std::string_view text);

} // namespace hindcast
