#pragma once

#include "engine/expr/datum.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hindcast::expr {

/// How many digits a decimal may have, and how many of them after the point.
inline constexpr unsigned maxDecimalDigits = 18;

enum class Rounding : std::uint8_t { HalfEven, HalfUp, Down, Up, Floor, Ceiling };

/// The rounding of that name ("half-even", "half-up", "down", "up", "floor", "ceiling").
std::optional<Rounding> roundingOf(std::string_view name);

/// Reads digits with an optional sign, point and exponent. The scale is kept as written: "12.30" has two.
/// Nothing when it is no number or has more than 18 digits.
std::optional<Decimal> parseDecimal(std::string_view text);
std::optional<Decimal> decimalOf(std::int64_t number);
std::optional<Decimal> decimalOf(std::uint64_t number);

/// All digits of the scale, no exponent: "-0.50".
std::string formatDecimal(Decimal number);
/// The nearest double.
double toDouble(Decimal number);
/// What stands before the point.
std::int64_t integralPart(Decimal number);

// Exact: nothing when the result needs more than 18 digits.
std::optional<Decimal> add(Decimal a, Decimal b);
std::optional<Decimal> subtract(Decimal a, Decimal b);
std::optional<Decimal> multiply(Decimal a, Decimal b);
/// The quotient at that scale. `b` is not zero.
std::optional<Decimal> divide(Decimal a, Decimal b, std::uint32_t scale, Rounding rounding);
std::optional<Decimal> round(Decimal number, std::uint32_t scale, Rounding rounding);

/// By value: 1.0 equals 1.00.
std::strong_ordering compare(Decimal a, Decimal b);

} // namespace hindcast::expr
