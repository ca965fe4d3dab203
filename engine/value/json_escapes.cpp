#include "engine/value/json_escapes.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace hindcast {

namespace {

constexpr std::size_t unitLength = 6; ///< of "\u00fc"

std::optional<std::uint32_t> unitAt(std::string_view json, std::size_t at)
{
    const std::string_view escape = json.substr(std::min(at, json.size()), unitLength);
    if (escape.size() < unitLength || !escape.starts_with("\\u")) {
        return {};
    }
    std::uint32_t unit = 0;
    const char* const end = escape.data() + escape.size();
    const auto [stop, problem] = std::from_chars(escape.data() + 2, end, unit, 16);
    return problem == std::errc() && stop == end ? std::optional(unit) : std::nullopt;
}

/// The character of the escape at `at`, and how long that is; nothing where it is none.
struct Character {
    char32_t point = 0;
    std::size_t length = 0;
};
std::optional<Character> characterAt(std::string_view json, std::size_t at)
{
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    const char name = at + 1 < json.size() ? json[at + 1] : '\0';
    if (const std::size_t known = names.find(name); known != std::string_view::npos) {
        return Character{static_cast<char32_t>(meant[known]), 2};
    }
    const auto unit = unitAt(json, at);
    if (!unit) {
        return {};
    }
    if (*unit < 0xd800 || *unit > 0xdfff) {
        return Character{*unit, unitLength};
    }
    const auto low = *unit < 0xdc00 ? unitAt(json, at + unitLength) : std::nullopt;
    if (!low || *low < 0xdc00 || *low > 0xdfff) {
        return {}; // half a pair is no character
    }
    return Character{0x10000 + ((*unit - 0xd800) << 10U) + (*low - 0xdc00), 2 * unitLength};
}

} // namespace

void appendWithoutEscapes(std::string& out, std::string_view json)
{
    for (std::size_t at = 0; at < json.size();) {
        const std::size_t escape = std::min(json.find('\\', at), json.size());
        out.append(json, at, escape - at);
        at = escape;
        if (at == json.size()) {
            return;
        }
        if (const auto character = characterAt(json, at)) {
            appendUtf8(out, character->point);
            at += character->length;
        } else {
            out += json[at++];
        }
    }
}

} // namespace hindcast
