#pragma once

#include "engine/value/hamt.h"
#include "engine/value/value_node.h"

#include <algorithm>
#include <span>

namespace hindcast::detail {

/// One member of a small map; small maps keep them in the order their keys came.
struct Member {
    Value key;
    Value value;
};

inline bool isLargeMap(const Value& map)
{
    return ValueAccess::onHeap(map) && typeOf(ValueAccess::node(map)) == NodeType::MapRoot;
}

/// The members of a small map.
inline std::span<const Member> smallMembers(const Value& map)
{
    if (!ValueAccess::onHeap(map)) {
        return {};
    }
    const Node* node = ValueAccess::node(map);
    return {payloadOf<Member>(node), sizeOf(node)};
}

/// A map of these members, which are moved from. Of equal keys the last value wins in the first one's place.
Value makeMap(std::span<Member> members);

/// A small map of members that are known to have different keys, at most flatLimit; they are moved from.
Value makeSmallMap(std::span<Member> members);

/// A small map's node with room for `extra` more members, which are null: for whoever fills them before
/// anybody sees the node.
NodePtr copyMembers(std::span<const Member> members, std::size_t extra);

/// The value of the member, or null. Valid as long as the map.
const Value* findMember(const Value& map, const Value& key);
const Value* findMember(const Value& map, const KeyProbe& key);

/// The map with the member set: in its place when the key is there, else at the end.
Value setMember(const Value& map, Value key, Value value);

/// Members of a large map in the order their keys came. Cost: a sort.
std::vector<const Entry*> orderedEntries(const Value& map);

/// Visits members until visit(key, value) returns false; true when none did. A large map comes in the order
/// of its trie.
template <class Visit>
bool everyMember(const Value& map, Visit&& visit)
{
    if (!isLargeMap(map)) {
        const auto members = smallMembers(map);
        return std::all_of(members.begin(), members.end(), [&visit](const Member& member) {
            return visit(member.key, member.value);
        });
    }
    bool all = true;
    eachEntry(static_cast<const Node*>(payloadOf<MapRoot>(ValueAccess::node(map))->root),
        [&](const Entry& entry) { all = all && visit(entry.key, entry.value); });
    return all;
}

/// Visits members in the order their keys came.
template <class Visit>
void eachMember(const Value& map, Visit&& visit)
{
    if (isLargeMap(map)) {
        for (const Entry* entry : orderedEntries(map)) {
            visit(entry->key, entry->value);
        }
        return;
    }
    for (const Member& member : smallMembers(map)) {
        visit(member.key, member.value);
    }
}

/// A member that two maps don't hold in the same way; null means absent.
struct MemberPair {
    const Value* key = nullptr;
    const Value* before = nullptr;
    const Value* after = nullptr;
};

/// Members that may differ: those of `before` first, in its order, then the new ones in theirs. Parts of
/// large maps that both share are skipped.
std::vector<MemberPair> unsharedMembers(const Value& before, const Value& after);

} // namespace hindcast::detail
