#include "engine/expr/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace hindcast::expr {

namespace {

std::optional<std::string> withoutDigits(double number)
{
    if (std::isnan(number)) {
        return "NaN";
    }
    if (std::isinf(number)) {
        return number < 0 ? "-Infinity" : "Infinity";
    }
    return std::nullopt;
}

std::string written(double number, std::chars_format format)
{
    std::array<char, 400> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format);
    return {buffer.data(), result.ptr};
}

} // namespace

std::string formatDouble(double number)
{
    if (const auto word = withoutDigits(number)) {
        return *word;
    }
    const double size = std::fabs(number);
    const bool isPlain = size == 0 || (size >= 1e-4 && size < 1e21);
    return written(number, isPlain ? std::chars_format::fixed : std::chars_format::scientific);
}

std::string formatPlainDouble(double number)
{
    const auto word = withoutDigits(number);
    return word ? *word : written(number, std::chars_format::fixed);
}

std::optional<double> parseDouble(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    double number = 0;
    if (lower == "nan") {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (lower == "inf" || lower == "infinity") {
        number = std::numeric_limits<double>::infinity();
    } else {
        const bool isHex = lower.starts_with("0x");
        const std::string_view digits = std::string_view(lower).substr(isHex ? 2 : 0);
        if (digits.empty() || digits.front() == '-' || digits.front() == 'i' || digits.front() == 'n') {
            return std::nullopt;
        }
        const auto [end, error] = std::from_chars(digits.data(),
            digits.data() + digits.size(),
            number,
            isHex ? std::chars_format::hex : std::chars_format::general);
        // Out of range is what is too large, but also what is too small to differ from 0.
        const bool isTiny = error == std::errc::result_out_of_range
            && (digits.front() == '0' || digits.front() == '.'
                || digits.find(isHex ? "p-" : "e-") != std::string_view::npos);
        if ((error != std::errc() && !isTiny) || end != digits.data() + digits.size()) {
            return std::nullopt;
        }
        number = isTiny ? 0.0 : number;
    }
    return isNegative ? -number : number;
}

} // namespace hindcast::expr
