#pragma once

#include "engine/base/result.h"
#include "engine/value/value.h"

#include <string>
#include <string_view>

namespace hindcast {

/// How deep a document may nest before it is refused with a clear error.
constexpr int maxJsonDepth = 1000;

/// Reads one JSON document (RFC 8259, UTF-8, nothing after it but blanks). Numbers and key order are kept as
/// written; of duplicate keys the last value wins. Fast path simdjson; on any error the text is read again by
/// nlohmann_json's SAX parser for the exact place and reason.
/// Errors: BadJson with line and column of the offending byte; LimitExceeded when nested too deep.
Result<Value> readJson(std::string_view text);

/// Compact JSON on one line, members in their order, numbers as written, non-ASCII text as UTF-8.
std::string writeJson(const Value& value);

/// The same with two blanks of indentation.
std::string writeJsonPretty(const Value& value);

/// `text` as a JSON string literal with its quotes.
std::string quoteJson(std::string_view text);

/// Appends the JSON string literal to `out`.
void quoteJsonTo(std::string& out, std::string_view text);

} // namespace hindcast
