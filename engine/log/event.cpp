#include "engine/log/event.h"

#include <algorithm>

namespace hindcast {

namespace {

constexpr std::string_view unnamed = "entity";

// Not <cctype>: what is a letter must not depend on the machine's locale.
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLetter(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool isHex(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return isDigit(c) || (lower >= 'a' && lower <= 'f');
}

bool isAllDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}
bool hasDigit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), isDigit);
}

/// 8-4-4-4-12 hex digits.
bool isUuid(std::string_view text)
{
    if (text.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isHex(text[i])) {
            return false;
        }
    }
    return true;
}

/// Whether the text names a single thing and not a kind of things: no letters, a UUID, or a long hex number.
bool isOnlyAnId(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), isLetter) || isUuid(text)
        || (text.size() >= 8 && hasDigit(text) && std::all_of(text.begin(), text.end(), isHex));
}

/// "order-42", "account:command-123", "orders:7", "Case_12", "Case 12".
std::string_view kindOfName(std::string_view name)
{
    if (isOnlyAnId(name)) {
        return unnamed;
    }
    std::size_t end = name.find('-');
    if (end == std::string_view::npos) {
        end = name.rfind(':');
    }
    if (end == std::string_view::npos) {
        end = name.find_last_of("_ .#");
        if (end != std::string_view::npos && !isAllDigits(name.substr(end + 1))) {
            end = std::string_view::npos;
        }
    }
    if (end == std::string_view::npos || end == 0) {
        return unnamed;
    }
    const std::string_view kind = name.substr(0, end);
    return isOnlyAnId(kind) ? unnamed : kind;
}

} // namespace

std::string_view categoryOf(std::string_view streamName)
{
    while (!streamName.empty() && streamName.back() == '/') {
        streamName.remove_suffix(1);
    }
    const std::size_t slash = streamName.rfind('/');
    if (slash == std::string_view::npos) {
        return kindOfName(streamName);
    }
    const std::string_view last = streamName.substr(slash + 1);
    std::string_view before = streamName.substr(0, slash);
    before = before.substr(before.rfind('/') + 1); // npos + 1 is 0: the whole
    if (before.empty()) {
        return kindOfName(last);
    }
    return hasDigit(last) && !isOnlyAnId(before) ? before : unnamed;
}

} // namespace hindcast
