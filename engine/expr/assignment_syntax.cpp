#include "engine/expr/assignment_syntax.h"

#include "engine/expr/parser.h"

#include <algorithm>

namespace hindcast::expr {

namespace {

constexpr std::string_view blanks = " \t\r\n";

Span trimmed(const Source& source, Span span)
{
    const std::string_view text = source.text(span);
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {span.offset, 0};
    }
    const std::size_t last = text.find_last_not_of(blanks);
    return {span.offset + static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last - first + 1)};
}

/// Where '=' or '+=' stands outside of brackets and texts; the text's size when nowhere. What comes before it
/// is a path, so texts stand in brackets only, and need no more than their quotes looked at.
std::size_t findSign(std::string_view text)
{
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        switch (text[at]) {
        case '[':
        case '(':
        case '{':
            ++depth;
            break;
        case ']':
        case ')':
        case '}':
            depth -= std::min<std::size_t>(depth, 1);
            break;
        case '\'':
        case '"':
        case '`': {
            const char quote = text[at];
            for (++at; at < text.size() && text[at] != quote; ++at) {
                at += text[at] == '\\' ? 1U : 0U;
            }
            break;
        }
        case '=':
            if (depth == 0) {
                return at;
            }
            break;
        default:
            break;
        }
    }
    return text.size();
}

Diagnostic at(DiagnosticCode code, Span span)
{
    return {code, span, {}};
}

std::optional<TargetStep> stepOf(const Ast& ast, NodeId id)
{
    const Node& node = ast.node(id);
    TargetStep step;
    step.span = node.anchor;
    if (node.kind == NodeKind::Name || (node.kind == NodeKind::Select && !node.isTest && !node.isOptional)) {
        step.name = ast.name(id);
        return step.name.starts_with('.') ? std::nullopt : std::optional(step);
    }
    if (node.kind != NodeKind::Call || node.op != Operator::Index) {
        return std::nullopt;
    }
    const NodeId key = ast.child(id, 1);
    step.span = ast.node(key).span;
    if (ast.node(key).kind == NodeKind::Literal) {
        const Constant& constant = ast.constant(key);
        if (const auto* name = std::get_if<std::string>(&constant)) {
            step.name = *name;
            return step;
        }
        if (const auto* position = std::get_if<std::int64_t>(&constant);
            position != nullptr && *position >= 0) {
            step.position = static_cast<std::size_t>(*position);
            return step;
        }
    }
    step.computed = step.span;
    return step;
}

Diagnosed<std::vector<TargetStep>> parsePath(const Source& source, Span span)
{
    const auto ast = parse(source, span);
    if (!ast) {
        return ast.diagnostics();
    }
    std::vector<TargetStep> steps;
    NodeId id = ast->root();
    while (const auto step = stepOf(*ast, id)) {
        steps.push_back(*step);
        if (ast->node(id).kind == NodeKind::Name) {
            std::reverse(steps.begin(), steps.end());
            return steps;
        }
        id = ast->child(id, 0);
    }
    return std::vector<Diagnostic>{at(DiagnosticCode::NotAPath, ast->node(id).span)};
}

} // namespace

Diagnosed<AssignmentSyntax> parseAssignment(const Source& source, Span span)
{
    AssignmentSyntax made;
    const Span whole = trimmed(source, span);
    const std::string_view text = source.text(whole);
    const std::size_t sign = findSign(text);
    constexpr std::string_view keyword = "unset";
    const bool isUnset = sign == text.size() && text.starts_with(keyword) && text.size() > keyword.size()
        && blanks.find(text[keyword.size()]) != std::string_view::npos;
    if (isUnset) {
        made.kind = AssignmentKind::Unset;
        const auto skipped = static_cast<std::uint32_t>(keyword.size());
        made.pathSpan = trimmed(source, {whole.offset + skipped, whole.length - skipped});
    } else {
        const bool isComparison = sign + 1 < text.size() && text[sign + 1] == '=';
        if (sign == text.size() || isComparison) {
            return std::vector<Diagnostic>{at(DiagnosticCode::NotAnAssignment, whole)};
        }
        const bool appends = sign > 0 && text[sign - 1] == '+';
        made.kind = appends ? AssignmentKind::Append : AssignmentKind::Set;
        const auto pathLength = static_cast<std::uint32_t>(appends ? sign - 1 : sign);
        const auto behind = static_cast<std::uint32_t>(sign + 1);
        made.pathSpan = trimmed(source, {whole.offset, pathLength});
        made.value = trimmed(source, {whole.offset + behind, whole.length - behind});
    }
    auto path = parsePath(source, made.pathSpan);
    if (!path) {
        return path.diagnostics();
    }
    made.path = *std::move(path);
    return made;
}

std::string textOf(const Source& source, const AssignmentSyntax& assignment)
{
    return std::string(source.text(assignment.pathSpan));
}

} // namespace hindcast::expr
