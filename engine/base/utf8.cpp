#include "engine/base/utf8.h"

#include <algorithm>
#include <array>

namespace hindcast {

std::size_t utf8Length(std::string_view text)
{
    if (text.empty()) {
        return 0;
    }
    const auto byteAt = [text](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const auto continues = [&](std::size_t at) { return (byteAt(at) & 0xC0U) == 0x80U; };
    const unsigned first = byteAt(0);
    const unsigned second = byteAt(1);
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4 || !continues(1)) {
        return 0;
    }
    if (first < 0xE0) {
        return 2;
    }
    // The second byte's range is what tells overlong forms, surrogates and too large numbers (Unicode, table
    // 3-7).
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || !continues(2)) {
        return 0;
    }
    if (first < 0xF0) {
        return 3;
    }
    const bool outside = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return outside || !continues(3) ? 0 : 4;
}

char32_t codePointOf(std::string_view character)
{
    const auto byteAt = [character](std::size_t at) {
        return static_cast<char32_t>(static_cast<unsigned char>(character[at]));
    };
    constexpr std::array<char32_t, 5> leadBits{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t codePoint = byteAt(0) & leadBits[std::min<std::size_t>(character.size(), 4)];
    for (std::size_t at = 1; at < character.size(); ++at) {
        codePoint = (codePoint << 6) | (byteAt(at) & 0x3F);
    }
    return codePoint;
}

void appendUtf8(std::string& into, char32_t codePoint)
{
    const auto put = [&into](char32_t byte) { into += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (codePoint < 0x80) {
        put(codePoint);
        return;
    }
    if (codePoint < 0x800) {
        put(0xC0 | (codePoint >> 6));
    } else {
        if (codePoint < 0x10000) {
            put(0xE0 | (codePoint >> 12));
        } else {
            put(0xF0 | (codePoint >> 18));
            put(0x80 | ((codePoint >> 12) & 0x3F));
        }
        put(0x80 | ((codePoint >> 6) & 0x3F));
    }
    put(0x80 | (codePoint & 0x3F));
}

} // namespace hindcast
