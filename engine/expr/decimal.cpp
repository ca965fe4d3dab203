#include "engine/expr/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace hindcast::expr {

namespace {

// Two numbers of 18 digits brought to one scale have 36 at most, as their product: 128 bits hold 38.
__extension__ using Wide = __int128;

constexpr std::int64_t limit = 1'000'000'000'000'000'000;

constexpr Wide powerOfTen(unsigned exponent)
{
    Wide power = 1;
    while (exponent-- > 0) {
        power *= 10;
    }
    return power;
}

std::optional<Decimal> narrowed(Wide unscaled, std::uint32_t scale)
{
    if (unscaled <= -limit || unscaled >= limit || scale > maxDecimalDigits) {
        return std::nullopt;
    }
    return Decimal{static_cast<std::int64_t>(unscaled), scale};
}

struct Aligned {
    Wide a = 0;
    Wide b = 0;
    std::uint32_t scale = 0;
};

Aligned align(Decimal a, Decimal b)
{
    const std::uint32_t scale = std::max(a.scale, b.scale);
    return {a.unscaled * powerOfTen(scale - a.scale), b.unscaled * powerOfTen(scale - b.scale), scale};
}

/// Whether a quotient that was cut toward zero goes one further from it. `rest` is what was left, below the
/// denominator, which is positive.
bool roundsAway(Wide quotient, Wide rest, Wide denominator, bool isNegative, Rounding rounding)
{
    const Wide twice = (rest < 0 ? -rest : rest) * 2;
    switch (rounding) {
    case Rounding::HalfEven:
        return twice > denominator || (twice == denominator && quotient % 2 != 0);
    case Rounding::HalfUp:
        return twice >= denominator;
    case Rounding::Down:
        return false;
    case Rounding::Up:
        return rest != 0;
    case Rounding::Floor:
        return rest != 0 && isNegative;
    case Rounding::Ceiling:
        return rest != 0 && !isNegative;
    }
    return false;
}

/// The quotient with `shift` digits more, rounded by all that is left. Nothing beyond 18 digits.
std::optional<Wide> quotient(Wide numerator, Wide denominator, unsigned shift, Rounding rounding)
{
    const bool isNegative = numerator < 0;
    Wide whole = numerator / denominator;
    Wide rest = numerator % denominator;
    for (unsigned i = 0; i < shift; ++i) {
        whole = whole * 10 + rest * 10 / denominator;
        rest = rest * 10 % denominator;
        if (whole <= -limit || whole >= limit) {
            return std::nullopt;
        }
    }
    const Wide step = isNegative ? -1 : 1;
    return roundsAway(whole, rest, denominator, isNegative, rounding) ? whole + step : whole;
}

std::optional<Decimal> narrowed(std::optional<Wide> unscaled, std::uint32_t scale)
{
    return unscaled ? narrowed(*unscaled, scale) : std::nullopt;
}

} // namespace

std::optional<Rounding> roundingOf(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, Rounding>, 6> names{{{"half-even", Rounding::HalfEven},
        {"half-up", Rounding::HalfUp},
        {"down", Rounding::Down},
        {"up", Rounding::Up},
        {"floor", Rounding::Floor},
        {"ceiling", Rounding::Ceiling}}};
    for (const auto& [known, rounding] : names) {
        if (known == name) {
            return rounding;
        }
    }
    return std::nullopt;
}

std::optional<Decimal> parseDecimal(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    Wide unscaled = 0;
    int scale = 0;
    bool hasDigit = false;
    bool afterPoint = false;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const char letter = text[at];
        if (letter == '.' && !afterPoint) {
            afterPoint = true;
        } else if (letter >= '0' && letter <= '9') {
            hasDigit = true;
            unscaled = unscaled * 10 + (letter - '0');
            scale += afterPoint ? 1 : 0;
            if (unscaled >= limit || scale > static_cast<int>(maxDecimalDigits)) {
                return std::nullopt;
            }
        } else {
            break;
        }
    }
    if (!hasDigit || text.ends_with('.')) {
        return std::nullopt;
    }
    if (at < text.size()) {
        if (text[at] != 'e' && text[at] != 'E') {
            return std::nullopt;
        }
        std::string_view digits = text.substr(at + 1);
        if (digits.starts_with('+')) {
            digits.remove_prefix(1);
        }
        int exponent = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (error != std::errc() || end != digits.data() + digits.size() || std::abs(exponent) > 40) {
            return std::nullopt;
        }
        scale -= exponent;
        for (; scale < 0 && unscaled < limit; ++scale) {
            unscaled *= 10;
        }
        if (scale < 0 || scale > static_cast<int>(maxDecimalDigits)) {
            return std::nullopt;
        }
    }
    return narrowed(isNegative ? -unscaled : unscaled, static_cast<std::uint32_t>(scale));
}

std::optional<Decimal> decimalOf(std::int64_t number)
{
    return narrowed(number, 0);
}

std::optional<Decimal> decimalOf(std::uint64_t number)
{
    return narrowed(static_cast<Wide>(number), 0);
}

std::string formatDecimal(Decimal number)
{
    std::string digits = std::to_string(std::abs(number.unscaled));
    if (digits.size() <= number.scale) {
        digits.insert(0, number.scale + 1 - digits.size(), '0');
    }
    if (number.scale > 0) {
        digits.insert(digits.size() - number.scale, 1, '.');
    }
    return number.unscaled < 0 ? "-" + digits : digits;
}

double toDouble(Decimal number)
{
    const std::string text = formatDecimal(number);
    double out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::int64_t integralPart(Decimal number)
{
    return static_cast<std::int64_t>(number.unscaled / powerOfTen(number.scale));
}

std::optional<Decimal> add(Decimal a, Decimal b)
{
    const Aligned both = align(a, b);
    return narrowed(both.a + both.b, both.scale);
}

std::optional<Decimal> subtract(Decimal a, Decimal b)
{
    return add(a, {-b.unscaled, b.scale});
}

std::optional<Decimal> multiply(Decimal a, Decimal b)
{
    return narrowed(static_cast<Wide>(a.unscaled) * b.unscaled, a.scale + b.scale);
}

std::optional<Decimal> divide(Decimal a, Decimal b, std::uint32_t scale, Rounding rounding)
{
    if (scale > maxDecimalDigits) {
        return std::nullopt;
    }
    // a / b at the scale is a.unscaled x 10^(scale + b.scale - a.scale) / b.unscaled.
    const int shift = static_cast<int>(scale) + static_cast<int>(b.scale) - static_cast<int>(a.scale);
    Wide numerator = a.unscaled;
    Wide denominator = b.unscaled;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    return shift < 0
        ? narrowed(
            quotient(numerator, denominator * powerOfTen(static_cast<unsigned>(-shift)), 0, rounding), scale)
        : narrowed(quotient(numerator, denominator, static_cast<unsigned>(shift), rounding), scale);
}

std::optional<Decimal> round(Decimal number, std::uint32_t scale, Rounding rounding)
{
    if (scale > maxDecimalDigits) {
        return std::nullopt;
    }
    if (scale >= number.scale) {
        return narrowed(number.unscaled * powerOfTen(scale - number.scale), scale);
    }
    return narrowed(quotient(number.unscaled, powerOfTen(number.scale - scale), 0, rounding), scale);
}

std::strong_ordering compare(Decimal a, Decimal b)
{
    const Aligned both = align(a, b);
    return both.a < both.b ? std::strong_ordering::less
        : both.a > both.b  ? std::strong_ordering::greater
                           : std::strong_ordering::equal;
}

} // namespace hindcast::expr
