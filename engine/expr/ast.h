#pragma once

#include "engine/expr/source.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace hindcast::expr {

/// What a literal holds. Bytes are no text, so they have a type of their own.
struct Bytes {
    std::string content;
    friend bool operator==(const Bytes&, const Bytes&) = default;
};
using Constant = std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Bytes>;

enum class NodeId : std::uint32_t {};
constexpr std::uint32_t indexOf(NodeId id)
{
    return static_cast<std::uint32_t>(id);
}

/// Which children a node of each kind has, in order:
enum class NodeKind : std::uint8_t {
    Literal, ///< none; `Ast::constant`
    Name, ///< none; `Ast::name`, with a dot in front if it was written so (".x")
    Select, ///< operand; `Ast::name` is the field. `isTest` for has(operand.field), `isOptional` for `.?`
    Call, ///< operators: the operands (And and Or: two or more); functions: the receiver if `hasReceiver`,
          ///< then the arguments; `Ast::name` is the function's name ("_+_" for operators)
    List, ///< the items; an item that `?` stands before is `isOptionalItem`
    Map, ///< Entry...
    Entry, ///< key, value; `isOptionalItem` for {?key: value}
    Record, ///< Field...; `Ast::name` is the type as written, dots and all
    Field, ///< value; `Ast::name` is the field; `isOptionalItem` for Name{?field: value}
    Comprehension, ///< a macro that binds names: see `ComprehensionView`
    Variable, ///< none; `Ast::name` is the name that a Comprehension binds
};

enum class Operator : std::uint8_t {
    None, ///< a function called by name
    Conditional,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Not,
    Negate,
    Index,
    OptionalIndex, ///< a[?b]
};

/// CEL's name of the function behind an operator: "_+_", "@in", "_[_]"; empty for None.
std::string_view functionOf(Operator op);

/// The macros that bind names. `has` is a Select, the others are kept as they were called and not expanded
/// into loops: explaining, printing and evaluating all want to know what was meant.
enum class Macro : std::uint8_t {
    None,
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
    TransformList,
    TransformMap,
    TransformMapEntry,
    SortBy,
    OptMap,
    OptFlatMap,
    Bind,
};

struct Node {
    NodeKind kind = NodeKind::Literal;
    Operator op = Operator::None;
    Macro macro = Macro::None;
    bool isTest : 1 = false;
    bool isOptional : 1 = false;
    bool isOptionalItem : 1 = false;
    bool hasReceiver : 1 = false;
    std::uint16_t height = 1; ///< 1 for a leaf; at most `maxHeight`
    std::uint32_t content = 0; ///< index of the name or the constant
    std::uint32_t firstChild = 0;
    std::uint32_t childCount = 0;
    Span span; ///< all of it, parentheses around it not included
    Span anchor; ///< what a message points at: the operator, the function's or the field's name; else `span`
};

/// The children of a Comprehension by role. `range` is what is walked: the receiver; for Bind the value that
/// gets the name, for OptMap and OptFlatMap the optional.
struct ComprehensionView {
    Macro macro = Macro::None;
    NodeId range{};
    std::span<const NodeId> variables; ///< one or two
    bool hasFilter = false;
    NodeId filter{}; ///< of map, transformList, transformMap and transformMapEntry in their longer form
    NodeId body{}; ///< predicate, transformation or key
};

/// An expression as a flat tree. Children precede their parents and siblings stand in source order, so a pass
/// that works upward is a loop over the ids; the root comes last. Immutable once parsed.
class Ast {
public:
    NodeId root() const { return NodeId{static_cast<std::uint32_t>(m_nodes.size() - 1)}; }
    std::size_t size() const { return m_nodes.size(); }
    const Node& node(NodeId id) const { return m_nodes[indexOf(id)]; }
    std::span<const NodeId> children(NodeId id) const
    {
        const Node& at = node(id);
        return {m_children.data() + at.firstChild, at.childCount};
    }
    NodeId child(NodeId id, std::size_t index) const { return m_children[node(id).firstChild + index]; }
    std::string_view name(NodeId id) const { return m_names[node(id).content]; }
    const Constant& constant(NodeId id) const { return m_constants[node(id).content]; }
    ComprehensionView comprehension(NodeId id) const;

    /// The same tree: kinds, names, constants and flags. Spans don't matter.
    friend bool operator==(const Ast& a, const Ast& b);

private:
    friend class AstBuilder;

    std::vector<Node> m_nodes;
    std::vector<NodeId> m_children;
    std::vector<std::string> m_names;
    std::vector<Constant> m_constants;
};

/// Makes an Ast from the leaves up.
class AstBuilder {
public:
    NodeId constant(Constant value, Span span);
    /// A node without content of its own, or with `name`. `node` brings kind, flags and spans.
    NodeId add(Node node, std::string_view name, std::span<const NodeId> children);
    Node& node(NodeId id) { return m_ast.m_nodes[indexOf(id)]; }
    const Ast& ast() const { return m_ast; }
    Ast finish() && { return std::move(m_ast); }

private:
    Ast m_ast;
    std::unordered_map<std::string, std::uint32_t> m_nameIndex;
};

} // namespace hindcast::expr
