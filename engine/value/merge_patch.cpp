#include "engine/value/merge_patch.h"

#include "engine/value/list_node.h"
#include "engine/value/map_node.h"

#include <array>

namespace hindcast {

namespace {

using detail::Member;

/// Equal to the letter: 1.0 doesn't stand for 1, so that numbers stay as the last event wrote them.
bool sameWriting(const Value& a, const Value& b)
{
    if (a.sharesWith(b)) {
        return true;
    }
    if (a.kind() != b.kind() || a.size() != b.size()) {
        return false;
    }
    switch (a.kind()) {
    case Value::Kind::String:
    case Value::Kind::Decimal:
        return ValueAccess::sameKey(a, b);
    case Value::Kind::List:
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (!sameWriting(detail::itemAt(a, i), detail::itemAt(b, i))) {
                return false;
            }
        }
        return true;
    case Value::Kind::Map:
        return detail::everyMember(a, [&b](const Value& key, const Value& value) {
            const Value* other = detail::findMember(b, key);
            return other != nullptr && sameWriting(value, *other);
        });
    default:
        return false;
    }
}

bool holdsNull(const Value& patch)
{
    return !detail::everyMember(patch, [](const Value&, const Value& value) {
        return !value.isNull() && !(value.isMap() && holdsNull(value));
    });
}

/// What a patch member becomes where the target has none: itself without its nulls.
Value fresh(const Value& patch)
{
    if (!patch.isMap() || !holdsNull(patch)) {
        return patch;
    }
    return mergePatch(Value::emptyMap(), patch);
}

/// One member at a time: for large maps, where each step costs O(log n), and for the rare event that removes
/// one.
Value mergeStepwise(const Value& target, const Value& patch)
{
    Value merged = target;
    detail::eachMember(patch, [&merged](const Value& key, const Value& value) {
        if (value.isNull()) {
            merged = merged.withoutMember(key.text());
            return;
        }
        const Value* present = detail::findMember(merged, key);
        const Value next = present != nullptr ? mergePatch(*present, value) : fresh(value);
        if (present == nullptr || !present->sharesWith(next)) {
            merged = detail::setMember(merged, key, next);
        }
    });
    return merged;
}

/// Where each member of the patch lies in the target: what most events need, worked out without copying.
class Places {
public:
    Places(std::span<const Member> target, std::span<const Member> patch)
    {
        std::size_t next = 0;
        for (std::size_t i = 0; i < patch.size(); ++i) {
            const std::size_t place = find(target, patch[i].key, next);
            const bool null = patch[i].value.isNull();
            m_places[i] = static_cast<std::uint8_t>(place);
            added += place == target.size() && !null ? 1U : 0U;
            removed += place < target.size() && null ? 1U : 0U;
            next = place + 1;
        }
    }
    std::size_t of(std::size_t patchMember) const { return m_places[patchMember]; }

    std::size_t added = 0;
    std::size_t removed = 0;

private:
    /// Events of one type name their fields in one order, so the next key is mostly the next member.
    static std::size_t find(std::span<const Member> target, const Value& key, std::size_t next)
    {
        for (std::size_t tried = 0; tried < target.size(); ++tried, ++next) {
            next = next < target.size() ? next : 0;
            if (ValueAccess::sameKey(target[next].key, key)) {
                return next;
            }
        }
        return target.size();
    }

    std::array<std::uint8_t, detail::flatLimit> m_places{};
};

/// Replaces and adds members, removes none. Nothing is copied before something differs.
Value mergeSmall(const Value& target, const Value& patch, const Places& places)
{
    const auto present = detail::smallMembers(target);
    const auto wanted = detail::smallMembers(patch);
    detail::NodePtr copy;
    std::size_t end = present.size();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::size_t place = places.of(i);
        const bool isNew = place == present.size();
        if (isNew && wanted[i].value.isNull()) {
            continue;
        }
        Value next = isNew ? fresh(wanted[i].value) : mergePatch(present[place].value, wanted[i].value);
        if (!isNew && next.sharesWith(present[place].value)) {
            continue;
        }
        if (!copy) {
            copy = detail::copyMembers(present, places.added);
        }
        auto* members = detail::payloadOf<Member>(copy.get());
        if (isNew) {
            members[end].key = wanted[i].key;
        }
        members[isNew ? end++ : place].value = std::move(next);
    }
    return copy ? ValueAccess::adopt(Value::Kind::Map, copy.take()) : target;
}

} // namespace

Value mergePatch(const Value& target, const Value& patch)
{
    if (!patch.isMap()) {
        return sameWriting(target, patch) ? target : patch;
    }
    if (!target.isMap()) {
        return holdsNull(patch) ? mergePatch(Value::emptyMap(), patch) : patch;
    }
    if (detail::isLargeMap(target) || detail::isLargeMap(patch)) {
        return mergeStepwise(target, patch);
    }
    const Places places(detail::smallMembers(target), detail::smallMembers(patch));
    const bool fits = target.size() + places.added <= detail::flatLimit;
    return fits && places.removed == 0 ? mergeSmall(target, patch, places) : mergeStepwise(target, patch);
}

} // namespace hindcast
