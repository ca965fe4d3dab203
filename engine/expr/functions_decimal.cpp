#include "engine/expr/datum_text.h"
#include "engine/expr/decimal.h"
#include "engine/expr/functions.h"

#include <fmt/format.h>

#include <array>

namespace hindcast::expr {

namespace {

Datum toDecimal(Run& run, Arguments arguments)
{
    if (arguments.size() != 1) {
        return run.noOverload("decimal", arguments);
    }
    const Datum& value = arguments[0];
    std::optional<Decimal> number;
    switch (value.kind()) {
    case Kind::Decimal:
        return value;
    case Kind::Int:
        number = decimalOf(value.asInt());
        break;
    case Kind::Uint:
        number = decimalOf(value.asUint());
        break;
    case Kind::String:
        number = parseDecimal(value.text());
        break;
    default:
        // A double is no exact number: its text must be chosen first.
        return run.noOverload("decimal", arguments);
    }
    return number ? Datum::decimal(*number)
                  : run.fail(FaultCode::BadConversion, fmt::format("{} to decimal", shortText(run, value)));
}

/// The scale and, behind it, the name of a rounding, in the arguments from `first` on.
struct Precision {
    std::uint32_t scale = 0;
    Rounding rounding = Rounding::HalfEven;
};

std::optional<Precision> precisionOf(Arguments arguments, std::size_t first)
{
    const std::int64_t scale = arguments[first].asInt();
    const auto rounding =
        arguments.size() > first + 1 ? roundingOf(arguments[first + 1].text()) : Rounding::HalfEven;
    if (scale < 0 || scale > static_cast<std::int64_t>(maxDecimalDigits) || !rounding) {
        return std::nullopt;
    }
    return Precision{static_cast<std::uint32_t>(scale), *rounding};
}

Datum badPrecision(Run& run)
{
    return run.fail(FaultCode::BadArgument,
        "a scale is 0 to 18, a rounding half-even, half-up, down, up, floor or ceiling");
}

Datum overflow(Run& run)
{
    return run.fail(FaultCode::Overflow, "a decimal has at most 18 digits");
}

Datum divideBy(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::Decimal, Kind::Decimal, Kind::Int})
        && !match(arguments, {Kind::Decimal, Kind::Decimal, Kind::Int, Kind::String})) {
        return run.noOverload("divide", arguments);
    }
    const auto precision = precisionOf(arguments, 2);
    if (!precision) {
        return badPrecision(run);
    }
    if (arguments[1].asDecimal().unscaled == 0) {
        return run.fail(FaultCode::DivisionByZero);
    }
    const auto quotient =
        divide(arguments[0].asDecimal(), arguments[1].asDecimal(), precision->scale, precision->rounding);
    return quotient ? Datum::decimal(*quotient) : overflow(run);
}

Datum roundTo(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::Decimal, Kind::Int})
        && !match(arguments, {Kind::Decimal, Kind::Int, Kind::String})) {
        return run.noOverload("round", arguments);
    }
    const auto precision = precisionOf(arguments, 1);
    if (!precision) {
        return badPrecision(run);
    }
    const auto rounded = round(arguments[0].asDecimal(), precision->scale, precision->rounding);
    return rounded ? Datum::decimal(*rounded) : overflow(run);
}

Datum scaleOf(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::Decimal}) ? Datum::integer(arguments[0].asDecimal().scale)
                                             : run.noOverload("scale", arguments);
}

constexpr std::array<NamedImplementation, 4> table{
    {{"decimal", toDecimal}, {"divide", divideBy}, {"round", roundTo}, {"scale", scaleOf}}};

} // namespace

std::span<const NamedImplementation> decimalFunctions()
{
    return table;
}

} // namespace hindcast::expr
