#include "engine/expr/arithmetic.h"
#include "engine/expr/compare.h"
#include "engine/expr/container.h"
#include "engine/expr/functions.h"
#include "engine/expr/list_order.h"

#include <fmt/format.h>

#include <array>

namespace hindcast::expr {

namespace {

std::int64_t countOf(const Datum& list)
{
    return static_cast<std::int64_t>(sizeOf(list));
}

Datum slice(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List, Kind::Int, Kind::Int})) {
        return run.noOverload("slice", arguments);
    }
    const std::int64_t first = arguments[1].asInt();
    const std::int64_t end = arguments[2].asInt();
    if (first < 0 || end < first || end > countOf(arguments[0])) {
        return run.fail(FaultCode::IndexOutOfRange,
            fmt::format("slice({}, {}) of {} items", first, end, countOf(arguments[0])));
    }
    ListBuilder items(run, static_cast<std::size_t>(end - first));
    for (std::int64_t i = first; i < end; ++i) {
        items.add(itemAt(run, arguments[0], static_cast<std::size_t>(i)));
    }
    return items.finish();
}

bool flattenInto(Run& run, ListBuilder& items, const Datum& list, std::int64_t depth)
{
    for (std::size_t i = 0; i < sizeOf(list); ++i) {
        if (!run.charge(1)) {
            return false;
        }
        const Datum item = itemAt(run, list, i);
        if (item.is(Kind::List) && depth > 0) {
            if (!flattenInto(run, items, item, depth - 1)) {
                return false;
            }
        } else {
            items.add(item);
        }
    }
    return true;
}

Datum flatten(Run& run, Arguments arguments)
{
    const bool hasDepth = match(arguments, {Kind::List, Kind::Int});
    if (!hasDepth && !match(arguments, {Kind::List})) {
        return run.noOverload("flatten", arguments);
    }
    const std::int64_t depth = hasDepth ? arguments[1].asInt() : 1;
    if (depth < 0) {
        return run.fail(FaultCode::BadArgument, "negative depth");
    }
    ListBuilder items(run, sizeOf(arguments[0]));
    return flattenInto(run, items, arguments[0], depth) ? items.finish() : Run::exhausted();
}

Datum distinct(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List})) {
        return run.noOverload("distinct", arguments);
    }
    ListBuilder kept(run);
    for (std::size_t i = 0; i < sizeOf(arguments[0]); ++i) {
        const Datum item = itemAt(run, arguments[0], i);
        if (item.isOutcome()) {
            return item;
        }
        if (!run.charge(1 + kept.size() / 4)) {
            return Run::exhausted();
        }
        bool isNew = true;
        for (const Datum& earlier : kept.items()) {
            isNew = isNew && !equals(run, earlier, item);
        }
        if (isNew) {
            kept.add(item);
        }
    }
    return kept.finish();
}

Datum sort(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List})) {
        return run.noOverload("sort", arguments);
    }
    const std::size_t size = sizeOf(arguments[0]);
    if (!run.chargeBytes(size * sizeof(KeyedItem))) {
        return Run::exhausted();
    }
    const auto pairs = run.arena.array<KeyedItem>(size);
    for (std::size_t i = 0; i < size; ++i) {
        pairs[i].item = itemAt(run, arguments[0], i);
        pairs[i].key = pairs[i].item;
    }
    return sortedItems(run, pairs);
}

Datum first(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List})) {
        return run.noOverload("first", arguments);
    }
    if (sizeOf(arguments[0]) == 0) {
        return Datum::optional(nullptr);
    }
    const Datum item = itemAt(run, arguments[0], 0);
    return item.isOutcome() ? item : Datum::optional(run.arena.make(item));
}

Datum last(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List})) {
        return run.noOverload("last", arguments);
    }
    if (sizeOf(arguments[0]) == 0) {
        return Datum::optional(nullptr);
    }
    const Datum item = itemAt(run, arguments[0], sizeOf(arguments[0]) - 1);
    return item.isOutcome() ? item : Datum::optional(run.arena.make(item));
}

Datum range(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::Int})) {
        return run.noOverload("lists.range", arguments);
    }
    const std::int64_t count = arguments[0].asInt();
    if (count < 0) {
        return run.fail(FaultCode::BadArgument, "negative count");
    }
    if (!run.charge(static_cast<std::uint64_t>(count))) {
        return Run::exhausted();
    }
    ListBuilder items(run, static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        items.add(Datum::integer(i));
    }
    return items.finish();
}

/// Calls combine(soFar, item) for all numbers (and durations) of a list but the first.
template <class Combine>
Datum folded(Run& run, std::string_view function, Arguments arguments, const Datum& ofNone, Combine combine)
{
    if (!match(arguments, {Kind::List})) {
        return run.noOverload(function, arguments);
    }
    Datum soFar = ofNone;
    for (std::size_t i = 0; i < sizeOf(arguments[0]); ++i) {
        const Datum item = itemAt(run, arguments[0], i);
        if (item.isOutcome()) {
            return item;
        }
        if (!item.isNumber() && !item.is(Kind::Duration)) {
            return run.noOverload(function, {&item, 1});
        }
        if (!run.charge(1)) {
            return Run::exhausted();
        }
        soFar = i == 0 ? item : combine(soFar, item);
        if (soFar.isOutcome()) {
            return soFar;
        }
    }
    return soFar.isNull() ? run.fail(FaultCode::BadArgument, fmt::format("{} of an empty list", function))
                          : soFar;
}

Datum sum(Run& run, Arguments arguments)
{
    return folded(run, "numbers.sum", arguments, Datum::integer(0), [&run](const Datum& a, const Datum& b) {
        return add(run, a, b);
    });
}

Datum extreme(Run& run, std::string_view function, Arguments arguments, bool wantsGreatest)
{
    return folded(run, function, arguments, {}, [&](const Datum& a, const Datum& b) {
        const auto compared = order(b, a);
        if (!compared) {
            const std::array<Datum, 2> both{a, b};
            return run.noOverload(function, both);
        }
        return (wantsGreatest ? *compared > 0 : *compared < 0) ? b : a;
    });
}

Datum least(Run& run, Arguments arguments)
{
    return extreme(run, "numbers.min", arguments, false);
}

Datum greatest(Run& run, Arguments arguments)
{
    return extreme(run, "numbers.max", arguments, true);
}

Datum average(Run& run, Arguments arguments)
{
    const Datum total = folded(
        run, "numbers.avg", arguments, {}, [&run](const Datum& a, const Datum& b) { return add(run, a, b); });
    const double count = total.isOutcome() ? 1 : static_cast<double>(sizeOf(arguments[0]));
    switch (total.kind()) {
    case Kind::Int:
        return Datum::real(static_cast<double>(total.asInt()) / count);
    case Kind::Uint:
        return Datum::real(static_cast<double>(total.asUint()) / count);
    case Kind::Double:
        return Datum::real(total.asDouble() / count);
    default:
        return total.isOutcome() ? total : run.noOverload("numbers.avg", {&total, 1});
    }
}

constexpr std::array<NamedImplementation, 11> table{{{"slice", slice},
    {"flatten", flatten},
    {"distinct", distinct},
    {"sort", sort},
    {"first", first},
    {"last", last},
    {"lists.range", range},
    {"numbers.sum", sum},
    {"numbers.min", least},
    {"numbers.max", greatest},
    {"numbers.avg", average}}};

} // namespace

std::span<const NamedImplementation> listFunctions()
{
    return table;
}

} // namespace hindcast::expr
