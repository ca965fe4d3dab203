#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hindcast {

/// RFC 7464 begins every record with it.
constexpr char recordSeparator = '\x1e';

/// How much stands before the first JSON value that is none of it: blanks, comments (`#`, `//`, `/* */`) and
/// the lines that tools print (`% `). Nothing but blanks where no object, array or record separator follows.
std::size_t jsonPreamble(std::string_view text);

/// The member under which a document keeps its records, as CloudTrail ("Records"), Temporal ("events") and
/// many an API do: its value is an array of objects. Nothing where the document at the start of `text` is a
/// record itself. Looks at what is there of the text.
std::optional<std::string> recordsMember(std::string_view text);

} // namespace hindcast
