#include "engine/expr/parsing.h"

namespace hindcast::expr {

Parsed Parser::call(Operand& receiver, const Token& name, bool hasReceiver)
{
    const Items args = arguments();
    if (!args) {
        return {};
    }
    if (!hasReceiver && name.text == "has" && args->size() == 1) {
        return has(name, *args, receiver.start);
    }
    const bool isBind = hasReceiver && receiver.path.size() == 1 && receiver.path.front().text == "cel"
        && name.text == "bind" && args->size() == 3;
    if (isBind) {
        const std::vector<NodeId> parts{args->at(0), args->at(2)};
        return comprehension({"bind", Macro::Bind}, name, receiver.start, args->at(1), parts);
    }
    std::vector<NodeId> parts;
    if (hasReceiver) {
        const Parsed from = nodeOf(receiver);
        if (!from) {
            return {};
        }
        if (const auto form = findMacro(name.text, args->size())) {
            return comprehension(*form, name, receiver.start, *from, *args);
        }
        parts.push_back(*from);
    }
    parts.insert(parts.end(), args->begin(), args->end());
    Node node = nodeFrom(NodeKind::Call, receiver.start, name.span);
    node.hasReceiver = hasReceiver;
    return add(node, name.text, parts);
}

Items Parser::arguments()
{
    const Token opening = m_token;
    advance();
    std::vector<NodeId> args;
    if (accept(TokenKind::RightParenthesis)) {
        return args;
    }
    do {
        const Parsed arg = expression();
        if (!arg) {
            return {};
        }
        args.push_back(*arg);
    } while (accept(TokenKind::Comma));
    if (!close(TokenKind::RightParenthesis, "',' or ')'", opening)) {
        return {};
    }
    return args;
}

Parsed Parser::has(const Token& name, const std::vector<NodeId>& args, std::uint32_t start)
{
    Node& node = m_builder.node(args.front());
    if (node.kind != NodeKind::Select || node.isTest || node.isOptional) {
        return fail({DiagnosticCode::BadHas, node.span, {}});
    }
    node.isTest = true;
    node.span = {start, m_lastEnd - start};
    node.anchor = name.span;
    return args.front();
}

Parsed Parser::comprehension(const MacroForm& form,
    const Token& name,
    std::uint32_t start,
    NodeId range,
    std::span<const NodeId> args)
{
    std::vector<NodeId> parts{range};
    parts.insert(parts.end(), args.begin(), args.end());
    for (std::size_t i = 0; i < form.variableCount; ++i) {
        Node& variable = m_builder.node(args[i]);
        const std::string_view text =
            variable.kind == NodeKind::Name ? m_builder.ast().name(args[i]) : std::string_view();
        if (text.empty() || text.front() == '.') {
            return fail({DiagnosticCode::BadMacroVariable, variable.span, {std::string(form.name)}});
        }
        if (i > 0 && text == m_builder.ast().name(args[0])) {
            return fail({DiagnosticCode::RepeatedVariable,
                variable.span,
                {std::string(text), std::string(form.name)}});
        }
        variable.kind = NodeKind::Variable;
    }
    Node node = nodeFrom(NodeKind::Comprehension, start, name.span);
    node.macro = form.macro;
    return add(node, form.name, parts);
}

} // namespace hindcast::expr
