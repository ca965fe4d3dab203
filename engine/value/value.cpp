#include "engine/value/value.h"

#include "engine/value/list_node.h"
#include "engine/value/map_node.h"
#include "engine/value/number.h"
#include "engine/value/value_node.h"

#include <algorithm>

namespace hindcast {

Value Value::boolean(bool value) noexcept
{
    const unsigned char byte = value ? 1 : 0;
    return ValueAccess::scalar(Kind::Bool, &byte, sizeof byte);
}

Value Value::integer(std::int64_t value) noexcept
{
    return ValueAccess::scalar(Kind::Int, &value, sizeof value);
}

Value Value::real(double value) noexcept
{
    return ValueAccess::scalar(Kind::Double, &value, sizeof value);
}

Value Value::string(std::string_view text)
{
    return ValueAccess::textual(Kind::String, text);
}

bool Value::asBool() const noexcept
{
    return kind() == Kind::Bool && m_bytes[0] != 0;
}

std::int64_t Value::asInt() const noexcept
{
    return kind() == Kind::Int ? ValueAccess::scalarOf<std::int64_t>(*this) : 0;
}

double Value::asDouble() const noexcept
{
    return kind() == Kind::Double ? ValueAccess::scalarOf<double>(*this) : 0;
}

std::string_view Value::text() const noexcept
{
    const bool textual = kind() == Kind::String || kind() == Kind::Decimal;
    return textual ? ValueAccess::textOf(*this) : std::string_view();
}

std::size_t Value::size() const noexcept
{
    const bool holdsNodes = (isList() || isMap()) && onHeap();
    return holdsNodes ? detail::sizeOf(node()) : 0;
}

void Value::prefetch() const noexcept
{
    constexpr std::size_t line = 64;
    constexpr std::size_t lines = 6;
    if (onHeap()) {
        const char* first = reinterpret_cast<const char*>(node());
        for (std::size_t i = 0; i < lines; ++i) {
            __builtin_prefetch(first + i * line);
        }
    }
}

bool Value::sharesWith(const Value& other) const noexcept
{
    return ValueAccess::sameBits(*this, other);
}

namespace {

bool mapsEqual(const Value& a, const Value& b)
{
    if (a.size() != b.size()) {
        return false;
    }
    const auto pairs = detail::unsharedMembers(a, b);
    return std::all_of(pairs.begin(), pairs.end(), [](const detail::MemberPair& pair) {
        return pair.before != nullptr && pair.after != nullptr && *pair.before == *pair.after;
    });
}

} // namespace

bool operator==(const Value& a, const Value& b)
{
    if (ValueAccess::sameBits(a, b)) {
        return true;
    }
    if (a.isNumber() && b.isNumber()) {
        return numbersEqual(a, b);
    }
    if (a.kind() != b.kind()) {
        return false;
    }
    switch (a.kind()) {
    case Value::Kind::String:
        return ValueAccess::sameKey(a, b);
    case Value::Kind::List:
        return detail::listsEqual(a, b);
    case Value::Kind::Map:
        return mapsEqual(a, b);
    default:
        return false;
    }
}

} // namespace hindcast
