#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

#include <bit>
#include <cstdint>
#include <span>

namespace hindcast::expr {

/// An item of a list and what it is sorted by.
struct KeyedItem {
    Datum key;
    Datum item;
};

/// Charges for what comparing long texts takes while these are put in order.
template <class Keyed>
bool chargeOrder(Run& run, std::span<Keyed> items, Datum Keyed::*key)
{
    std::uint64_t steps = 0;
    for (const Keyed& item : items) {
        const Datum& what = item.*key;
        steps += what.is(Kind::String) || what.is(Kind::Bytes) ? what.text().size() / 64 : 0;
    }
    return run.charge(steps * static_cast<std::uint64_t>(std::bit_width(items.size())));
}

/// The items in the order of their keys, equal ones as they came. Keys must all be of one type that has an
/// order; a fault otherwise. `pairs` are sorted in place.
Datum sortedItems(Run& run, std::span<KeyedItem> pairs);

} // namespace hindcast::expr
