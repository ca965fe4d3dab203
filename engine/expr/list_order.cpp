#include "engine/expr/list_order.h"

#include "engine/expr/compare.h"
#include "engine/expr/container.h"

#include <algorithm>
#include <array>
#include <bit>

namespace hindcast::expr {

Datum sortedItems(Run& run, std::span<KeyedItem> pairs)
{
    for (const KeyedItem& pair : pairs) {
        if (pair.key.isOutcome() || pair.item.isOutcome()) {
            return pair.key.isOutcome() ? pair.key : pair.item;
        }
        if (pair.key.kind() != pairs.front().key.kind() || !order(pair.key, pair.key)) {
            const std::array<Datum, 2> both{pairs.front().key, pair.key};
            return run.noOverload("sort", both);
        }
    }
    if (!run.charge(pairs.size() * static_cast<std::size_t>(std::bit_width(pairs.size())) / 4)
        || !chargeOrder(run, pairs, &KeyedItem::key)) {
        return Run::exhausted();
    }
    // NaN is before nothing and after nothing; it goes first, so that the order is one.
    std::stable_sort(pairs.begin(), pairs.end(), [](const KeyedItem& a, const KeyedItem& b) {
        const auto compared = *order(a.key, b.key);
        const auto isNaN = [](const Datum& key) {
            return key.is(Kind::Double) && key.asDouble() != key.asDouble();
        };
        return compared < 0 || (isNaN(a.key) && !isNaN(b.key));
    });
    ListBuilder sorted(run, pairs.size());
    for (const KeyedItem& pair : pairs) {
        sorted.add(pair.item);
    }
    return sorted.finish();
}

} // namespace hindcast::expr
