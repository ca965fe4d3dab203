#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hindcast::expr {

/// The shortest text that reads as the same double, with an exponent below 1e-4 and from 1e21 on ("1e+21");
/// "NaN", "Infinity", "-Infinity".
std::string formatDouble(double number);

/// The same without an exponent, ever.
std::string formatPlainDouble(double number);

/// Decimal or hexadecimal floating point, "NaN", "Infinity" and "inf" with a sign; nothing around it.
std::optional<double> parseDouble(std::string_view text);

} // namespace hindcast::expr
