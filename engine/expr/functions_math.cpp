#include "engine/expr/compare.h"
#include "engine/expr/container.h"
#include "engine/expr/functions.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace hindcast::expr {

namespace {

/// The greatest of the numbers, or of the numbers in the one list; of equal ones the first. The sign of
/// `wanted` tells which end.
Datum extreme(Run& run, std::string_view function, Arguments arguments, bool wantsGreatest)
{
    const bool isList = arguments.size() == 1 && arguments[0].is(Kind::List);
    const std::size_t count = isList ? sizeOf(arguments[0]) : arguments.size();
    if (count == 0) {
        return isList ? run.fail(FaultCode::BadArgument, "an empty list has no greatest or least")
                      : run.noOverload(function, arguments);
    }
    if (!run.charge(count / 4)) {
        return Run::exhausted();
    }
    Datum best;
    for (std::size_t i = 0; i < count; ++i) {
        const Datum number = isList ? itemAt(run, arguments[0], i) : arguments[i];
        if (!number.isNumber()) {
            return number.isOutcome() ? number : run.noOverload(function, arguments);
        }
        if (i == 0) {
            best = number;
            continue;
        }
        const auto compared = *order(number, best);
        if (wantsGreatest ? compared > 0 : compared < 0) {
            best = number;
        }
    }
    return best;
}

Datum greatest(Run& run, Arguments arguments)
{
    return extreme(run, "math.greatest", arguments, true);
}
Datum least(Run& run, Arguments arguments)
{
    return extreme(run, "math.least", arguments, false);
}

template <double (*function)(double)>
Datum ofDouble(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::Double}) ? Datum::real(function(arguments[0].asDouble()))
                                            : run.noOverload("math", arguments);
}

// Overloads in <cmath> have no one address.
double ceiling(double number)
{
    return std::ceil(number);
}
double floored(double number)
{
    return std::floor(number);
}
double rounded(double number)
{
    return std::round(number);
}
double truncated(double number)
{
    return std::trunc(number);
}

Datum squareRoot(Run& run, Arguments arguments)
{
    if (arguments.size() == 1) {
        const Datum& number = arguments[0];
        if (number.is(Kind::Double)) {
            return Datum::real(std::sqrt(number.asDouble()));
        }
        if (number.is(Kind::Int)) {
            return Datum::real(std::sqrt(static_cast<double>(number.asInt())));
        }
        if (number.is(Kind::Uint)) {
            return Datum::real(std::sqrt(static_cast<double>(number.asUint())));
        }
    }
    return run.noOverload("math.sqrt", arguments);
}

Datum absolute(Run& run, Arguments arguments)
{
    if (arguments.size() == 1) {
        const Datum& number = arguments[0];
        switch (number.kind()) {
        case Kind::Uint:
            return number;
        case Kind::Int:
            return number.asInt() == std::numeric_limits<std::int64_t>::min()
                ? run.fail(FaultCode::Overflow)
                : Datum::integer(std::abs(number.asInt()));
        case Kind::Double:
            return Datum::real(std::fabs(number.asDouble()));
        case Kind::Decimal:
            return Datum::decimal({std::abs(number.asDecimal().unscaled), number.asDecimal().scale});
        default:
            break;
        }
    }
    return run.noOverload("math.abs", arguments);
}

Datum signOf(Run& run, Arguments arguments)
{
    if (arguments.size() == 1) {
        const Datum& number = arguments[0];
        switch (number.kind()) {
        case Kind::Uint:
            return Datum::natural(number.asUint() > 0 ? 1 : 0);
        case Kind::Int:
            return Datum::integer(number.asInt() > 0 ? 1 : number.asInt() < 0 ? -1 : 0);
        case Kind::Double:
            // NaN stays what it is.
            return Datum::real(number.asDouble() > 0 ? 1.0
                    : number.asDouble() < 0          ? -1.0
                                                     : number.asDouble());
        case Kind::Decimal:
            return Datum::decimal({number.asDecimal().unscaled > 0 ? 1
                    : number.asDecimal().unscaled < 0              ? -1
                                                                   : 0,
                0});
        default:
            break;
        }
    }
    return run.noOverload("math.sign", arguments);
}

