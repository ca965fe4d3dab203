#include "engine/value/weight.h"

#include "engine/value/list_node.h"
#include "engine/value/map_node.h"

#include <algorithm>

namespace hindcast {

namespace {

std::size_t nodeWeight(std::size_t payload)
{
    return sizeof(detail::Node) + payload;
}

/// What the members take in the nodes of the map itself.
std::size_t memberWeight(const Value& map)
{
    return detail::isLargeMap(map) ? sizeof(detail::Entry) + 2 * sizeof(detail::Node*)
                                   : sizeof(detail::Member);
}

/// Nodes copied when one item or member of a large container changes.
constexpr std::size_t pathWeight = 3 * (sizeof(detail::Node) + detail::flatLimit * sizeof(Value));

} // namespace

std::size_t weightOf(const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::String:
    case Value::Kind::Decimal:
        return ValueAccess::onHeap(value) ? nodeWeight(value.text().size()) : 0;
    case Value::Kind::List: {
        std::size_t weight = nodeWeight(value.size() * sizeof(Value));
        detail::eachItem(value, [&weight](const Value& item) { weight += weightOf(item); });
        return weight;
    }
    case Value::Kind::Map: {
        std::size_t weight = nodeWeight(value.size() * memberWeight(value));
        detail::everyMember(value, [&weight](const Value& key, const Value& member) {
            weight += weightOf(key) + weightOf(member);
            return true;
        });
        return weight;
    }
    default:
        return 0;
    }
}

std::size_t weightBeyond(const Value& known, const Value& value)
{
    if (known.sharesWith(value)) {
        return 0;
    }
    if (known.isMap() && value.isMap()) {
        const std::size_t whole = value.size() * memberWeight(value);
        std::size_t weight = nodeWeight(std::min(whole, pathWeight));
        for (const detail::MemberPair& pair : detail::unsharedMembers(known, value)) {
            if (pair.after != nullptr) {
                weight +=
                    pair.before != nullptr ? weightBeyond(*pair.before, *pair.after) : weightOf(*pair.after);
            }
        }
        return weight;
    }
    if (known.isList() && value.isList() && known.size() > 0 && value.size() > 0) {
        const std::size_t shorter = std::min(known.size(), value.size());
        const std::size_t grown = (value.size() - shorter) * sizeof(Value);
        std::size_t weight = nodeWeight(std::min(value.size() * sizeof(Value), pathWeight + grown));
        std::size_t i = detail::nextDifference(known, value, 0);
        for (; i < shorter; i = detail::nextDifference(known, value, i + 1)) {
            weight += weightBeyond(detail::itemAt(known, i), detail::itemAt(value, i));
        }
        for (; i < value.size(); ++i) {
            weight += weightOf(detail::itemAt(value, i));
        }
        return weight;
    }
    return weightOf(value);
}

} // namespace hindcast
