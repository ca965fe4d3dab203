#include "engine/expr/arithmetic.h"

#include "engine/expr/compare.h"
#include "engine/expr/container.h"
#include "engine/expr/datum_text.h"
#include "engine/expr/decimal.h"
#include "engine/expr/moment_text.h"
#include "engine/expr/text_builder.h"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace hindcast::expr {

namespace {

Datum noOverload(Run& run, std::string_view function, const Datum& a, const Datum& b)
{
    const std::array<Datum, 2> operands{a, b};
    return run.noOverload(function, operands);
}

Datum decimalOrOverflow(Run& run, std::optional<Decimal> result)
{
    return result ? Datum::decimal(*result)
                  : run.fail(FaultCode::Overflow, "a decimal has at most 18 digits");
}

Datum momentOrOverflow(Run& run, std::optional<Moment> result)
{
    return result ? Datum::timestamp(*result)
                  : run.fail(FaultCode::Overflow, "a timestamp lies in the years 0001 to 9999");
}

Datum joinedLists(Run& run, const Datum& a, const Datum& b)
{
    const std::size_t ofA = sizeOf(a);
    const std::size_t ofB = sizeOf(b);
    if (!run.charge((ofA + ofB) / 4)) {
        return Run::exhausted();
    }
    const std::span<Datum> items = run.arena.array<Datum>(ofA + ofB);
    for (std::size_t i = 0; i < ofA + ofB; ++i) {
        items[i] = i < ofA ? itemAt(run, a, i) : itemAt(run, b, i - ofA);
        if (items[i].isOutcome()) {
            return items[i];
        }
    }
    return Datum::list(run.arena.make(ListBody{items}));
}

/// The position that a list's index names; negative when it names none.
std::int64_t positionOf(const Datum& index)
{
    switch (index.kind()) {
    case Kind::Int:
        return index.asInt();
    case Kind::Uint:
        return index.asUint() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
            ? -1
            : index.asInt();
    case Kind::Double:
        return std::trunc(index.asDouble()) == index.asDouble() && std::fabs(index.asDouble()) < 1e15
            ? static_cast<std::int64_t>(index.asDouble())
            : -1;
    default:
        return -1;
    }
}

} // namespace

Datum joined(Run& run, Kind kind, std::string_view a, std::string_view b)
{
    if (a.size() + b.size() > maxTextSize) {
        return tooLargeText(run);
    }
    if (!run.chargeBytes(a.size() + b.size())) {
        return Run::exhausted();
    }
    char* const memory = static_cast<char*>(run.arena.allocate(a.size() + b.size()));
    if (!a.empty()) {
        std::memcpy(memory, a.data(), a.size());
    }
    if (!b.empty()) {
        std::memcpy(memory + a.size(), b.data(), b.size());
    }
    const std::string_view text(memory, a.size() + b.size());
    return kind == Kind::String ? Datum::string(text) : Datum::bytes(text);
}

Datum add(Run& run, const Datum& a, const Datum& b)
{
    if (a.is(Kind::Timestamp) && b.is(Kind::Duration)) {
        return momentOrOverflow(run, shifted(a.asMoment(), b.asInt()));
    }
    if (a.is(Kind::Duration) && b.is(Kind::Timestamp)) {
        return momentOrOverflow(run, shifted(b.asMoment(), a.asInt()));
    }
    if (a.kind() != b.kind()) {
        return noOverload(run, "_+_", a, b);
    }
    switch (a.kind()) {
    case Kind::Int:
    case Kind::Duration: {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(a.asInt(), b.asInt(), &sum)) {
            return run.fail(FaultCode::Overflow);
        }
        return a.is(Kind::Int) ? Datum::integer(sum) : Datum::duration(sum);
    }
    case Kind::Uint: {
        std::uint64_t sum = 0;
        return __builtin_add_overflow(a.asUint(), b.asUint(), &sum) ? run.fail(FaultCode::Overflow)
                                                                    : Datum::natural(sum);
    }
    case Kind::Double:
        return Datum::real(a.asDouble() + b.asDouble());
    case Kind::Decimal:
        return decimalOrOverflow(run, add(a.asDecimal(), b.asDecimal()));
    case Kind::String:
    case Kind::Bytes:
        return joined(run, a.kind(), a.text(), b.text());
    case Kind::List:
        return joinedLists(run, a, b);
    default:
        return noOverload(run, "_+_", a, b);
    }
}

Datum subtract(Run& run, const Datum& a, const Datum& b)
{
    if (a.is(Kind::Timestamp) && b.is(Kind::Duration)) {
        return b.asInt() == std::numeric_limits<std::int64_t>::min()
            ? run.fail(FaultCode::Overflow)
            : momentOrOverflow(run, shifted(a.asMoment(), -b.asInt()));
    }
    if (a.kind() != b.kind()) {
        return noOverload(run, "_-_", a, b);
    }
    switch (a.kind()) {
    case Kind::Int:
    case Kind::Duration: {
        std::int64_t difference = 0;
        if (__builtin_sub_overflow(a.asInt(), b.asInt(), &difference)) {
            return run.fail(FaultCode::Overflow);
        }
        return a.is(Kind::Int) ? Datum::integer(difference) : Datum::duration(difference);
    }
    case Kind::Uint: {
        std::uint64_t difference = 0;
        return __builtin_sub_overflow(a.asUint(), b.asUint(), &difference) ? run.fail(FaultCode::Overflow)
                                                                           : Datum::natural(difference);
    }
    case Kind::Double:
        return Datum::real(a.asDouble() - b.asDouble());
    case Kind::Decimal:
        return decimalOrOverflow(run, subtract(a.asDecimal(), b.asDecimal()));
    case Kind::Timestamp: {
        const auto nanos = between(a.asMoment(), b.asMoment());
        return nanos ? Datum::duration(*nanos)
                     : run.fail(FaultCode::Overflow, "a duration is at most 292 years");
    }
    default:
        return noOverload(run, "_-_", a, b);
    }
}

