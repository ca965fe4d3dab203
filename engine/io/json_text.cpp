#include "engine/io/json_scan.h"
#include "engine/io/utf8.h"

#include <charconv>

namespace hindcast {

namespace {

char32_t hexUnit(std::string_view digits)
{
    unsigned unit = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    return unit;
}

/// The character of an escape that begins at `at`; moves `at` behind it.
char32_t takeEscape(std::string_view text, std::size_t& at)
{
    const char c = text[at + 1];
    at += 2;
    switch (c) {
    case 'b':
        return U'\b';
    case 'f':
        return U'\f';
    case 'n':
        return U'\n';
    case 'r':
        return U'\r';
    case 't':
        return U'\t';
    case 'u':
        break;
    default:
        return static_cast<char32_t>(c);
    }
    const char32_t unit = hexUnit(text.substr(at, 4));
    at += 4;
    if (unit < 0xD800 || unit > 0xDFFF) {
        return unit;
    }
    const char32_t low = hexUnit(text.substr(at + 2, 4));
    at += 6;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

} // namespace

void decodeJsonText(std::string_view literal, std::string& into)
{
    const std::string_view text = literal.substr(1, literal.size() - 2);
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t escape = std::min(text.find('\\', at), text.size());
        into += text.substr(at, escape - at);
        at = escape;
        if (at < text.size()) {
            appendUtf8(into, takeEscape(text, at));
        }
    }
}

void appendMinified(std::string& into, const JsonSlice& slice)
{
    if (!slice.blanks) {
        into += slice.text;
        return;
    }
    const std::string_view text = slice.text;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t stop = std::min(text.find_first_of(" \n\t\r\"", at), text.size());
        into += text.substr(at, stop - at);
        at = stop;
        if (at == text.size()) {
            return;
        }
        if (text[at] != '"') {
            at = skipJsonBlanks(text, at);
            continue;
        }
        std::size_t end = at + 1;
        while (text[end] != '"') {
            end += text[end] == '\\' ? 2U : 1U;
        }
        into += text.substr(at, end + 1 - at);
        at = end + 1;
    }
}

} // namespace hindcast
