#pragma once

#include "engine/value/value_node.h"

#include <bit>
#include <vector>

namespace hindcast::detail {

/// One member of a large map. `order` says when its key came, for showing; `hash` is the key's, kept so that
/// nothing is hashed twice (and so that tests can make keys collide).
struct Entry {
    Value key;
    Value value;
    std::uint64_t order = 0;
    std::uint64_t hash = 0;
};

/// A hash-array-mapped trie: each level takes five bits of the key's hash, from the top; a slot holds an
/// entry or a child. (Bagwell, "Ideal hash trees", 2001, with entries and children kept apart as in
/// Steindorfer and Vinju, "Optimizing hash-array mapped tries", 2015.) A child always holds two entries or
/// more.
struct Branch {
    std::uint32_t entryMap;
    std::uint32_t childMap;
    // Entry[popcount(entryMap)], Node*[popcount(childMap)]
};

/// The root of a large map.
struct MapRoot {
    std::uint64_t nextOrder;
    Node* root;
};

inline Entry* entriesOf(Node* node)
{
    void* start = payloadOf<char>(node) + (typeOf(node) == NodeType::Branch ? sizeof(Branch) : 0);
    return static_cast<Entry*>(start);
}
inline const Entry* entriesOf(const Node* node)
{
    return entriesOf(const_cast<Node*>(node));
}
inline Node** childrenOf(Node* node)
{
    return reinterpret_cast<Node**>(entriesOf(node) + sizeOf(node));
}
inline Node* const* childrenOf(const Node* node)
{
    return childrenOf(const_cast<Node*>(node));
}
inline std::size_t childCount(const Node* node)
{
    return typeOf(node) == NodeType::Branch
        ? static_cast<std::size_t>(std::popcount(payloadOf<Branch>(node)->childMap))
        : 0;
}

std::uint64_t hashOfKey(std::string_view key);

/// The entry of that key, or null.
const Entry* findEntry(const Node* root, const KeyProbe& key, std::uint64_t hash);

/// A trie of these entries; of equal keys the last value wins and the first order stays. `count` becomes the
/// number of different keys.
NodePtr makeTrie(std::vector<Entry> entries, std::size_t& count);

/// The trie with the member set; its order stays when the key is there already, else it is `entry.order`.
NodePtr withEntry(const Node* root, const Entry& entry, bool& added);

/// The trie without the key, which must be in it. Null when nothing is left.
NodePtr withoutEntry(const Node* root, const KeyProbe& key, std::uint64_t hash);

/// Calls visit(entry) for every entry, in the trie's order.
template <class Visit>
void eachEntry(const Node* node, Visit&& visit)
{
    for (std::size_t i = 0; i < sizeOf(node); ++i) {
        visit(entriesOf(node)[i]);
    }
    for (std::size_t i = 0; i < childCount(node); ++i) {
        eachEntry(childrenOf(node)[i], visit);
    }
}

/// One key that two tries don't hold in the same way; a null entry means absent.
struct EntryPair {
    const Entry* before = nullptr;
    const Entry* after = nullptr;
};

/// Keys whose entries may differ, in no order. Nodes that both share are skipped; equal values that are not
/// shared are reported.
std::vector<EntryPair> unsharedEntries(const Node* before, const Node* after);

} // namespace hindcast::detail
