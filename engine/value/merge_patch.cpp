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

/// One member at a time; for large maps, where each step costs O(log n).
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

/// Members of a small map being merged, on the stack: the work of most events.
class SmallMerge {
public:
    explicit SmallMerge(std::span<const Member> target)
        : m_count(target.size())
    {
        std::copy(target.begin(), target.end(), m_members.begin());
    }

    void apply(const Member& patch)
    {
        const std::size_t place = find(patch.key);
        if (place == m_count) {
            if (!patch.value.isNull()) {
                m_members[m_count++] = {patch.key, fresh(patch.value)};
                m_changed = true;
            }
            return;
        }
        if (patch.value.isNull()) {
            std::move(m_members.begin() + static_cast<std::ptrdiff_t>(place) + 1,
                m_members.begin() + static_cast<std::ptrdiff_t>(m_count),
                m_members.begin() + static_cast<std::ptrdiff_t>(place));
            --m_count;
            m_changed = true;
            return;
        }
        Value& present = m_members[place].value;
        Value next = mergePatch(present, patch.value);
        if (!next.sharesWith(present)) {
            present = std::move(next);
            m_changed = true;
        }
    }

    bool changed() const { return m_changed; }
    Value take()
    {
        const auto merged = std::span(m_members).first(m_count);
        return m_count <= detail::flatLimit ? detail::makeSmallMap(merged) : detail::makeMap(merged);
    }

private:
    /// Events of one type name their fields in one order, so the next key is mostly the next member.
    std::size_t find(const Value& key)
    {
        for (std::size_t tried = 0; tried < m_count; ++tried) {
            const std::size_t i = m_next < m_count ? m_next : 0;
            m_next = i + 1;
            if (ValueAccess::sameKey(m_members[i].key, key)) {
                return i;
            }
        }
        return m_count;
    }

    std::array<Member, 2 * detail::flatLimit> m_members;
    std::size_t m_count;
    std::size_t m_next = 0;
    bool m_changed = false;
};

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
    SmallMerge merge(detail::smallMembers(target));
    for (const Member& member : detail::smallMembers(patch)) {
        merge.apply(member);
    }
    return merge.changed() ? merge.take() : target;
}

} // namespace hindcast
