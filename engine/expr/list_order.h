#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

#include <span>

namespace hindcast::expr {

/// An item of a list and what it is sorted by.
struct KeyedItem {
    Datum key;
    Datum item;
};

/// The items in the order of their keys, equal ones as they came. Keys must all be of one type that has an
/// order; a fault otherwise. `pairs` are sorted in place.
Datum sortedItems(Run& run, std::span<KeyedItem> pairs);

} // namespace hindcast::expr
