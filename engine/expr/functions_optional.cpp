#include "engine/expr/container.h"
#include "engine/expr/functions.h"

#include <array>

namespace hindcast::expr {

namespace {

/// False, 0, empty or null: what `ofNonZeroValue` takes for nothing.
bool isZero(const Datum& value)
{
    switch (value.kind()) {
    case Kind::Null:
        return true;
    case Kind::Bool:
        return !value.asBool();
    case Kind::Int:
    case Kind::Uint:
    case Kind::Duration:
        return value.asUint() == 0;
    case Kind::Double:
        return value.asDouble() == 0;
    case Kind::Decimal:
        return value.asDecimal().unscaled == 0;
    case Kind::String:
    case Kind::Bytes:
        return value.text().empty();
    case Kind::List:
    case Kind::Map:
        return sizeOf(value) == 0;
    case Kind::Record:
        return value.isStored() ? value.storedValue().size() == 0 : value.recordBody().fields.empty();
    case Kind::Timestamp:
        return value.asMoment().seconds == 0 && value.asMoment().nanos == 0;
    case Kind::Optional:
        return value.optionalValue() == nullptr;
    default:
        return false;
    }
}

Datum of(Run& run, Arguments arguments)
{
    return arguments.size() == 1 ? Datum::optional(run.arena.make(arguments[0]))
                                 : run.noOverload("optional.of", arguments);
}

Datum ofNonZeroValue(Run& run, Arguments arguments)
{
    if (arguments.size() != 1) {
        return run.noOverload("optional.ofNonZeroValue", arguments);
    }
    return isZero(arguments[0]) ? Datum::optional(nullptr) : Datum::optional(run.arena.make(arguments[0]));
}

Datum none(Run& run, Arguments arguments)
{
    return arguments.empty() ? Datum::optional(nullptr) : run.noOverload("optional.none", arguments);
}

Datum hasValue(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::Optional}) ? Datum::boolean(arguments[0].optionalValue() != nullptr)
                                              : run.noOverload("hasValue", arguments);
}

Datum valueOf(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::Optional})) {
        return run.noOverload("value", arguments);
    }
    const Datum* content = arguments[0].optionalValue();
    return content != nullptr ? *content : run.fail(FaultCode::NoValue);
}

/// The contents of those optionals in a list that have one.
Datum unwrap(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List})) {
        return run.noOverload("optional.unwrap", arguments);
    }
    ListBuilder items(run);
    for (std::size_t i = 0; i < sizeOf(arguments[0]); ++i) {
        const Datum item = itemAt(run, arguments[0], i);
        if (!item.is(Kind::Optional)) {
            return item.isOutcome() ? item : run.noOverload("optional.unwrap", {&item, 1});
        }
        if (item.optionalValue() != nullptr) {
            items.add(*item.optionalValue());
        }
    }
    return items.finish();
}

constexpr std::array<NamedImplementation, 7> table{{{"optional.of", of},
    {"optional.ofNonZeroValue", ofNonZeroValue},
    {"optional.none", none},
    {"hasValue", hasValue},
    {"value", valueOf},
    {"optional.unwrap", unwrap},
    {"unwrapOpt", unwrap}}};

} // namespace

std::span<const NamedImplementation> optionalFunctions()
{
    return table;
}

} // namespace hindcast::expr
