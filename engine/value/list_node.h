#pragma once

#include "engine/value/value_node.h"

#include <span>

namespace hindcast::detail {

/// A large list: full leaves of 32 items in a 32-way tree, and the last 1 to 32 items beside it, so that
/// appending copies one leaf at most. (The persistent vector of Clojure; see also Bagwell and Rompf, "RRB
/// trees", 2011, whose relaxed nodes we don't need because lists only grow at their end.)
struct ListRoot {
    std::uint64_t shift; ///< 5 x the height of the tree; 0: the root is a leaf
    Node* root;
    Node* tail;
};

/// A list of these items, which are moved from.
Value makeList(std::span<Value> items);

/// The leaf that holds item `index` and the index of that leaf's first item.
struct LeafAt {
    const Node* leaf = nullptr;
    std::size_t first = 0;
};
LeafAt leafAt(const Value& list, std::size_t index);

/// The item itself; index < size.
const Value& itemAt(const Value& list, std::size_t index);

bool listsEqual(const Value& a, const Value& b);

/// The first index at or after `from` whose items differ; the shorter size when none does. A part that both
/// share costs O(log n).
std::size_t nextDifference(const Value& a, const Value& b, std::size_t from);

/// How many trailing items are equal, `most` at most.
std::size_t commonTail(const Value& a, const Value& b, std::size_t most);

/// Calls visit(item) for every item in order.
template <class Visit>
void eachItem(const Value& list, Visit&& visit)
{
    const std::size_t size = list.size();
    for (std::size_t i = 0; i < size;) {
        const LeafAt at = leafAt(list, i);
        for (std::size_t k = 0; k < sizeOf(at.leaf); ++k) {
            visit(payloadOf<Value>(at.leaf)[k]);
        }
        i += sizeOf(at.leaf);
    }
}

} // namespace hindcast::detail
