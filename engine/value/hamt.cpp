#include "engine/value/hamt.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>
#include <span>

namespace hindcast::detail {

namespace {

/// Levels of five bits; what is equal after them goes to a bucket.
constexpr int lastLevel = 11;

unsigned slotOf(std::uint64_t hash, int level)
{
    return static_cast<unsigned>(hash >> (59 - 5 * level)) & 31U;
}

std::size_t rankOf(std::uint32_t map, unsigned slot)
{
    return static_cast<std::size_t>(std::popcount(map & ((1U << slot) - 1U)));
}

Node* makeBranch(std::uint32_t entryMap, std::uint32_t childMap)
{
    const auto entries = static_cast<std::size_t>(std::popcount(entryMap));
    const auto children = static_cast<std::size_t>(std::popcount(childMap));
    Node* node = makeNode(
        NodeType::Branch, entries, sizeof(Branch) + entries * sizeof(Entry) + children * sizeof(Node*));
    *payloadOf<Branch>(node) = {entryMap, childMap};
    return node;
}

NodePtr makeBucket(std::size_t size)
{
    return NodePtr(makeNode(NodeType::Bucket, size, size * sizeof(Entry)));
}

/// What a slot of a new branch is filled from.
struct Slot {
    const Entry* entry = nullptr;
    Node* child = nullptr; ///< borrowed: the new branch takes a reference of its own
};

/// The branch with one slot filled anew (or emptied), everything else shared.
NodePtr withSlot(const Node* branch, unsigned slot, Slot content)
{
    const auto* maps = payloadOf<Branch>(branch);
    const std::uint32_t bit = 1U << slot;
    const std::uint32_t entryMap = (maps->entryMap & ~bit) | (content.entry != nullptr ? bit : 0U);
    const std::uint32_t childMap = (maps->childMap & ~bit) | (content.child != nullptr ? bit : 0U);
    Node* copy = makeBranch(entryMap, childMap);
    Entry* entries = entriesOf(copy);
    Node** children = childrenOf(copy);
    for (std::uint32_t rest = entryMap; rest != 0; rest &= rest - 1) {
        const auto at = static_cast<unsigned>(std::countr_zero(rest));
        const Entry* from = at == slot ? content.entry : entriesOf(branch) + rankOf(maps->entryMap, at);
        assert(from != nullptr); // by how the map was made
        new (entries++) Entry(*from);
    }
    for (std::uint32_t rest = childMap; rest != 0; rest &= rest - 1) {
        const auto at = static_cast<unsigned>(std::countr_zero(rest));
        Node* from = at == slot ? content.child : childrenOf(branch)[rankOf(maps->childMap, at)];
        assert(from != nullptr);
        retain(from);
        *children++ = from;
    }
    return NodePtr(copy);
}

/// A subtree of at least two entries with different keys, sorted by hash; they are moved from.
NodePtr build(std::span<Entry> entries, int level)
{
    if (level > lastLevel) {
        NodePtr bucket = makeBucket(entries.size());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            new (entriesOf(bucket.get()) + i) Entry(std::move(entries[i]));
        }
        return bucket;
    }
    std::uint32_t entryMap = 0;
    std::uint32_t childMap = 0;
    std::vector<NodePtr> children;
    std::vector<Entry*> singles;
    for (std::size_t i = 0; i < entries.size();) {
        const unsigned slot = slotOf(entries[i].hash, level);
        std::size_t end = i + 1;
        while (end < entries.size() && slotOf(entries[end].hash, level) == slot) {
            ++end;
        }
        if (end - i == 1) {
            entryMap |= 1U << slot;
            singles.push_back(&entries[i]);
        } else {
            childMap |= 1U << slot;
            children.push_back(build(entries.subspan(i, end - i), level + 1));
        }
        i = end;
    }
    Node* branch = makeBranch(entryMap, childMap);
    for (std::size_t i = 0; i < singles.size(); ++i) {
        new (entriesOf(branch) + i) Entry(std::move(*singles[i]));
    }
    for (std::size_t i = 0; i < children.size(); ++i) {
        childrenOf(branch)[i] = children[i].take();
    }
    return NodePtr(branch);
}

NodePtr setInBucket(const Node* bucket, const Entry& entry, bool& added)
{
    const std::size_t size = sizeOf(bucket);
    const Entry* entries = entriesOf(bucket);
    const Entry* same = std::find_if(entries, entries + size, [&entry](const Entry& each) {
        return ValueAccess::sameKey(each.key, entry.key);
    });
    const auto place = static_cast<std::size_t>(same - entries);
    added = place == size;
    NodePtr copy = makeBucket(added ? size + 1 : size);
    for (std::size_t i = 0; i < size; ++i) {
        new (entriesOf(copy.get()) + i)
            Entry(i == place ? Entry{entry.key, entry.value, same->order, entry.hash} : entries[i]);
    }
    if (added) {
        new (entriesOf(copy.get()) + size) Entry(entry);
    }
    return copy;
}

NodePtr set(const Node* node, int level, const Entry& entry, bool& added)
{
    if (level > lastLevel) {
        return setInBucket(node, entry, added);
    }
    const auto* maps = payloadOf<Branch>(node);
    const unsigned slot = slotOf(entry.hash, level);
    const std::uint32_t bit = 1U << slot;
    if ((maps->childMap & bit) != 0) {
        const NodePtr child = set(childrenOf(node)[rankOf(maps->childMap, slot)], level + 1, entry, added);
        return withSlot(node, slot, {nullptr, child.get()});
    }
    if ((maps->entryMap & bit) == 0) {
        added = true;
        return withSlot(node, slot, {&entry, nullptr});
    }
    const Entry& present = entriesOf(node)[rankOf(maps->entryMap, slot)];
    if (ValueAccess::sameKey(present.key, entry.key)) {
        added = false;
        const Entry replaced{present.key, entry.value, present.order, present.hash};
        return withSlot(node, slot, {&replaced, nullptr});
    }
    added = true;
    std::array pair{present, entry};
    if (pair[1].hash < pair[0].hash) {
        std::swap(pair[0], pair[1]);
    }
    const NodePtr child = build(pair, level + 1);
    return withSlot(node, slot, {nullptr, child.get()});
}

/// The entry of the same key among those sorted by hash, which end with the ones of this hash.
Entry* earlierOfKey(std::vector<Entry>& sorted, const Entry& entry)
{
    for (std::size_t i = sorted.size(); i > 0 && sorted[i - 1].hash == entry.hash; --i) {
        if (ValueAccess::sameKey(sorted[i - 1].key, entry.key)) {
            return &sorted[i - 1];
        }
    }
    return nullptr;
}

/// A child that shrank to one entry goes back into its parent, so that equal tries keep equal shapes.
bool isSingle(const Node* node)
{
    return sizeOf(node) == 1 && childCount(node) == 0;
}

NodePtr unset(const Node* node, std::uint64_t hash, int level, const KeyProbe& key)
{
    if (level > lastLevel) {
        NodePtr copy = makeBucket(sizeOf(node) - 1);
        Entry* out = entriesOf(copy.get());
        for (std::size_t i = 0; i < sizeOf(node); ++i) {
            if (!key.matches(entriesOf(node)[i].key)) {
                new (out++) Entry(entriesOf(node)[i]);
            }
        }
        return copy;
    }
    const auto* maps = payloadOf<Branch>(node);
    const unsigned slot = slotOf(hash, level);
    if ((maps->childMap & (1U << slot)) == 0) {
        return withSlot(node, slot, {});
    }
    const NodePtr child = unset(childrenOf(node)[rankOf(maps->childMap, slot)], hash, level + 1, key);
    return isSingle(child.get()) ? withSlot(node, slot, {entriesOf(child.get()), nullptr})
                                 : withSlot(node, slot, {nullptr, child.get()});
}

/// Pairs up the entries below two places of which at least one is no branch.
void pairUp(const std::vector<const Entry*>& before,
    const std::vector<const Entry*>& after,
    std::vector<EntryPair>& out)
{
    std::vector<bool> met(after.size());
    for (const Entry* left : before) {
        const auto right = std::find_if(after.begin(), after.end(), [left](const Entry* each) {
            return ValueAccess::sameKey(each->key, left->key);
        });
        if (right == after.end()) {
            out.push_back({left, nullptr});
            continue;
        }
        met[static_cast<std::size_t>(right - after.begin())] = true;
        if (!(*right)->value.sharesWith(left->value)) {
            out.push_back({left, *right});
        }
    }
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (!met[i]) {
            out.push_back({nullptr, after[i]});
        }
    }
}

