#include "engine/expr/name_resolver.h"

#include <algorithm>
#include <array>

namespace hindcast::expr {

namespace {

struct NamedType {
    std::string_view name;
    Type (*type)();
};

constexpr auto namedTypes = std::to_array<NamedType>({
    {"bool", [] { return Type(Type::Kind::Bool); }},
    {"int", [] { return Type(Type::Kind::Int); }},
    {"uint", [] { return Type(Type::Kind::Uint); }},
    {"double", [] { return Type(Type::Kind::Double); }},
    {"decimal", [] { return Type(Type::Kind::Decimal); }},
    {"string", [] { return Type(Type::Kind::String); }},
    {"bytes", [] { return Type(Type::Kind::Bytes); }},
    {"list", [] { return Type::list(Type::dyn()); }},
    {"map", [] { return Type::map(Type::dyn(), Type::dyn()); }},
    {"null_type", [] { return Type(Type::Kind::Null); }},
    {"type", [] { return Type(Type::Kind::Type); }},
    {"optional_type", [] { return Type::optional(Type::dyn()); }},
    {"google.protobuf.Timestamp", [] { return Type(Type::Kind::Timestamp); }},
    {"google.protobuf.Duration", [] { return Type(Type::Kind::Duration); }},
});

} // namespace

std::optional<Type> typeNamed(std::string_view name)
{
    const auto found = std::find_if(
        namedTypes.begin(), namedTypes.end(), [name](const NamedType& each) { return each.name == name; });
    return found != namedTypes.end() ? std::optional(found->type()) : std::nullopt;
}

std::vector<std::string_view> typeNames()
{
    std::vector<std::string_view> out;
    for (const NamedType& each : namedTypes) {
        out.push_back(each.name);
    }
    return out;
}

NameResolver::NameResolver(const Ast& ast, const Environment& environment)
    : m_ast(ast)
    , m_environment(environment)
{
}

std::uint32_t NameResolver::bind(std::string_view name)
{
    m_locals.push_back(name);
    m_frameSize = std::max(m_frameSize, static_cast<std::uint32_t>(m_locals.size()));
    return static_cast<std::uint32_t>(m_locals.size() - 1);
}

NameResolver::Meaning NameResolver::meaningOf(NodeId id) const
{
    if (m_ast.node(id).kind == NodeKind::Name) {
        if (const auto local = localOf(m_ast.name(id))) {
            return {{Reference::Kind::Local, false, *local}, {}};
        }
    }
    const auto name = dottedName(id);
    if (!name) {
        return {};
    }
    for (const std::string& candidate : m_environment.candidates(*name)) {
        if (const auto slot = m_environment.findVariable(candidate)) {
            return {{Reference::Kind::Variable, false, *slot}, {}};
        }
        if (m_environment.findRecord(candidate)) {
            return {{Reference::Kind::TypeName}, Type::typeOf(Type::record(candidate))};
        }
        if (auto type = typeNamed(candidate)) {
            return {{Reference::Kind::TypeName}, Type::typeOf(*std::move(type))};
        }
    }
    return {};
}

std::optional<NameResolver::Called> NameResolver::calledBy(NodeId call) const
{
    const Node& node = m_ast.node(call);
    const std::string name(m_ast.name(call));
    if (node.op != Operator::None) {
        const auto function = m_environment.findFunction(name);
        return function ? std::optional(Called{*function, false}) : std::nullopt;
    }
    if (node.hasReceiver) {
        if (const auto space = dottedName(m_ast.child(call, 0))) {
            for (const std::string& candidate : m_environment.candidates(*space + "." + name)) {
                if (const auto function = m_environment.findFunction(candidate)) {
                    return Called{*function, true};
                }
            }
        }
    }
    for (const std::string& candidate : m_environment.candidates(name)) {
        if (const auto function = m_environment.findFunction(candidate)) {
            return Called{*function, false};
        }
    }
    return {};
}

std::optional<std::uint32_t> NameResolver::record(std::string_view name) const
{
    for (const std::string& candidate : m_environment.candidates(name)) {
        if (const auto record = m_environment.findRecord(candidate)) {
            return record;
        }
    }
    return {};
}

std::optional<std::string> NameResolver::dottedName(NodeId id) const
{
    // A dotted name is as high as it has parts, so a long chain is none without looking.
    if (m_ast.node(id).height > m_environment.mostNameParts()) {
        return {};
    }
    std::vector<std::string_view> parts;
    for (NodeId at = id;; at = m_ast.child(at, 0)) {
        const Node& node = m_ast.node(at);
        const bool selects = node.kind == NodeKind::Select && !node.isTest && !node.isOptional;
        if (!selects && node.kind != NodeKind::Name) {
            return {};
        }
        parts.push_back(m_ast.name(at));
        if (!selects) {
            break;
        }
    }
    if (localOf(parts.back())) {
        return {};
    }
    std::string out(parts.back());
    for (auto part = parts.rbegin() + 1; part != parts.rend(); ++part) {
        out += ".";
        out += *part;
    }
    return out;
}

std::optional<std::uint32_t> NameResolver::localOf(std::string_view name) const
{
    const auto found = std::find(m_locals.rbegin(), m_locals.rend(), name);
    if (found == m_locals.rend()) {
        return {};
    }
    return static_cast<std::uint32_t>(m_locals.rend() - found - 1);
}

} // namespace hindcast::expr
