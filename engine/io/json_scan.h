#pragma once

#include "engine/io/repeated_names.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

enum class JsonKind : std::uint8_t { Object, Array, Text, Number, True, False, Null };

/// One JSON value as it stands in the source, checked but not converted.
struct JsonSlice {
    std::string_view text; ///< with the quotes of a text
    JsonKind kind = JsonKind::Null;
    bool blanks = false; ///< there are blanks between its tokens: minify before keeping it
    bool escapes = false; ///< a text with backslashes: decode before using it
};

struct JsonMember {
    std::string_view name; ///< decoded
    JsonSlice value;
};

/// The members of one object in their order, those of one name all included.
struct JsonMembers {
    std::vector<JsonMember> list;
    std::deque<std::string> decoded; ///< names that had escapes
    RepeatedNames names; ///< of this object and those inside it

    void clear();
    /// The last member of that name, as JSON readers have it; null when there is none.
    const JsonSlice* find(std::string_view name) const;
};

/// The fault of a text that is no UTF-8; the log is likely in another encoding altogether.
constexpr std::string_view notUtf8Fault = "this is not UTF-8";

/// Members of one record. Each is kept as it is scanned, which takes more memory than a short one's text.
constexpr std::size_t mostMembers = 2'000'000;

/// What a scan came to. Broken: `end` is the offending byte, or the first of the offending word. Unfinished:
/// the text ended first.
struct JsonScan {
    enum class Outcome : std::uint8_t { Whole, Unfinished, Broken, TooDeep, TooMany };
    Outcome outcome = Outcome::Whole;
    std::size_t end = 0;
    std::size_t wrong = 0; ///< of Broken: bytes of the word that stands there; 0 where it is a character
    std::string_view expected; ///< of Broken: what should have stood there
    std::string_view fault; ///< of Broken: what is wrong, where "expected" would not say it
    std::string_view inside; ///< of Unfinished: what the text ended in
};

/// Checks the value that begins at `at` against RFC 8259, UTF-8 and escapes included, and tells where it
/// ends. `final`: no more text will follow, so a number may end with it. This is the bulk path's own scanner,
/// because a log keeps payloads as the bytes they were: it needs checked slices and exact places, and neither
/// simdjson nor nlohmann_json gives both (README.md has the measurement).
JsonScan scanJson(std::string_view text, std::size_t at, bool final, JsonSlice& value);

/// The same for an object whose members are wanted; `text[at]` must be '{'.
JsonScan
scanJsonObject(std::string_view text, std::size_t at, bool final, JsonSlice& value, JsonMembers& members);

/// The first byte from `at` on that is no JSON blank; text.size() when there is none.
std::size_t skipJsonBlanks(std::string_view text, std::size_t at);

/// What is wrong, for people: "expected ',' or '}' after a member, found 'x'".
std::string describeScan(const JsonScan& scan, std::string_view text);

/// The characters of a JSON text literal (with its quotes), which must have been scanned.
void decodeJsonText(std::string_view literal, std::string& into);

/// Appends the slice without blanks between tokens.
void appendMinified(std::string& into, const JsonSlice& slice);

} // namespace hindcast
