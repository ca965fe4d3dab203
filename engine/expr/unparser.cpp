#include "engine/expr/unparser.h"

#include "engine/expr/literal.h"

#include <algorithm>

namespace hindcast::expr {

namespace {

/// How tightly a node binds in writing: an operand that binds less gets parentheses.
enum Tightness { Choice, Or, And, Relation, Addition, Multiplication, Prefix, Member };

struct Infix {
    Tightness tightness;
    std::string_view text;
};

Infix infixOf(Operator op)
{
    switch (op) {
    case Operator::Or:
        return {Or, " || "};
    case Operator::And:
        return {And, " && "};
    case Operator::Equal:
        return {Relation, " == "};
    case Operator::NotEqual:
        return {Relation, " != "};
    case Operator::Less:
        return {Relation, " < "};
    case Operator::LessOrEqual:
        return {Relation, " <= "};
    case Operator::Greater:
        return {Relation, " > "};
    case Operator::GreaterOrEqual:
        return {Relation, " >= "};
    case Operator::In:
        return {Relation, " in "};
    case Operator::Add:
        return {Addition, " + "};
    case Operator::Subtract:
        return {Addition, " - "};
    case Operator::Multiply:
        return {Multiplication, " * "};
    case Operator::Divide:
        return {Multiplication, " / "};
    case Operator::Modulo:
        return {Multiplication, " % "};
    case Operator::Conditional:
        return {Choice, " ? "};
    case Operator::Not:
        return {Prefix, "!"};
    case Operator::Negate:
        return {Prefix, "-"};
    case Operator::None:
    case Operator::Index:
    case Operator::OptionalIndex:
        break;
    }
    return {Member, ""};
}

class Unparser {
public:
    explicit Unparser(const Ast& ast)
        : m_ast(ast)
    {
    }

    std::string write(NodeId id)
    {
        node(id);
        return std::move(m_out);
    }

private:
    void node(NodeId id)
    {
        switch (m_ast.node(id).kind) {
        case NodeKind::Literal:
            m_out += literalText(m_ast.constant(id));
            break;
        case NodeKind::Name:
        case NodeKind::Variable:
            m_out += m_ast.name(id);
            break;
        case NodeKind::Select:
            select(id);
            break;
        case NodeKind::Call:
            m_ast.node(id).op == Operator::None ? call(id) : operation(id);
            break;
        case NodeKind::List:
            m_out += '[';
            items(m_ast.children(id));
            m_out += ']';
            break;
        case NodeKind::Record:
            m_out += m_ast.name(id);
            [[fallthrough]];
        case NodeKind::Map:
            m_out += '{';
            items(m_ast.children(id));
            m_out += '}';
            break;
        case NodeKind::Entry:
            node(m_ast.child(id, 0));
            m_out += ": ";
            node(m_ast.child(id, 1));
            break;
        case NodeKind::Field:
            field(m_ast.name(id));
            m_out += ": ";
            node(m_ast.child(id, 0));
            break;
        case NodeKind::Comprehension:
            comprehension(id);
            break;
        }
    }

    void select(NodeId id)
    {
        const Node& at = m_ast.node(id);
        m_out += at.isTest ? "has(" : "";
        within(m_ast.child(id, 0), Member);
        m_out += at.isOptional ? ".?" : ".";
        field(m_ast.name(id));
        m_out += at.isTest ? ")" : "";
    }

    /// A name that is none for the lexer is quoted.
    void field(std::string_view name)
    {
        const bool isPlain = name.find_first_of("./- ") == std::string_view::npos
            && !(name[0] >= '0' && name[0] <= '9') && name != "in" && name != "true" && name != "false"
            && name != "null";
        m_out += isPlain ? "" : "`";
        m_out += name;
        m_out += isPlain ? "" : "`";
    }

    void call(NodeId id)
    {
        std::span<const NodeId> args = m_ast.children(id);
        if (m_ast.node(id).hasReceiver) {
            within(args.front(), Member);
            m_out += '.';
            args = args.subspan(1);
        }
        m_out += m_ast.name(id);
        m_out += '(';
        items(args);
        m_out += ')';
    }

