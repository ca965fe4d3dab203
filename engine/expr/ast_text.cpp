#include "engine/expr/ast_text.h"

#include "engine/expr/literal.h"

#include <fmt/format.h>

namespace hindcast::expr {

namespace {

/// "+" for "_+_", "in" for "@in".
std::string signOf(Operator op)
{
    switch (op) {
    case Operator::Conditional:
        return "?";
    case Operator::Index:
        return "[]";
    case Operator::OptionalIndex:
        return "[?]";
    default:
        break;
    }
    std::string sign;
    for (const char c : functionOf(op)) {
        sign += c == '_' || c == '@' ? "" : std::string(1, c);
    }
    return sign;
}

/// What a node is, without what is below it.
std::string headOf(const Ast& ast, NodeId id)
{
    const Node& node = ast.node(id);
    switch (node.kind) {
    case NodeKind::Literal:
        return literalText(ast.constant(id));
    case NodeKind::Select:
        return fmt::format("{}{}{}", node.isTest ? "has " : "", node.isOptional ? ".?" : ".", ast.name(id));
    case NodeKind::Call:
        return node.op != Operator::None ? signOf(node.op)
                                         : fmt::format("{}{}", node.hasReceiver ? "." : "", ast.name(id));
    case NodeKind::List:
        return "[]";
    case NodeKind::Map:
        return "{}";
    case NodeKind::Entry:
        return ":";
    case NodeKind::Record:
        return fmt::format("{}{{}}", ast.name(id));
    case NodeKind::Field:
        return fmt::format("{}:", ast.name(id));
    case NodeKind::Name:
    case NodeKind::Comprehension:
    case NodeKind::Variable:
        break;
    }
    return std::string(ast.name(id));
}

class TreeWriter {
public:
    explicit TreeWriter(const Ast& ast)
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
        const Node& at = m_ast.node(id);
        m_out += at.isOptionalItem ? "?" : "";
        switch (at.kind) {
        case NodeKind::Literal:
        case NodeKind::Name:
        case NodeKind::Variable:
            m_out += headOf(m_ast, id);
            break;
        case NodeKind::Select:
            m_out += at.isTest ? "(has " : "";
            node(m_ast.child(id, 0));
            m_out += fmt::format("{}{}{}", at.isOptional ? ".?" : ".", m_ast.name(id), at.isTest ? ")" : "");
            break;
        case NodeKind::Call:
            m_out += "(" + headOf(m_ast, id);
            for (const NodeId each : m_ast.children(id)) {
                m_out += ' ';
                node(each);
            }
            m_out += ')';
            break;
        case NodeKind::List:
            items("[", id, "]");
            break;
        case NodeKind::Record:
            m_out += m_ast.name(id);
            [[fallthrough]];
        case NodeKind::Map:
            items("{", id, "}");
            break;
        case NodeKind::Entry:
            node(m_ast.child(id, 0));
            m_out += ": ";
            node(m_ast.child(id, 1));
            break;
        case NodeKind::Field:
            m_out += headOf(m_ast, id) + " ";
            node(m_ast.child(id, 0));
            break;
        case NodeKind::Comprehension:
            comprehension(id);
            break;
        }
    }

    void items(std::string_view open, NodeId id, std::string_view close)
    {
        m_out += open;
        bool isFirst = true;
        for (const NodeId each : m_ast.children(id)) {
            m_out += isFirst ? "" : " ";
            node(each);
            isFirst = false;
        }
        m_out += close;
    }

    void comprehension(NodeId id)
    {
        const ComprehensionView view = m_ast.comprehension(id);
        m_out += "(" + headOf(m_ast, id) + " ";
        node(view.range);
        m_out += " (";
        for (std::size_t i = 0; i < view.variables.size(); ++i) {
            m_out += i > 0 ? " " : "";
            m_out += m_ast.name(view.variables[i]);
        }
        m_out += ") ";
        if (view.hasFilter) {
            node(view.filter);
            m_out += ' ';
        }
        node(view.body);
        m_out += ')';
    }

    const Ast& m_ast;
    std::string m_out;
};

class OutlineWriter {
public:
    explicit OutlineWriter(const CheckedAst& checked)
        : m_checked(checked)
        , m_ast(checked.ast())
    {
    }

    std::string write()
    {
        node(m_ast.root(), 0);
        return std::move(m_out);
    }

private:
    void node(NodeId id, std::size_t depth)
    {
        const NodeKind kind = m_ast.node(id).kind;
        const bool hasType = kind != NodeKind::Entry && kind != NodeKind::Field;
        m_out += fmt::format("{}{}{}{}",
            m_out.empty() ? "" : "\n",
            std::string(2 * depth, ' '),
            m_ast.node(id).isOptionalItem ? "?" : "",
            headOf(m_ast, id));
        m_out += hasType ? " : " + m_checked.type(id).text() : "";
        const std::string meaning = meaningOf(id);
        m_out += meaning.empty() ? "" : " = " + meaning;
        const Reference& reference = m_checked.reference(id);
        const bool isWhole =
            reference.kind == Reference::Kind::Variable || reference.kind == Reference::Kind::TypeName;
        const std::span<const NodeId> below = m_ast.children(id);
        for (const NodeId each :
            isWhole ? std::span<const NodeId>() : below.subspan(reference.isNamespaced ? 1 : 0)) {
            node(each, depth + 1);
        }
    }

    std::string meaningOf(NodeId id) const
    {
        const Reference& reference = m_checked.reference(id);
        const Environment& environment = m_checked.environment();
        switch (reference.kind) {
        case Reference::Kind::None:
            return {};
        case Reference::Kind::Variable:
            return fmt::format(
                "variable {}, {}", reference.index, environment.variables()[reference.index].name);
        case Reference::Kind::Local:
            return fmt::format("local {}", reference.index);
        case Reference::Kind::TypeName:
            return "type";
        case Reference::Kind::Record:
            return "record";
        case Reference::Kind::Field: {
            const RecordDeclaration& record = environment.records()[reference.index];
            return fmt::format("{}.{}", record.name, record.fields[reference.second].name);
        }
        case Reference::Kind::Function: {
            std::string out;
            for (const OverloadId each : m_checked.candidates(id)) {
                out += (out.empty() ? "" : " | ") + environment.overloads()[each].id;
            }
            return out;
        }
        case Reference::Kind::Unresolved:
            return "unknown";
        }
        return {};
    }

    const CheckedAst& m_checked;
    const Ast& m_ast;
    std::string m_out;
};

} // namespace

std::string treeText(const Ast& ast)
{
    return TreeWriter(ast).write(ast.root());
}

std::string outline(const CheckedAst& checked)
{
    return OutlineWriter(checked).write();
}

} // namespace hindcast::expr
