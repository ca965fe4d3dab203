#include "engine/expr/compare.h"
#include "engine/expr/container.h"
#include "engine/expr/functions.h"

#include <array>

namespace hindcast::expr {

namespace {

/// A list read once, so that items which are borrowed are not converted for every comparison.
std::span<Datum> itemsOf(Run& run, const Datum& list)
{
    if (!run.charge(sizeOf(list) / 4)) {
        return {};
    }
    const auto items = run.arena.array<Datum>(sizeOf(list));
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i] = itemAt(run, list, i);
    }
    return items;
}

bool has(Run& run, std::span<const Datum> items, const Datum& item)
{
    if (!run.charge(1 + items.size() / 4)) {
        return false;
    }
    for (const Datum& one : items) {
        if (equals(run, one, item)) {
            return true;
        }
    }
    return false;
}

bool hasAll(Run& run, std::span<const Datum> items, std::span<const Datum> wanted)
{
    for (const Datum& one : wanted) {
        if (!has(run, items, one)) {
            return false;
        }
    }
    return true;
}

Datum contains(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List, Kind::List})) {
        return run.noOverload("sets.contains", arguments);
    }
    return Datum::boolean(hasAll(run, itemsOf(run, arguments[0]), itemsOf(run, arguments[1])));
}

Datum equivalent(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List, Kind::List})) {
        return run.noOverload("sets.equivalent", arguments);
    }
    const auto a = itemsOf(run, arguments[0]);
    const auto b = itemsOf(run, arguments[1]);
    return Datum::boolean(hasAll(run, a, b) && hasAll(run, b, a));
}

Datum intersects(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::List, Kind::List})) {
        return run.noOverload("sets.intersects", arguments);
    }
    const auto a = itemsOf(run, arguments[0]);
    for (const Datum& one : itemsOf(run, arguments[1])) {
        if (has(run, a, one)) {
            return Datum::boolean(true);
        }
    }
    return Datum::boolean(false);
}

constexpr std::array<NamedImplementation, 3> table{
    {{"sets.contains", contains}, {"sets.equivalent", equivalent}, {"sets.intersects", intersects}}};

} // namespace

std::span<const NamedImplementation> setFunctions()
{
    return table;
}

} // namespace hindcast::expr