Datum isNaN(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::Double}) ? Datum::boolean(std::isnan(arguments[0].asDouble()))
                                            : run.noOverload("math.isNaN", arguments);
}
Datum isInf(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::Double}) ? Datum::boolean(std::isinf(arguments[0].asDouble()))
                                            : run.noOverload("math.isInf", arguments);
}
Datum isFinite(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::Double}) ? Datum::boolean(std::isfinite(arguments[0].asDouble()))
                                            : run.noOverload("math.isFinite", arguments);
}

/// The same bits mean an int or a uint; both arguments must be the same.
template <class Operation>
Datum onBits(Run& run, std::string_view function, Arguments arguments, Operation operation)
{
    if (match(arguments, {Kind::Int, Kind::Int})) {
        return Datum::integer(
            static_cast<std::int64_t>(operation(arguments[0].asUint(), arguments[1].asUint())));
    }
    if (match(arguments, {Kind::Uint, Kind::Uint})) {
        return Datum::natural(operation(arguments[0].asUint(), arguments[1].asUint()));
    }
    return run.noOverload(function, arguments);
}

Datum bitAnd(Run& run, Arguments arguments)
{
    return onBits(run, "math.bitAnd", arguments, [](std::uint64_t a, std::uint64_t b) { return a & b; });
}
Datum bitOr(Run& run, Arguments arguments)
{
    return onBits(run, "math.bitOr", arguments, [](std::uint64_t a, std::uint64_t b) { return a | b; });
}
Datum bitXor(Run& run, Arguments arguments)
{
    return onBits(run, "math.bitXor", arguments, [](std::uint64_t a, std::uint64_t b) { return a ^ b; });
}
Datum bitNot(Run& run, Arguments arguments)
{
    if (match(arguments, {Kind::Int})) {
        return Datum::integer(~arguments[0].asInt());
    }
    return match(arguments, {Kind::Uint}) ? Datum::natural(~arguments[0].asUint())
                                          : run.noOverload("math.bitNot", arguments);
}

/// Shifts bits, not numbers: a negative int's sign moves like every other bit.
Datum shift(Run& run, std::string_view function, Arguments arguments, bool isLeft)
{
    if (!match(arguments, {Kind::Int, Kind::Int}) && !match(arguments, {Kind::Uint, Kind::Int})) {
        return run.noOverload(function, arguments);
    }
    const std::int64_t places = arguments[1].asInt();
    if (places < 0) {
        return run.fail(FaultCode::BadArgument, "negative offset");
    }
    const std::uint64_t bits = arguments[0].asUint();
    const std::uint64_t moved = places >= 64 ? 0 : isLeft ? bits << places : bits >> places;
    return arguments[0].is(Kind::Int) ? Datum::integer(static_cast<std::int64_t>(moved))
                                      : Datum::natural(moved);
}

Datum bitShiftLeft(Run& run, Arguments arguments)
{
    return shift(run, "math.bitShiftLeft", arguments, true);
}
Datum bitShiftRight(Run& run, Arguments arguments)
{
    return shift(run, "math.bitShiftRight", arguments, false);
}

constexpr std::array<NamedImplementation, 18> table{{{"math.greatest", greatest},
    {"math.least", least},
    {"math.ceil", ofDouble<ceiling>},
    {"math.floor", ofDouble<floored>},
    {"math.round", ofDouble<rounded>},
    {"math.trunc", ofDouble<truncated>},
    {"math.sqrt", squareRoot},
    {"math.abs", absolute},
    {"math.sign", signOf},
    {"math.isNaN", isNaN},
    {"math.isInf", isInf},
    {"math.isFinite", isFinite},
    {"math.bitAnd", bitAnd},
    {"math.bitOr", bitOr},
    {"math.bitXor", bitXor},
    {"math.bitNot", bitNot},
    {"math.bitShiftLeft", bitShiftLeft},
    {"math.bitShiftRight", bitShiftRight}}};

} // namespace

std::span<const NamedImplementation> mathFunctions()
{
    return table;
}

} // namespace hindcast::expr