/// What lies in one slot: an entry, a child or nothing.
Slot slotAt(const Node* branch, unsigned slot)
{
    const auto* maps = payloadOf<Branch>(branch);
    const std::uint32_t bit = 1U << slot;
    if ((maps->entryMap & bit) != 0) {
        return {entriesOf(branch) + rankOf(maps->entryMap, slot), nullptr};
    }
    if ((maps->childMap & bit) != 0) {
        return {nullptr, childrenOf(branch)[rankOf(maps->childMap, slot)]};
    }
    return {};
}

std::vector<const Entry*> entriesBelow(Slot slot)
{
    std::vector<const Entry*> out;
    if (slot.entry != nullptr) {
        out.push_back(slot.entry);
    } else if (slot.child != nullptr) {
        eachEntry(
            static_cast<const Node*>(slot.child), [&out](const Entry& entry) { out.push_back(&entry); });
    }
    return out;
}

void compare(Slot before, Slot after, std::vector<EntryPair>& out)
{
    if (before.child != nullptr && before.child == after.child) {
        return;
    }
    const bool branches = before.child != nullptr && after.child != nullptr
        && typeOf(before.child) == NodeType::Branch && typeOf(after.child) == NodeType::Branch;
    if (!branches) {
        pairUp(entriesBelow(before), entriesBelow(after), out);
        return;
    }
    for (unsigned slot = 0; slot < 32; ++slot) {
        compare(slotAt(before.child, slot), slotAt(after.child, slot), out);
    }
}

} // namespace