Datum multiply(Run& run, const Datum& a, const Datum& b)
{
    if (a.kind() != b.kind()) {
        return noOverload(run, "_*_", a, b);
    }
    switch (a.kind()) {
    case Kind::Int: {
        std::int64_t product = 0;
        return __builtin_mul_overflow(a.asInt(), b.asInt(), &product) ? run.fail(FaultCode::Overflow)
                                                                      : Datum::integer(product);
    }
    case Kind::Uint: {
        std::uint64_t product = 0;
        return __builtin_mul_overflow(a.asUint(), b.asUint(), &product) ? run.fail(FaultCode::Overflow)
                                                                        : Datum::natural(product);
    }
    case Kind::Double:
        return Datum::real(a.asDouble() * b.asDouble());
    case Kind::Decimal:
        return decimalOrOverflow(run, multiply(a.asDecimal(), b.asDecimal()));
    default:
        return noOverload(run, "_*_", a, b);
    }
}

Datum divide(Run& run, const Datum& a, const Datum& b)
{
    if (a.kind() != b.kind()) {
        return noOverload(run, "_/_", a, b);
    }
    switch (a.kind()) {
    case Kind::Int:
        if (b.asInt() == 0) {
            return run.fail(FaultCode::DivisionByZero);
        }
        return a.asInt() == std::numeric_limits<std::int64_t>::min() && b.asInt() == -1
            ? run.fail(FaultCode::Overflow)
            : Datum::integer(a.asInt() / b.asInt());
    case Kind::Uint:
        return b.asUint() == 0 ? run.fail(FaultCode::DivisionByZero)
                               : Datum::natural(a.asUint() / b.asUint());
    case Kind::Double:
        return Datum::real(a.asDouble() / b.asDouble());
    default:
        return noOverload(run, "_/_", a, b);
    }
}

Datum modulo(Run& run, const Datum& a, const Datum& b)
{
    if (a.is(Kind::Int) && b.is(Kind::Int)) {
        if (b.asInt() == 0) {
            return run.fail(FaultCode::DivisionByZero);
        }
        return a.asInt() == std::numeric_limits<std::int64_t>::min() && b.asInt() == -1
            ? run.fail(FaultCode::Overflow)
            : Datum::integer(a.asInt() % b.asInt());
    }
    if (a.is(Kind::Uint) && b.is(Kind::Uint)) {
        return b.asUint() == 0 ? run.fail(FaultCode::DivisionByZero)
                               : Datum::natural(a.asUint() % b.asUint());
    }
    return noOverload(run, "_%_", a, b);
}

Datum negate(Run& run, const Datum& a)
{
    switch (a.kind()) {
    case Kind::Int:
        return a.asInt() == std::numeric_limits<std::int64_t>::min() ? run.fail(FaultCode::Overflow)
                                                                     : Datum::integer(-a.asInt());
    case Kind::Double:
        return Datum::real(-a.asDouble());
    case Kind::Decimal:
        return Datum::decimal({-a.asDecimal().unscaled, a.asDecimal().scale});
    default:
        return run.noOverload("-_", {&a, 1});
    }
}

Datum contains(Run& run, const Datum& item, const Datum& container)
{
    if (container.is(Kind::Map)) {
        return Datum::boolean(findKey(run, container, item).has_value());
    }
    if (!container.is(Kind::List)) {
        return noOverload(run, "@in", item, container);
    }
    const std::size_t size = sizeOf(container);
    if (!run.charge(size / 4)) {
        return Run::exhausted();
    }
    for (std::size_t i = 0; i < size; ++i) {
        if (equals(run, item, itemAt(run, container, i))) {
            return Datum::boolean(true);
        }
    }
    return Datum::boolean(false);
}

bool tryIndex(Run& run, const Datum& container, const Datum& key, Datum& result)
{
    if (container.is(Kind::List)) {
        if (!key.is(Kind::Int) && !key.is(Kind::Uint) && !key.is(Kind::Double)) {
            result = noOverload(run, "_[_]", container, key);
            return true;
        }
        const std::int64_t position = positionOf(key);
        if (position < 0 || static_cast<std::size_t>(position) >= sizeOf(container)) {
            return false;
        }
        result = itemAt(run, container, static_cast<std::size_t>(position));
        return true;
    }
    if (container.is(Kind::Map)) {
        const auto found = findKey(run, container, key);
        if (found) {
            result = *found;
        }
        return found.has_value();
    }
    result = noOverload(run, "_[_]", container, key);
    return true;
}

Datum index(Run& run, const Datum& container, const Datum& key)
{
    Datum result;
    if (tryIndex(run, container, key, result)) {
        return result;
    }
    return run.fail(
        container.is(Kind::List) ? FaultCode::IndexOutOfRange : FaultCode::NoSuchKey, shortText(run, key));
}

} // namespace hindcast::expr
