#include "engine/io/utf16.h"

#include "engine/base/utf8.h"

#include <utility>

namespace hindcast {

namespace {

constexpr char32_t byteOrderMark = 0xFEFF;

bool isHigh(char32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

bool isLow(char32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/// The three bytes that the surrogate would have, were it a character; no UTF-8 reader takes them.
void appendLone(std::string& into, char32_t surrogate)
{
    into += static_cast<char>(0xE0 | (surrogate >> 12));
    into += static_cast<char>(0x80 | ((surrogate >> 6) & 0x3F));
    into += static_cast<char>(0x80 | (surrogate & 0x3F));
}

} // namespace

std::optional<Utf16> utf16Of(std::string_view start)
{
    if (start.size() < 2) {
        return {};
    }
    const std::string_view pair = start.substr(0, 2);
    const auto opens = [](char c) { return c == '<' || c == '{' || c == '['; };
    if (pair == "\xFF\xFE" || (opens(pair[0]) && pair[1] == '\0')) {
        return Utf16::LittleEndian;
    }
    if (pair == "\xFE\xFF" || (pair[0] == '\0' && opens(pair[1]))) {
        return Utf16::BigEndian;
    }
    return {};
}

void Utf16Decoder::decode(std::string_view bytes, std::string& into)
{
    into.reserve(into.size() + bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (!m_half) {
            m_half = byte;
            continue;
        }
        const char32_t first = *std::exchange(m_half, std::nullopt);
        take(m_order == Utf16::BigEndian ? (first << 8) | byte : (char32_t{byte} << 8) | first, into);
    }
}

void Utf16Decoder::take(char32_t unit, std::string& into)
{
    if (!std::exchange(m_begun, true) && unit == byteOrderMark) {
        return;
    }
    if (const char32_t high = std::exchange(m_high, 0); high != 0) {
        if (isLow(unit)) {
            appendUtf8(into, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
            return;
        }
        appendLone(into, high);
    }
    if (isHigh(unit)) {
        m_high = unit;
    } else if (isLow(unit)) {
        appendLone(into, unit);
    } else {
        appendUtf8(into, unit);
    }
}

void Utf16Decoder::finish(std::string& into)
{
    if (const char32_t high = std::exchange(m_high, 0); high != 0) {
        appendLone(into, high);
    }
    if (std::exchange(m_half, std::nullopt)) {
        into += '\xFF';
    }
}

} // namespace hindcast
