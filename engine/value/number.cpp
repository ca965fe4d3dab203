#include "engine/value/number.h"

#include "engine/value/value_node.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace hindcast {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t skipDigits(std::string_view text, std::size_t i)
{
    while (i < text.size() && isDigit(text[i])) {
        ++i;
    }
    return i;
}

/// A number as +-0.DIGITS x 10^EXPONENT, digits without zeros at either end, so equal numbers have equal
/// parts. Zero has no digits. The exponent is decimal text because "1e99999999999999999999" is a number too.
struct Normal {
    bool negative = false;
    std::string digits;
    std::string exponent;

    bool operator==(const Normal&) const = default;
};

/// digits + carry, for a positive decimal text of more than 18 digits and a small summand.
std::string addToDigits(std::string digits, std::int64_t summand)
{
    for (std::size_t i = digits.size(); i > 0 && summand != 0; --i) {
        std::int64_t digit = (digits[i - 1] - '0') + summand % 10;
        summand /= 10;
        if (digit < 0) {
            digit += 10;
            --summand;
        } else if (digit > 9) {
            digit -= 10;
            ++summand;
        }
        digits[i - 1] = static_cast<char>('0' + digit);
    }
    if (summand > 0) {
        digits = std::to_string(summand) + digits;
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

/// written exponent + shift as canonical decimal text.
std::string addExponents(std::string_view written, std::int64_t shift)
{
    bool negative = false;
    if (!written.empty() && (written.front() == '-' || written.front() == '+')) {
        negative = written.front() == '-';
        written.remove_prefix(1);
    }
    while (!written.empty() && written.front() == '0') {
        written.remove_prefix(1);
    }
    if (written.size() <= 18) {
        std::int64_t value = 0;
        std::from_chars(written.data(), written.data() + written.size(), value);
        return std::to_string((negative ? -value : value) + shift);
    }
    std::string out(negative ? 1 : 0, '-');
    out += addToDigits(std::string(written), negative ? -shift : shift);
    return out;
}

Normal normalise(std::string_view token)
{
    Normal out;
    if (token.front() == '-') {
        out.negative = true;
        token.remove_prefix(1);
    }
    const std::size_t e = std::min(token.find_first_of("eE"), token.size());
    std::string_view mantissa = token.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    out.digits.assign(mantissa.substr(0, point));
    if (point < mantissa.size()) {
        out.digits.append(mantissa.substr(point + 1));
    }
    const std::size_t leading = std::min(out.digits.find_first_not_of('0'), out.digits.size());
    out.digits.erase(0, leading);
    out.digits.erase(out.digits.find_last_not_of('0') + 1);
    if (out.digits.empty()) {
        return {};
    }
    const auto shift = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(leading);
    out.exponent = addExponents(e < token.size() ? token.substr(e + 1) : std::string_view(), shift);
    return out;
}

} // namespace

bool isJsonNumber(std::string_view text)
{
    std::size_t i = !text.empty() && text.front() == '-' ? 1 : 0;
    if (i >= text.size() || !isDigit(text[i])) {
        return false;
    }
    i = text[i] == '0' ? i + 1 : skipDigits(text, i);
    if (i < text.size() && text[i] == '.') {
        const std::size_t end = skipDigits(text, i + 1);
        if (end == i + 1) {
            return false;
        }
        i = end;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) {
            ++i;
        }
        const std::size_t end = skipDigits(text, i);
        if (end == i) {
            return false;
        }
        i = end;
    }
    return i == text.size();
}

bool numbersEqual(const Value& a, const Value& b)
{
    if (ValueAccess::sameBits(a, b)) {
        return true;
    }
    if (a.kind() == b.kind()) {
        if (a.kind() == Value::Kind::Int) {
            return false;
        }
        if (a.kind() == Value::Kind::Double) {
            return a.asDouble() == b.asDouble() || (std::isnan(a.asDouble()) && std::isnan(b.asDouble()));
        }
    }
    const bool finite = std::isfinite(a.kind() == Value::Kind::Double ? a.asDouble() : 0.0)
        && std::isfinite(b.kind() == Value::Kind::Double ? b.asDouble() : 0.0);
    return finite && normalise(numberText(a)) == normalise(numberText(b));
}

std::string numberText(const Value& number)
{
    std::array<char, 40> buffer{};
    char* const end = buffer.data() + buffer.size();
    switch (number.kind()) {
    case Value::Kind::Int:
        return {buffer.data(), std::to_chars(buffer.data(), end, number.asInt()).ptr};
    case Value::Kind::Double:
        if (!std::isfinite(number.asDouble())) {
            return "null";
        }
        return {buffer.data(), std::to_chars(buffer.data(), end, number.asDouble()).ptr};
    default:
        return std::string(number.text());
    }
}

Value ValueAccess::number(std::string_view token)
{
    const bool integral = token.size() <= 20 && token.find_first_of(".eE") == std::string_view::npos;
    if (integral && token != "-0") {
        std::int64_t value = 0;
        const char* const end = token.data() + token.size();
        const auto read = std::from_chars(token.data(), end, value);
        if (read.ec == std::errc() && read.ptr == end) {
            return Value::integer(value);
        }
    }
    return textual(Kind::Decimal, token);
}

Value Value::number(std::string_view token)
{
    return isJsonNumber(token) ? ValueAccess::number(token) : string(token);
}

double Value::toDouble() const noexcept
{
    switch (kind()) {
    case Kind::Int:
        return static_cast<double>(asInt());
    case Kind::Double:
        return asDouble();
    case Kind::Decimal:
        break;
    default:
        return 0;
    }
    const std::string_view token = text();
    double value = 0;
    const auto read = std::from_chars(token.data(), token.data() + token.size(), value);
    if (read.ec != std::errc::result_out_of_range) {
        return value;
    }
    // from_chars doesn't say which way it went out of range; the exponent's sign does.
    const Normal normal = normalise(token);
    const double size = normal.exponent.front() == '-' ? 0 : std::numeric_limits<double>::infinity();
    return normal.negative ? -size : size;
}

} // namespace hindcast
