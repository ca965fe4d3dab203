#pragma once

#include "engine/value/map_node.h"
#include "engine/value/value.h"

#include <atomic>
#include <cstdint>
#include <string_view>

namespace hindcast::expr {

/// A member looked for again and again: mostly it is where it was last time, in a small map of the same
/// shape.
class MemberProbe {
public:
    explicit MemberProbe(std::string_view name)
        : m_key(Value::string(name))
    {
    }
    MemberProbe(MemberProbe&& other) noexcept
        : m_key(std::move(other.m_key))
    {
    }

    std::string_view name() const { return ValueAccess::textOf(m_key); }

    /// The member of a map; null when there is none, or when it is no map.
    const Value* find(const Value& map) const
    {
        if (!map.isMap()) {
            return nullptr;
        }
        if (detail::isLargeMap(map)) {
            return detail::findMember(map, m_key);
        }
        const auto members = detail::smallMembers(map);
        const std::uint32_t last = m_last.load(std::memory_order_relaxed);
        if (last < members.size() && ValueAccess::sameKey(members[last].key, m_key)) {
            return &members[last].value;
        }
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            if (ValueAccess::sameKey(members[i].key, m_key)) {
                m_last.store(i, std::memory_order_relaxed);
                return &members[i].value;
            }
        }
        return nullptr;
    }

private:
    mutable std::atomic<std::uint32_t> m_last{0}; ///< a hint, whatever its value
    Value m_key;
};

} // namespace hindcast::expr
