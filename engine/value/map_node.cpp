#include "engine/value/map_node.h"

#include <memory>

namespace hindcast {

namespace detail {

namespace {

const MapRoot& rootOf(const Value& map)
{
    return *payloadOf<MapRoot>(ValueAccess::node(map));
}

Value largeMap(std::size_t size, std::uint64_t nextOrder, NodePtr root)
{
    Node* node = makeNode(NodeType::MapRoot, size, sizeof(MapRoot));
    *payloadOf<MapRoot>(node) = {nextOrder, root.take()};
    return ValueAccess::adopt(Value::Kind::Map, node);
}

Value makeLargeMap(std::span<Member> members)
{
    std::vector<Entry> entries;
    entries.reserve(members.size());
    for (Member& member : members) {
        const std::uint64_t hash = hashOfKey(ValueAccess::textOf(member.key));
        entries.push_back({std::move(member.key), std::move(member.value), entries.size(), hash});
    }
    std::size_t count = 0;
    const std::uint64_t nextOrder = members.size();
    NodePtr trie = makeTrie(std::move(entries), count);
    return largeMap(count, nextOrder, std::move(trie));
}

/// Back to a flat node once a large map has shrunk well below the limit.
Value shrunk(const Value& map)
{
    std::vector<Member> members;
    for (const Entry* entry : orderedEntries(map)) {
        members.push_back({entry->key, entry->value});
    }
    return makeSmallMap(members);
}

/// Moves repeated keys' last values to their first places; returns how many members remain in front.
std::size_t dropRepeats(std::span<Member> members)
{
    std::size_t kept = 0;
    for (Member& member : members) {
        std::size_t i = 0;
        while (i < kept && !ValueAccess::sameKey(members[i].key, member.key)) {
            ++i;
        }
        if (i < kept) {
            members[i].value = std::move(member.value);
        } else {
            if (&members[kept] != &member) {
                members[kept] = std::move(member);
            }
            ++kept;
        }
    }
    return kept;
}

std::vector<MemberPair> unsharedOfLarge(const Value& before, const Value& after)
{
    std::vector<EntryPair> pairs = unsharedEntries(rootOf(before).root, rootOf(after).root);
    std::sort(pairs.begin(), pairs.end(), [](const EntryPair& a, const EntryPair& b) {
        if ((a.before != nullptr) != (b.before != nullptr)) {
            return a.before != nullptr;
        }
        return a.before != nullptr ? a.before->order < b.before->order : a.after->order < b.after->order;
    });
    std::vector<MemberPair> out;
    out.reserve(pairs.size());
    for (const EntryPair& pair : pairs) {
        out.push_back({pair.before != nullptr ? &pair.before->key : &pair.after->key,
            pair.before != nullptr ? &pair.before->value : nullptr,
            pair.after != nullptr ? &pair.after->value : nullptr});
    }
    return out;
}

} // namespace

Value makeSmallMap(std::span<Member> members)
{
    if (members.empty()) {
        return Value::emptyMap();
    }
    Node* node = makeNode(NodeType::Members, members.size(), members.size() * sizeof(Member));
    std::uninitialized_move(members.begin(), members.end(), payloadOf<Member>(node));
    return ValueAccess::adopt(Value::Kind::Map, node);
}

NodePtr copyMembers(std::span<const Member> members, std::size_t extra)
{
    const std::size_t size = members.size() + extra;
    NodePtr node(makeNode(NodeType::Members, size, size * sizeof(Member)));
    Member* out = std::uninitialized_copy(members.begin(), members.end(), payloadOf<Member>(node.get()));
    std::uninitialized_value_construct_n(out, extra);
    return node;
}

Value makeMap(std::span<Member> members)
{
    if (members.size() > flatLimit) {
        Value map = makeLargeMap(members);
        return map.size() <= flatLimit ? shrunk(map) : map;
    }
    return makeSmallMap(members.first(dropRepeats(members)));
}

const Value* findMember(const Value& map, const KeyProbe& key)
{
    if (isLargeMap(map)) {
        const Entry* entry = findEntry(rootOf(map).root, key, hashOfKey(key.text()));
        return entry != nullptr ? &entry->value : nullptr;
    }
    for (const Member& member : smallMembers(map)) {
        if (key.matches(member.key)) {
            return &member.value;
        }
    }
    return nullptr;
}

const Value* findMember(const Value& map, const Value& key)
{
    if (isLargeMap(map)) {
        return findMember(map, KeyProbe(ValueAccess::textOf(key)));
    }
    for (const Member& member : smallMembers(map)) {
        if (ValueAccess::sameKey(member.key, key)) {
            return &member.value;
        }
    }
    return nullptr;
}

Value setMember(const Value& map, Value key, Value value)
{
    if (isLargeMap(map)) {
        const MapRoot& root = rootOf(map);
        bool added = false;
        const std::uint64_t hash = hashOfKey(ValueAccess::textOf(key));
        NodePtr trie = withEntry(root.root, {std::move(key), std::move(value), root.nextOrder, hash}, added);
        return largeMap(map.size() + (added ? 1 : 0), root.nextOrder + (added ? 1 : 0), std::move(trie));
    }
    const auto present = smallMembers(map);
    std::vector<Member> members;
    members.reserve(present.size() + 1);
    members.assign(present.begin(), present.end());
    members.push_back({std::move(key), std::move(value)});
    return makeMap(members);
}

std::vector<const Entry*> orderedEntries(const Value& map)
{
    std::vector<const Entry*> entries;
    entries.reserve(map.size());
    eachEntry(static_cast<const Node*>(rootOf(map).root),
        [&entries](const Entry& entry) { entries.push_back(&entry); });
    std::sort(
        entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->order < b->order; });
    return entries;
}

std::vector<MemberPair> unsharedMembers(const Value& before, const Value& after)
{
    if (isLargeMap(before) && isLargeMap(after)) {
        return unsharedOfLarge(before, after);
    }
    std::vector<MemberPair> out;
    eachMember(before, [&](const Value& key, const Value& value) {
        const Value* now = findMember(after, key);
        if (now == nullptr || !now->sharesWith(value)) {
            out.push_back({&key, &value, now});
        }
    });
    eachMember(after, [&](const Value& key, const Value& value) {
        if (findMember(before, key) == nullptr) {
            out.push_back({&key, nullptr, &value});
        }
    });
    return out;
}

} // namespace detail