    void comprehension(NodeId id)
    {
        const ComprehensionView view = m_ast.comprehension(id);
        std::vector<NodeId> args(view.variables.begin(), view.variables.end());
        if (view.macro == Macro::Bind) {
            m_out += "cel";
            args.push_back(view.range);
        } else {
            within(view.range, Member);
        }
        if (view.hasFilter) {
            args.push_back(view.filter);
        }
        args.push_back(view.body);
        m_out += '.';
        m_out += m_ast.name(id);
        m_out += '(';
        items(args);
        m_out += ')';
    }

    void operation(NodeId id)
    {
        const std::span<const NodeId> operands = m_ast.children(id);
        const Operator op = m_ast.node(id).op;
        const auto [tightness, text] = infixOf(op);
        switch (op) {
        case Operator::Conditional:
            within(operands[0], Or);
            m_out += " ? ";
            within(operands[1], Or);
            m_out += " : ";
            within(operands[2], Choice);
            return;
        case Operator::Not:
        case Operator::Negate:
            m_out += text;
            prefixed(operands[0], op);
            return;
        case Operator::Index:
        case Operator::OptionalIndex:
            within(operands[0], Member);
            m_out += op == Operator::Index ? "[" : "[?";
            node(operands[1]);
            m_out += ']';
            return;
        default:
            break;
        }
        // Operators of one level group to the left; a chain of && or || is one node, so none groups.
        const bool joinsMany = op == Operator::And || op == Operator::Or;
        within(operands[0], joinsMany ? static_cast<Tightness>(tightness + 1) : tightness);
        for (const NodeId operand : operands.subspan(1)) {
            m_out += text;
            within(operand, static_cast<Tightness>(tightness + 1));
        }
    }

    /// -(1) is not -1: a sign before a number belongs to it, whatever is selected from the number.
    void prefixed(NodeId operand, Operator op)
    {
        NodeId first = operand;
        while (m_ast.node(first).childCount > 0 && tightnessOf(first) == Member && !startsItself(first)) {
            first = m_ast.child(first, 0);
        }
        const bool isNumber = m_ast.node(first).kind == NodeKind::Literal
            && (std::holds_alternative<std::int64_t>(m_ast.constant(first))
                || std::holds_alternative<double>(m_ast.constant(first)));
        if (op == Operator::Negate && isNumber && literalText(m_ast.constant(first)).front() != '-') {
            m_out += '(';
            node(operand);
            m_out += ')';
        } else {
            within(operand, Prefix);
        }
    }

    /// Whether its text begins with something of its own and not with its first child's.
    bool startsItself(NodeId id) const
    {
        const Node& at = m_ast.node(id);
        switch (at.kind) {
        case NodeKind::Select:
            return at.isTest;
        case NodeKind::Call:
            return at.op == Operator::None && !at.hasReceiver;
        case NodeKind::Comprehension:
            return at.macro == Macro::Bind;
        default:
            return true;
        }
    }

    void within(NodeId id, Tightness needed)
    {
        const bool needsParentheses = tightnessOf(id) < needed;
        m_out += needsParentheses ? "(" : "";
        node(id);
        m_out += needsParentheses ? ")" : "";
    }

    Tightness tightnessOf(NodeId id) const { return infixOf(m_ast.node(id).op).tightness; }

    void items(std::span<const NodeId> ids)
    {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            m_out += i > 0 ? ", " : "";
            m_out += m_ast.node(ids[i]).isOptionalItem ? "?" : "";
            node(ids[i]);
        }
    }

    const Ast& m_ast;
    std::string m_out;
};

} // namespace

std::string unparse(const Ast& ast)
{
    return unparse(ast, ast.root());
}

std::string unparse(const Ast& ast, NodeId id)
{
    return Unparser(ast).write(id);
}

} // namespace hindcast::expr
