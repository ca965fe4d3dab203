#include "engine/expr/compare.h"

#include "engine/expr/container.h"
#include "engine/expr/decimal.h"

namespace hindcast::expr {

namespace {

/// Against a double an integer is read as the nearest one, after its own range was looked at: what is beyond
/// 64 bits stays greater than all of them.
std::partial_ordering orderIntDouble(std::int64_t a, double b)
{
    if (b < -9223372036854775808.0) {
        return std::partial_ordering::greater;
    }
    if (b > 9223372036854775808.0) {
        return std::partial_ordering::less;
    }
    return static_cast<double>(a) <=> b;
}

std::partial_ordering orderUintDouble(std::uint64_t a, double b)
{
    if (b < 0) {
        return std::partial_ordering::greater;
    }
    if (b > 18446744073709551616.0) {
        return std::partial_ordering::less;
    }
    return static_cast<double>(a) <=> b;
}

std::partial_ordering orderUintInt(std::uint64_t a, std::int64_t b)
{
    return b < 0 ? std::partial_ordering::greater : a <=> static_cast<std::uint64_t>(b);
}

std::partial_ordering reversed(std::partial_ordering order)
{
    return 0 <=> order;
}

std::partial_ordering orderDecimal(Decimal a, const Datum& b)
{
    switch (b.kind()) {
    case Kind::Decimal:
        return compare(a, b.asDecimal());
    case Kind::Double:
        return toDouble(a) <=> b.asDouble();
    case Kind::Int:
    case Kind::Uint: {
        const auto number = b.is(Kind::Int) ? decimalOf(b.asInt()) : decimalOf(b.asUint());
        if (number) {
            return compare(a, *number);
        }
        // An integer of 19 digits is beyond every decimal.
        return b.is(Kind::Int) && b.asInt() < 0 ? std::partial_ordering::greater
                                                : std::partial_ordering::less;
    }
    default:
        return std::partial_ordering::unordered;
    }
}

/// Both are numbers.
std::partial_ordering orderNumbers(const Datum& a, const Datum& b)
{
    if (a.is(Kind::Decimal)) {
        return orderDecimal(a.asDecimal(), b);
    }
    if (b.is(Kind::Decimal)) {
        return reversed(orderDecimal(b.asDecimal(), a));
    }
    if (a.is(Kind::Int)) {
        return b.is(Kind::Int) ? a.asInt() <=> b.asInt()
            : b.is(Kind::Uint) ? reversed(orderUintInt(b.asUint(), a.asInt()))
                               : orderIntDouble(a.asInt(), b.asDouble());
    }
    if (a.is(Kind::Uint)) {
        return b.is(Kind::Uint) ? a.asUint() <=> b.asUint()
            : b.is(Kind::Int)   ? orderUintInt(a.asUint(), b.asInt())
                                : orderUintDouble(a.asUint(), b.asDouble());
    }
    return b.is(Kind::Double) ? a.asDouble() <=> b.asDouble()
        : b.is(Kind::Int)     ? reversed(orderIntDouble(b.asInt(), a.asDouble()))
                              : reversed(orderUintDouble(b.asUint(), a.asDouble()));
}

std::partial_ordering orderTexts(std::string_view a, std::string_view b)
{
    return a <=> b;
}

bool listsEqual(Run& run, const Datum& a, const Datum& b)
{
    const std::size_t size = sizeOf(a);
    if (size != sizeOf(b) || !run.charge(size / 4)) {
        return false;
    }
    for (std::size_t i = 0; i < size; ++i) {
        if (!equals(run, itemAt(run, a, i), itemAt(run, b, i))) {
            return false;
        }
    }
    return true;
}

bool mapsEqual(Run& run, const Datum& a, const Datum& b)
{
    if (sizeOf(a) != sizeOf(b) || !run.charge(sizeOf(a) / 2)) {
        return false;
    }
    for (const MapBody::Entry& entry : entriesOf(run, a)) {
        const auto other = findKey(run, b, entry.key);
        if (!other || !equals(run, entry.value, *other)) {
            return false;
        }
    }
    return true;
}

bool recordsEqual(Run& run, const Datum& a, const Datum& b)
{
    const auto ofA = fieldsOf(run, a);
    const auto ofB = fieldsOf(run, b);
    if (typeNameOf(a, run.readings) != typeNameOf(b, run.readings) || ofA.size() != ofB.size()) {
        return false;
    }
    for (std::size_t i = 0; i < ofA.size(); ++i) {
        if (ofA[i].name != ofB[i].name || !equals(run, ofA[i].value, ofB[i].value)) {
            return false;
        }
    }
    return true;
}

} // namespace

bool equals(Run& run, const Datum& a, const Datum& b)
{
    if (a.isNumber() && b.isNumber()) {
        return orderNumbers(a, b) == std::partial_ordering::equivalent;
    }
    if (a.kind() != b.kind()) {
        return false;
    }
    switch (a.kind()) {
    case Kind::Null:
        return true;
    case Kind::Bool:
        return a.asBool() == b.asBool();
    case Kind::String:
    case Kind::Bytes:
    case Kind::Type:
        return a.text().size() == b.text().size() && run.chargeBytes(a.text().size()) && a.text() == b.text();
    case Kind::Timestamp:
        return a.asMoment().seconds == b.asMoment().seconds && a.asMoment().nanos == b.asMoment().nanos;
    case Kind::Duration:
        return a.asInt() == b.asInt();
    case Kind::Optional: {
        const Datum* ofA = a.optionalValue();
        const Datum* ofB = b.optionalValue();
        return ofA == nullptr || ofB == nullptr ? ofA == ofB : equals(run, *ofA, *ofB);
    }
    case Kind::List:
    case Kind::Map:
    case Kind::Record:
        if (!run.charge(1)) {
            return false;
        }
        return a.is(Kind::List) ? listsEqual(run, a, b)
            : a.is(Kind::Map)   ? mapsEqual(run, a, b)
                                : recordsEqual(run, a, b);
    default:
        return false;
    }
}

std::optional<std::partial_ordering> order(const Datum& a, const Datum& b)
{
    if (a.isNumber() && b.isNumber()) {
        return orderNumbers(a, b);
    }
    if (a.kind() != b.kind()) {
        return std::nullopt;
    }
    switch (a.kind()) {
    case Kind::Bool:
        return a.asBool() <=> b.asBool();
    case Kind::String:
    case Kind::Bytes:
        return orderTexts(a.text(), b.text());
    case Kind::Timestamp: {
        const auto seconds = a.asMoment().seconds <=> b.asMoment().seconds;
        return seconds != 0 ? seconds : a.asMoment().nanos <=> b.asMoment().nanos;
    }
    case Kind::Duration:
        return a.asInt() <=> b.asInt();
    default:
        return std::nullopt;
    }
}

} // namespace hindcast::expr