Value Value::emptyMap()
{
    return ValueAccess::scalar(Kind::Map, nullptr, 0);
}

Value Value::map(std::vector<Member> members)
{
    std::vector<detail::Member> taken;
    taken.reserve(members.size());
    for (Member& member : members) {
        if (member.first.kind() == Kind::String) {
            taken.push_back({std::move(member.first), std::move(member.second)});
        }
    }
    return detail::makeMap(taken);
}

std::optional<Value> Value::find(std::string_view key) const
{
    if (!isMap()) {
        return std::nullopt;
    }
    const Value* found = detail::findMember(*this, KeyProbe(key));
    return found != nullptr ? std::optional<Value>(*found) : std::nullopt;
}

Value Value::withMember(std::string_view key, Value value) const
{
    return isMap() ? detail::setMember(*this, string(key), std::move(value)) : *this;
}

Value Value::withoutMember(std::string_view key) const
{
    const KeyProbe probe(key);
    if (!isMap() || detail::findMember(*this, probe) == nullptr) {
        return *this;
    }
    if (detail::isLargeMap(*this)) {
        const detail::MapRoot& root = detail::rootOf(*this);
        const Value map = detail::largeMap(
            size() - 1, root.nextOrder, detail::withoutEntry(root.root, probe, detail::hashOfKey(key)));
        return map.size() <= detail::flatLimit / 2 ? detail::shrunk(map) : map;
    }
    std::vector<detail::Member> kept;
    for (const detail::Member& member : detail::smallMembers(*this)) {
        if (!probe.matches(member.key)) {
            kept.push_back(member);
        }
    }
    return detail::makeSmallMap(kept);
}

void Value::forEachMember(const std::function<void(std::string_view, const Value&)>& visit) const
{
    if (isMap()) {
        detail::eachMember(*this,
            [&visit](const Value& key, const Value& value) { visit(ValueAccess::textOf(key), value); });
    }
}

} // namespace hindcast
