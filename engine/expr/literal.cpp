#include "engine/expr/literal.h"

#include "engine/base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace hindcast::expr {

namespace {

enum class Target { Text, Bytes };

/// The escapes of one letter, and what each means.
constexpr std::string_view letters = "abfnrtv\\'\"`?";
constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\'\"`?";

constexpr bool isHighSurrogate(char32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

constexpr bool isLowSurrogate(char32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

class Decoder {
public:
    Decoder(std::string_view body, std::uint32_t at, Target target)
        : m_body(body)
        , m_at(at)
        , m_target(target)
    {
    }

    Diagnosed<std::string> run()
    {
        while (m_next < m_body.size()) {
            const std::size_t backslash = std::min(m_body.find('\\', m_next), m_body.size());
            m_out += m_body.substr(m_next, backslash - m_next);
            m_next = backslash;
            if (m_next < m_body.size() && !escape()) {
                return *m_fault;
            }
        }
        return std::move(m_out);
    }

private:
    /// Reads one escape sequence, the backslash included.
    bool escape()
    {
        const char kind = m_next + 1 < m_body.size() ? m_body[m_next + 1] : '\0';
        if (const std::size_t letter = letters.find(kind); kind != '\0' && letter != std::string_view::npos) {
            m_out += meanings[letter];
            m_next += 2;
            return true;
        }
        switch (kind) {
        case 'x':
        case 'X':
            return numbered(2, 2, 16);
        case 'u':
            return m_target == Target::Text ? numbered(2, 4, 16) : fail(6, " in bytes");
        case 'U':
            return m_target == Target::Text ? numbered(2, 8, 16) : fail(10, " in bytes");
        case '0':
        case '1':
        case '2':
        case '3':
            return numbered(1, 3, 8);
        default:
            return fail(2, "");
        }
    }

    bool numbered(std::size_t skip, std::size_t digits, int base)
    {
        const auto unit = unitAt(m_next + skip, digits, base);
        if (!unit) {
            return fail(skip + digits,
                fmt::format(": {} {} digits must follow", digits, base == 8 ? "octal" : "hexadecimal"));
        }
        m_next += skip + digits;
        if (m_target == Target::Bytes) {
            m_out += static_cast<char>(*unit);
            return true;
        }
        char32_t codePoint = *unit;
        if (digits == 4 && isHighSurrogate(codePoint) && m_body.substr(m_next, 2) == "\\u") {
            const auto low = unitAt(m_next + 2, 4, 16);
            if (low && isLowSurrogate(*low)) {
                codePoint = 0x10000 + ((codePoint - 0xD800) << 10U) + (*low - 0xDC00);
                m_next += 6;
            }
        }
        if (codePoint > 0x10FFFF || isHighSurrogate(codePoint) || isLowSurrogate(codePoint)) {
            m_next -= skip + digits;
            return fail(skip + digits, ": there is no such code point");
        }
        appendUtf8(m_out, codePoint);
        return true;
    }

    std::optional<char32_t> unitAt(std::size_t at, std::size_t digits, int base) const
    {
        const std::string_view text = m_body.substr(std::min(at, m_body.size()), digits);
        std::uint32_t unit = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), unit, base);
        if (text.size() != digits || fault != std::errc() || end != text.data() + digits) {
            return {};
        }
        return unit;
    }

    bool fail(std::size_t length, std::string why)
    {
        // As much of it as there is, in whole characters and on one line.
        std::string_view shown = m_body.substr(m_next, length);
        shown = shown.substr(0, std::min(shown.find_first_of("\r\n"), shown.size()));
        while (!shown.empty() && m_next + shown.size() < m_body.size()
            && (static_cast<unsigned char>(m_body[m_next + shown.size()]) & 0xC0U) == 0x80U) {
            shown = m_body.substr(m_next, shown.size() + 1);
        }
        m_fault = Diagnostic{DiagnosticCode::BadEscape,
            {m_at + static_cast<std::uint32_t>(m_next), static_cast<std::uint32_t>(shown.size())},
            {std::string(shown), std::move(why)}};
        return false;
    }

    std::string_view m_body;
    std::uint32_t m_at;
    Target m_target;
    std::size_t m_next = 0;
    std::string m_out;
    std::optional<Diagnostic> m_fault;
};

/// Of a double's digits, exponent included.
bool isAtLeastOne(std::string_view digits)
{
    const std::size_t mantissaEnd = std::min(digits.find_first_of("eE"), digits.size());
    const std::size_t point = std::min(digits.find('.'), mantissaEnd);
    const std::size_t first = digits.find_first_of("123456789");
    if (first >= mantissaEnd) {
        return false;
    }
    std::string_view exponent = digits.substr(std::min(mantissaEnd + 1, digits.size()));
    const bool isNegative = !exponent.empty() && exponent[0] == '-';
    exponent.remove_prefix(exponent.empty() || (exponent[0] != '-' && exponent[0] != '+') ? 0 : 1);
    // More digits of an exponent than a source is long settle it alone.
    std::int64_t power = 0;
    for (const char digit : exponent.substr(0, 12)) {
        power = 10 * power + (digit - '0');
    }
    const auto scale = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
    return scale + (isNegative ? -power : power) > 0;
}

Diagnostic tooLarge(const Token& token, std::string bounds, std::string advice)
{
    return {DiagnosticCode::NumberTooLarge,
        token.span,
        {std::string(token.text), std::move(bounds), std::move(advice)}};
}

/// Whether the digits, hexadecimal behind 0x, fit the type.
template <class Integer>
bool readDigits(std::string_view digits, bool isNegative, Integer& value)
{
    const bool isHex = digits.size() > 2 && (digits[1] == 'x' || digits[1] == 'X');
    std::string text = isNegative ? "-" : "";
    text += digits.substr(isHex ? 2 : 0);
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value, isHex ? 16 : 10);
    return fault == std::errc() && end == text.data() + text.size();
}