std::uint64_t hashOfKey(std::string_view key)
{
    return XXH3_64bits(key.data(), key.size());
}

const Entry* findEntry(const Node* root, const KeyProbe& key, std::uint64_t hash)
{
    const Node* node = root;
    for (int level = 0; level <= lastLevel; ++level) {
        const Slot slot = slotAt(node, slotOf(hash, level));
        if (slot.child == nullptr) {
            return slot.entry != nullptr && key.matches(slot.entry->key) ? slot.entry : nullptr;
        }
        node = slot.child;
    }
    const Entry* entries = entriesOf(node);
    const Entry* end = entries + sizeOf(node);
    const Entry* found =
        std::find_if(entries, end, [&key](const Entry& each) { return key.matches(each.key); });
    return found == end ? nullptr : found;
}

NodePtr makeTrie(std::vector<Entry> entries, std::size_t& count)
{
    std::stable_sort(
        entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
    std::vector<Entry> unique;
    unique.reserve(entries.size());
    for (Entry& entry : entries) {
        Entry* same = earlierOfKey(unique, entry);
        if (same != nullptr) {
            same->value = std::move(entry.value);
        } else {
            unique.push_back(std::move(entry));
        }
    }
    count = unique.size();
    return build(unique, 0);
}

NodePtr withEntry(const Node* root, const Entry& entry, bool& added)
{
    return set(root, 0, entry, added);
}

NodePtr withoutEntry(const Node* root, const KeyProbe& key, std::uint64_t hash)
{
    return unset(root, hash, 0, key);
}

std::vector<EntryPair> unsharedEntries(const Node* before, const Node* after)
{
    std::vector<EntryPair> out;
    compare({nullptr, const_cast<Node*>(before)}, {nullptr, const_cast<Node*>(after)}, out);
    return out;
}

} // namespace hindcast::detail
