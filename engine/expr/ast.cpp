#include "engine/expr/ast.h"

#include <algorithm>
#include <array>

namespace hindcast::expr {

std::string_view functionOf(Operator op)
{
    static constexpr auto names = std::to_array<std::string_view>({
        "",
        "_?_:_",
        "_||_",
        "_&&_",
        "_==_",
        "_!=_",
        "_<_",
        "_<=_",
        "_>_",
        "_>=_",
        "@in",
        "_+_",
        "_-_",
        "_*_",
        "_/_",
        "_%_",
        "!_",
        "-_",
        "_[_]",
        "_[?_]",
    });
    return names[static_cast<std::size_t>(op)];
}

ComprehensionView Ast::comprehension(NodeId id) const
{
    const std::span<const NodeId> parts = children(id);
    std::size_t variableCount = 0;
    while (node(parts[1 + variableCount]).kind == NodeKind::Variable) {
        ++variableCount;
    }
    ComprehensionView view;
    view.macro = node(id).macro;
    view.range = parts.front();
    view.variables = parts.subspan(1, variableCount);
    view.hasFilter = parts.size() == variableCount + 3;
    view.filter = view.hasFilter ? parts[variableCount + 1] : NodeId{};
    view.body = parts.back();
    return view;
}

namespace {

bool haveContent(NodeKind kind)
{
    return kind != NodeKind::List && kind != NodeKind::Map && kind != NodeKind::Entry;
}

bool sameNode(const Ast& a, const Ast& b, NodeId x, NodeId y)
{
    const Node& left = a.node(x);
    const Node& right = b.node(y);
    if (left.kind != right.kind || left.op != right.op || left.macro != right.macro
        || left.isTest != right.isTest || left.isOptional != right.isOptional
        || left.isOptionalItem != right.isOptionalItem || left.hasReceiver != right.hasReceiver
        || left.childCount != right.childCount) {
        return false;
    }
    if (left.kind == NodeKind::Literal) {
        return a.constant(x) == b.constant(y);
    }
    return !haveContent(left.kind) || a.name(x) == b.name(y);
}

} // namespace

bool operator==(const Ast& a, const Ast& b)
{
    std::vector<std::pair<NodeId, NodeId>> open{{a.root(), b.root()}};
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        if (!sameNode(a, b, x, y)) {
            return false;
        }
        for (std::size_t i = 0; i < a.children(x).size(); ++i) {
            open.emplace_back(a.child(x, i), b.child(y, i));
        }
    }
    return true;
}

NodeId AstBuilder::constant(Constant value, Span span)
{
    Node node;
    node.content = static_cast<std::uint32_t>(m_ast.m_constants.size());
    node.span = span;
    node.anchor = span;
    m_ast.m_constants.push_back(std::move(value));
    m_ast.m_nodes.push_back(node);
    return m_ast.root();
}

NodeId AstBuilder::add(Node node, std::string_view name, std::span<const NodeId> children)
{
    if (haveContent(node.kind)) {
        const auto [at, isNew] =
            m_nameIndex.try_emplace(std::string(name), static_cast<std::uint32_t>(m_ast.m_names.size()));
        if (isNew) {
            m_ast.m_names.emplace_back(name);
        }
        node.content = at->second;
    }
    node.firstChild = static_cast<std::uint32_t>(m_ast.m_children.size());
    node.childCount = static_cast<std::uint32_t>(children.size());
    node.height = 1;
    for (const NodeId child : children) {
        node.height = std::max(node.height, static_cast<std::uint16_t>(m_ast.node(child).height + 1));
    }
    m_ast.m_children.insert(m_ast.m_children.end(), children.begin(), children.end());
    m_ast.m_nodes.push_back(node);
    return m_ast.root();
}

} // namespace hindcast::expr