Diagnosed<Constant> decodeInt(const Token& token, bool isNegative)
{
    std::int64_t value = 0;
    if (!readDigits(token.text, isNegative, value)) {
        return tooLarge(token,
            isNegative ? "-9223372036854775808, the least int" : "9223372036854775807, the greatest int",
            "add u for a uint or .0 for a double");
    }
    return Constant(value);
}

Diagnosed<Constant> decodeUint(const Token& token)
{
    std::uint64_t value = 0;
    if (!readDigits(token.text.substr(0, token.text.size() - 1), false, value)) {
        return tooLarge(
            token, "18446744073709551615u, the greatest uint", "write it as a double: .0 in place of u");
    }
    return Constant(value);
}

Diagnosed<Constant> decodeDouble(const Token& token, bool isNegative)
{
    double value = 0;
    const std::string_view digits = token.text;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    // What is too small to be told from 0 is 0.
    if (fault == std::errc::result_out_of_range && isAtLeastOne(digits)) {
        return tooLarge(token, "what a double holds", "write a smaller number");
    }
    return Constant(isNegative ? -value : value);
}

/// A text or bytes: prefix, quotes, escapes.
Diagnosed<Constant> decodeQuoted(const Token& token)
{
    const std::size_t prefix = token.text.find_first_of("'\"");
    const bool isRaw = token.text.substr(0, prefix).find_first_of("rR") != std::string_view::npos;
    const std::string triple(3, token.text[prefix]);
    const bool isTriple = token.text.size() >= prefix + 6 && token.text.substr(prefix, 3) == triple;
    const std::size_t quotes = isTriple ? 3 : 1;
    const std::string_view body = token.text.substr(prefix + quotes, token.text.size() - prefix - 2 * quotes);
    const Target target = token.kind == TokenKind::Bytes ? Target::Bytes : Target::Text;
    std::string content(body);
    if (!isRaw) {
        auto decoded =
            Decoder(body, token.span.offset + static_cast<std::uint32_t>(prefix + quotes), target).run();
        if (!decoded) {
            return decoded.diagnostics();
        }
        content = *std::move(decoded);
    }
    return target == Target::Bytes ? Constant(Bytes{std::move(content)}) : Constant(std::move(content));
}

std::string doubleText(double value)
{
    std::string text = fmt::format("{}", value);
    // What looks like an integer would be read as one.
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

/// Quotes with ' and escapes what can't stand for itself in a line.
std::string quoted(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        const std::size_t known = std::string_view("\a\b\f\n\r\t\v\\'").find(c);
        if (known != std::string_view::npos) {
            out += '\\';
            out += std::string_view("abfnrtv\\'")[known];
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out + "'";
}

std::string quotedBytes(std::string_view bytes)
{
    std::string out = "b'";
    for (const char c : bytes) {
        if (c == '\\' || c == '\'') {
            out += '\\';
            out += c;
        } else if (c >= 0x20 && c < 0x7F) {
            out += c;
        } else {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        }
    }
    return out + "'";
}

} // namespace

Diagnosed<Constant> decodeLiteral(const Token& token, bool isNegative)
{
    switch (token.kind) {
    case TokenKind::True:
    case TokenKind::False:
        return Constant(token.kind == TokenKind::True);
    case TokenKind::Int:
        return decodeInt(token, isNegative);
    case TokenKind::Uint:
        return decodeUint(token);
    case TokenKind::Double:
        return decodeDouble(token, isNegative);
    case TokenKind::String:
    case TokenKind::Bytes:
        return decodeQuoted(token);
    default:
        return Constant(nullptr);
    }
}

std::string literalText(const Constant& constant)
{
    struct Writer {
        std::string operator()(std::nullptr_t) const { return "null"; }
        std::string operator()(bool value) const { return value ? "true" : "false"; }
        std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
        std::string operator()(std::uint64_t value) const { return fmt::format("{}u", value); }
        std::string operator()(double value) const { return doubleText(value); }
        std::string operator()(const std::string& value) const { return quoted(value); }
        std::string operator()(const Bytes& value) const { return quotedBytes(value.content); }
    };
    return std::visit(Writer{}, constant);
}

} // namespace hindcast::expr
