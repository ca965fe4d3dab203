#include "engine/expr/base64.h"
#include "engine/expr/code_points.h"
#include "engine/expr/container.h"
#include "engine/expr/datum_text.h"
#include "engine/expr/decimal.h"
#include "engine/expr/functions.h"
#include "engine/expr/moment_text.h"
#include "engine/expr/number_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace hindcast::expr {

namespace {

Datum refuse(Run& run, const Datum& value, std::string_view target)
{
    return run.fail(FaultCode::BadConversion, fmt::format("{} to {}", shortText(run, value), target));
}

Datum toBool(Run& run, Arguments arguments)
{
    if (match(arguments, {Kind::Bool})) {
        return arguments[0];
    }
    if (!match(arguments, {Kind::String})) {
        return run.noOverload("bool", arguments);
    }
    const std::string_view text = arguments[0].text();
    for (const std::string_view word : {"1", "t", "T", "true", "TRUE", "True"}) {
        if (text == word) {
            return Datum::boolean(true);
        }
    }
    for (const std::string_view word : {"0", "f", "F", "false", "FALSE", "False"}) {
        if (text == word) {
            return Datum::boolean(false);
        }
    }
    return refuse(run, arguments[0], "bool");
}

template <class T>
bool parseWhole(std::string_view text, T& number)
{
    if (std::is_signed_v<T> && text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) {
            return false;
        }
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

Datum toInt(Run& run, Arguments arguments)
{
    if (arguments.size() != 1) {
        return run.noOverload("int", arguments);
    }
    const Datum& value = arguments[0];
    switch (value.kind()) {
    case Kind::Int:
        return value;
    case Kind::Uint:
        return value.asUint() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
            ? run.fail(FaultCode::Overflow, "int range")
            : Datum::integer(value.asInt());
    case Kind::Double:
        // Both ends are left out: a double there may stand for a number beyond them.
        return value.asDouble() > -9223372036854775808.0 && value.asDouble() < 9223372036854775808.0
            ? Datum::integer(static_cast<std::int64_t>(value.asDouble()))
            : run.fail(FaultCode::Overflow, "int range");
    case Kind::Decimal:
        return Datum::integer(integralPart(value.asDecimal()));
    case Kind::Timestamp:
        return Datum::integer(value.asMoment().seconds);
    case Kind::Duration:
        return Datum::integer(value.asInt());
    case Kind::String: {
        std::int64_t number = 0;
        return parseWhole(value.text(), number) ? Datum::integer(number) : refuse(run, value, "int");
    }
    default:
        return run.noOverload("int", arguments);
    }
}

Datum toUint(Run& run, Arguments arguments)
{
    if (arguments.size() != 1) {
        return run.noOverload("uint", arguments);
    }
    const Datum& value = arguments[0];
    switch (value.kind()) {
    case Kind::Uint:
        return value;
    case Kind::Int:
        return value.asInt() < 0 ? run.fail(FaultCode::Overflow, "uint range")
                                 : Datum::natural(value.asUint());
    case Kind::Double:
        return value.asDouble() >= 0 && value.asDouble() < 18446744073709551616.0
            ? Datum::natural(static_cast<std::uint64_t>(value.asDouble()))
            : run.fail(FaultCode::Overflow, "uint range");
    case Kind::Decimal:
        return value.asDecimal().unscaled < 0
            ? run.fail(FaultCode::Overflow, "uint range")
            : Datum::natural(static_cast<std::uint64_t>(integralPart(value.asDecimal())));
    case Kind::String: {
        std::uint64_t number = 0;
        return parseWhole(value.text(), number) ? Datum::natural(number) : refuse(run, value, "uint");
    }
    default:
        return run.noOverload("uint", arguments);
    }
}

Datum toReal(Run& run, Arguments arguments)
{
    if (arguments.size() != 1) {
        return run.noOverload("double", arguments);
    }
    const Datum& value = arguments[0];
    switch (value.kind()) {
    case Kind::Double:
        return value;
    case Kind::Int:
        return Datum::real(static_cast<double>(value.asInt()));
    case Kind::Uint:
        return Datum::real(static_cast<double>(value.asUint()));
    case Kind::Decimal:
        return Datum::real(toDouble(value.asDecimal()));
    case Kind::String: {
        const auto number = parseDouble(value.text());
        return number ? Datum::real(*number) : refuse(run, value, "double");
    }
    default:
        return run.noOverload("double", arguments);
    }
}

Datum toString(Run& run, Arguments arguments)
{
    if (arguments.size() != 1) {
        return run.noOverload("string", arguments);
    }
    const Datum& value = arguments[0];
    switch (value.kind()) {
    case Kind::String:
        return value;
    case Kind::Bool:
        return Datum::string(value.asBool() ? "true" : "false");
    case Kind::Int:
        return madeText(run, std::to_string(value.asInt()));
    case Kind::Uint:
        return madeText(run, std::to_string(value.asUint()));
    case Kind::Double:
        return madeText(run, formatDouble(value.asDouble()));
    case Kind::Decimal:
        return madeText(run, formatDecimal(value.asDecimal()));
    case Kind::Timestamp:
        return madeText(run, formatMoment(value.asMoment()));
    case Kind::Duration:
        return madeText(run, formatDuration(value.asInt()));
    case Kind::Bytes:
        if (!run.chargeBytes(value.text().size())) {
            return Run::exhausted();
        }
        return isUtf8(value.text()) ? Datum::string(value.text())
                                    : run.fail(FaultCode::BadConversion, "invalid UTF-8 in bytes");
    default:
        return run.noOverload("string", arguments);
    }
}

Datum toBytes(Run& run, Arguments arguments)
{
    if (match(arguments, {Kind::Bytes})) {
        return arguments[0];
    }
    return match(arguments, {Kind::String}) ? Datum::bytes(arguments[0].text())
                                            : run.noOverload("bytes", arguments);
}

Datum toTimestamp(Run& run, Arguments arguments)
{
    if (match(arguments, {Kind::Timestamp})) {
        return arguments[0];
    }
    if (match(arguments, {Kind::Int})) {
        const std::int64_t seconds = arguments[0].asInt();
        return seconds < firstSecond || seconds > lastSecond
            ? run.fail(FaultCode::Overflow, "timestamp range")
            : Datum::timestamp({seconds, 0});
    }
    if (match(arguments, {Kind::String})) {
        const auto moment = parseMoment(arguments[0].text());
        return moment ? Datum::timestamp(*moment) : refuse(run, arguments[0], "timestamp");
    }
    return run.noOverload("timestamp", arguments);
}

/// An int is nanoseconds, as it is the other way round.
Datum toDuration(Run& run, Arguments arguments)
{
    if (match(arguments, {Kind::Duration})) {
        return arguments[0];
    }
    if (match(arguments, {Kind::Int})) {
        return Datum::duration(arguments[0].asInt());
    }
    if (match(arguments, {Kind::String})) {
        const auto nanos = parseDuration(arguments[0].text());
        return nanos ? Datum::duration(*nanos) : refuse(run, arguments[0], "duration");
    }
    return run.noOverload("duration", arguments);
}

Datum size(Run& run, Arguments arguments)
{
    if (arguments.size() == 1) {
        const Datum& value = arguments[0];
        if (value.is(Kind::String)) {
            return run.chargeBytes(value.text().size())
                ? Datum::integer(static_cast<std::int64_t>(codePointCount(value.text())))
                : Run::exhausted();
        }
        if (value.is(Kind::Bytes)) {
            return Datum::integer(static_cast<std::int64_t>(value.text().size()));
        }
        if (value.is(Kind::List) || value.is(Kind::Map)) {
            return Datum::integer(static_cast<std::int64_t>(sizeOf(value)));
        }
    }
    return run.noOverload("size", arguments);
}

Datum base64Encode(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::Bytes}) ? madeText(run, encodeBase64(arguments[0].text()))
                                           : run.noOverload("base64.encode", arguments);
}

Datum base64Decode(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String})) {
        return run.noOverload("base64.decode", arguments);
    }
    const auto octets = decodeBase64(arguments[0].text());
    return octets ? madeText(run, *octets, Kind::Bytes) : refuse(run, arguments[0], "bytes: no base64");
}

constexpr std::array<NamedImplementation, 11> table{{{"bool", toBool},
    {"int", toInt},
    {"uint", toUint},
    {"double", toReal},
    {"string", toString},
    {"bytes", toBytes},
    {"timestamp", toTimestamp},
    {"duration", toDuration},
    {"size", size},
    {"base64.encode", base64Encode},
    {"base64.decode", base64Decode}}};

} // namespace

std::span<const NamedImplementation> conversionFunctions()
{
    return table;
}

} // namespace hindcast::expr
