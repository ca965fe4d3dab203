#include "engine/expr/code_points.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <cstring>

namespace hindcast::expr {

namespace {

bool isContinuation(char octet)
{
    return (static_cast<unsigned char>(octet) & 0xc0) == 0x80;
}

/// White_Space of the Unicode character database.
bool isSpace(char32_t point)
{
    return (point >= 0x09 && point <= 0x0d) || point == 0x20 || point == 0x85 || point == 0xa0
        || point == 0x1680 || (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029
        || point == 0x202f || point == 0x205f || point == 0x3000;
}

} // namespace

std::size_t codePointCount(std::string_view text)
{
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), isContinuation));
}

std::size_t offsetOf(std::string_view text, std::size_t index)
{
    std::size_t at = 0;
    while (at < text.size() && index > 0) {
        ++at;
        while (at < text.size() && isContinuation(text[at])) {
            ++at;
        }
        --index;
    }
    return at;
}

std::size_t findText(std::string_view text, std::string_view sought, std::size_t from)
{
    if (from > text.size()) {
        return std::string_view::npos;
    }
    // memmem takes the two-way algorithm; std::string_view compares anew at every place.
    const void* found = ::memmem(text.data() + from, text.size() - from, sought.data(), sought.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::string_view trimmed(std::string_view text)
{
    while (const std::size_t length = utf8Length(text)) {
        if (!isSpace(codePointOf(text.substr(0, length)))) {
            break;
        }
        text.remove_prefix(length);
    }
    while (!text.empty()) {
        std::size_t at = text.size() - 1;
        while (at > 0 && isContinuation(text[at])) {
            --at;
        }
        const std::string_view last = text.substr(at);
        if (utf8Length(last) != last.size() || !isSpace(codePointOf(last))) {
            break;
        }
        text.remove_suffix(last.size());
    }
    return text;
}

bool isUtf8(std::string_view octets)
{
    while (!octets.empty()) {
        const std::size_t length = utf8Length(octets);
        if (length == 0) {
            return false;
        }
        octets.remove_prefix(length);
    }
    return true;
}

} // namespace hindcast::expr
