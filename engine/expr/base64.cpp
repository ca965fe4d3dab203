#include "engine/expr/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hindcast::expr {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr auto sextets = [] {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
    }
    return table;
}();

} // namespace

std::string encodeBase64(std::string_view octets)
{
    std::string out;
    out.reserve((octets.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < octets.size(); i += 3) {
        const std::string_view group = octets.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            bits = bits << 8 | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out += k <= group.size() ? alphabet[bits >> (18 - 6 * k) & 0x3f] : '=';
        }
    }
    return out;
}

std::optional<std::string> decodeBase64(std::string_view text)
{
    const std::size_t padding = text.size() - std::min(text.size(), text.find_last_not_of('=') + 1);
    if (padding > 0 && (padding > 2 || text.size() % 4 != 0)) {
        return std::nullopt;
    }
    text.remove_suffix(padding);
    if (text.size() % 4 == 1) {
        return std::nullopt;
    }
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char letter : text) {
        const std::int8_t sextet = sextets[static_cast<unsigned char>(letter)];
        if (sextet < 0) {
            return std::nullopt;
        }
        bits = bits << 6 | static_cast<std::uint32_t>(sextet);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>(bits >> held & 0xff);
        }
    }
    return out;
}

} // namespace hindcast::expr
