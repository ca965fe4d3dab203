#include "engine/expr/checking.h"
#include "engine/expr/literal.h"
#include "engine/expr/suggestion.h"

#include <fmt/format.h>

#include <algorithm>

namespace hindcast::expr {

using Kind = Type::Kind;

bool Checker::fits(NodeId id, const Type& wanted)
{
    if (!m_inference.assign(typeOf(id), wanted) && !adapt(id, wanted)) {
        return false;
    }
    checkEnumLiterals(id, wanted);
    return true;
}

bool Checker::adapt(NodeId id, const Type& wanted)
{
    const Type& plain = withoutNull(wanted);
    if (node(id).kind == NodeKind::Literal) {
        const bool isInt = std::holds_alternative<std::int64_t>(m_ast.constant(id));
        if (!isInt || !(plain.is(Kind::Double) || plain.is(Kind::Decimal))) {
            return false;
        }
        setType(id, plain);
        return true;
    }
    const auto fitsToo = [this](const Type& part) {
        return
            [this, part](NodeId each) { return m_inference.assign(typeOf(each), part) || adapt(each, part); };
    };
    if (node(id).kind == NodeKind::List && plain.is(Kind::List)) {
        const auto items = m_ast.children(id);
        setType(id, plain);
        return std::all_of(items.begin(), items.end(), fitsToo(plain.parameter(0)));
    }
    if (node(id).op == Operator::Conditional) {
        const auto branches = m_ast.children(id).subspan(1);
        setType(id, plain);
        return std::all_of(branches.begin(), branches.end(), fitsToo(wanted));
    }
    return false;
}

void Checker::require(NodeId id, const Type& wanted, std::string advice)
{
    if (!fits(id, wanted)) {
        fail(DiagnosticCode::WrongType, node(id).span, {shown(wanted), shown(typeOf(id)), std::move(advice)});
    }
}

void Checker::checkEnumLiterals(NodeId id, const Type& wanted)
{
    const Type& plain = withoutNull(wanted);
    if (node(id).op == Operator::Conditional) {
        checkEnumLiterals(m_ast.child(id, 1), wanted);
        checkEnumLiterals(m_ast.child(id, 2), wanted);
    } else if (plain.is(Kind::List) && node(id).kind == NodeKind::List) {
        for (const NodeId item : m_ast.children(id)) {
            checkEnumLiterals(item, plain.parameter(0));
        }
    } else if (const EnumDeclaration* declared =
                   plain.is(Kind::Enum) ? m_environment.findEnum(plain.name()) : nullptr) {
        checkEnumLiteral(id, *declared);
    }
}

void Checker::checkEnumLiteral(NodeId id, const EnumDeclaration& wanted)
{
    const auto* value =
        node(id).kind == NodeKind::Literal ? std::get_if<std::string>(&m_ast.constant(id)) : nullptr;
    if (value == nullptr || wanted.has(*value)) {
        return;
    }
    const std::vector<std::string_view> values(wanted.values.begin(), wanted.values.end());
    std::string advice = didYouMean(*value, values);
    if (advice.empty()) {
        advice = fmt::format("it is {}", listed(values));
    }
    fail(DiagnosticCode::NotAValue, node(id).span, {wanted.name, literalText(m_ast.constant(id)), advice});
}

} // namespace hindcast::expr
