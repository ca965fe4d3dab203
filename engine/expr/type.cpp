#include "engine/expr/type.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace hindcast::expr {

namespace {

std::uint32_t weightOf(std::span<const Type> parameters)
{
    std::uint32_t sum = 1;
    for (const Type& each : parameters) {
        sum = std::min(sum + each.weight(), Type::maxWeight + 1);
    }
    return sum;
}

} // namespace

Type::Type(Kind kind, std::string name, std::vector<Type> parameters)
    : m_kind(kind)
{
    const std::uint32_t weight = weightOf(parameters);
    const bool isOpen = kind == Kind::Parameter
        || std::any_of(parameters.begin(), parameters.end(), std::mem_fn(&Type::isOpen));
    m_detail = std::make_shared<const Detail>(Detail{std::move(name), std::move(parameters), weight, isOpen});
}

Type Type::list(Type item)
{
    return {Kind::List, {}, {std::move(item)}};
}

Type Type::map(Type key, Type value)
{
    return {Kind::Map, {}, {std::move(key), std::move(value)}};
}

Type Type::optional(Type content)
{
    return {Kind::Optional, {}, {std::move(content)}};
}

Type Type::nullable(Type content)
{
    return {Kind::Nullable, {}, {std::move(content)}};
}

Type Type::typeOf(Type instance)
{
    return {Kind::Type, {}, {std::move(instance)}};
}

Type Type::record(std::string name)
{
    return {Kind::Record, std::move(name), {}};
}

Type Type::enumeration(std::string name)
{
    return {Kind::Enum, std::move(name), {}};
}

Type Type::opaque(std::string name, std::vector<Type> parameters)
{
    return {Kind::Opaque, std::move(name), std::move(parameters)};
}

Type Type::parameter(std::string name)
{
    return {Kind::Parameter, std::move(name), {}};
}

std::string_view Type::name() const
{
    return m_detail ? std::string_view(m_detail->name) : std::string_view();
}

std::span<const Type> Type::parameters() const
{
    return m_detail ? std::span<const Type>(m_detail->parameters) : std::span<const Type>();
}

std::uint32_t Type::weight() const
{
    return m_detail ? m_detail->weight : 1;
}

Type Type::withParameters(std::vector<Type> parameters) const
{
    return {m_kind, std::string(name()), std::move(parameters)};
}

namespace {

std::string_view wordFor(Type::Kind kind)
{
    switch (kind) {
    case Type::Kind::Dyn:
        return "dyn";
    case Type::Kind::Null:
        return "null";
    case Type::Kind::Bool:
        return "bool";
    case Type::Kind::Int:
        return "int";
    case Type::Kind::Uint:
        return "uint";
    case Type::Kind::Double:
        return "double";
    case Type::Kind::Decimal:
        return "decimal";
    case Type::Kind::String:
        return "string";
    case Type::Kind::Bytes:
        return "bytes";
    case Type::Kind::Timestamp:
        return "timestamp";
    case Type::Kind::Duration:
        return "duration";
    case Type::Kind::Type:
        return "type";
    case Type::Kind::List:
        return "list";
    case Type::Kind::Map:
        return "map";
    case Type::Kind::Optional:
        return "optional_type";
    case Type::Kind::Nullable:
        return "wrapper";
    case Type::Kind::Number:
        return "number";
    case Type::Kind::Record:
    case Type::Kind::Enum:
    case Type::Kind::Opaque:
    case Type::Kind::Parameter:
        break;
    }
    return {};
}

} // namespace

std::string Type::text() const
{
    std::string out(wordFor(m_kind));
    out += name();
    for (std::size_t i = 0; i < parameters().size(); ++i) {
        out += (i == 0 ? "(" : ", ") + parameters()[i].text();
    }
    return parameters().empty() ? out : out + ")";
}

bool operator==(const Type& a, const Type& b)
{
    if (a.m_kind != b.m_kind || a.m_detail == b.m_detail) {
        return a.m_kind == b.m_kind;
    }
    const auto left = a.parameters();
    const auto right = b.parameters();
    return a.name() == b.name() && std::equal(left.begin(), left.end(), right.begin(), right.end());
}

} // namespace hindcast::expr
