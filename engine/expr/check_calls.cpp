#include "engine/expr/checking.h"
#include "engine/expr/macros.h"
#include "engine/expr/signature.h"
#include "engine/expr/suggestion.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hindcast::expr {

using Kind = Type::Kind;

namespace {

bool isArithmetic(Operator op)
{
    return op == Operator::Add || op == Operator::Subtract || op == Operator::Multiply
        || op == Operator::Divide;
}

bool isComparison(Operator op)
{
    return op >= Operator::Equal && op <= Operator::GreaterOrEqual;
}

bool isEquality(Operator op)
{
    return op == Operator::Equal || op == Operator::NotEqual;
}

bool hasNumberParameter(const OverloadDeclaration& overload)
{
    const auto isOne = [](const Type& each) {
        return each.is(Kind::Number) || (each.is(Kind::List) && each.parameter(0).is(Kind::Number));
    };
    return std::any_of(overload.parameters.begin(), overload.parameters.end(), isOne);
}

/// "'+'", "'!'", "'[]'".
std::string shownOperator(std::string_view function)
{
    std::string sign;
    for (const char c : function) {
        sign += c == '_' || c == '@' ? "" : std::string(1, c);
    }
    return fmt::format("'{}'", sign);
}

} // namespace

Type Checker::call(NodeId id)
{
    switch (node(id).op) {
    case Operator::And:
    case Operator::Or:
    case Operator::Not:
        for (const NodeId each : m_ast.children(id)) {
            visit(each);
            require(each, Kind::Bool);
        }
        return Kind::Bool;
    case Operator::Conditional:
        return conditional(id);
    default:
        break;
    }
    const auto called = m_names.calledBy(id);
    if (!called) {
        unknownFunction(id);
        return {};
    }
    return function(id, *called);
}

Type Checker::conditional(NodeId id)
{
    const auto [condition, then, otherwise] =
        std::array{m_ast.child(id, 0), m_ast.child(id, 1), m_ast.child(id, 2)};
    visit(condition);
    require(condition, Kind::Bool);
    visit(then);
    visit(otherwise);
    if (const auto type = m_inference.join(typeOf(then), typeOf(otherwise))) {
        return *type;
    }
    if (adapt(then, typeOf(otherwise)) || adapt(otherwise, typeOf(then))) {
        return typeOf(otherwise);
    }
    return fail(DiagnosticCode::WrongType,
        node(otherwise).span,
        {fmt::format("{}, as in the other branch", shown(typeOf(then))),
            shown(typeOf(otherwise)),
            "write dyn(...) around both if that is meant"});
}

Type Checker::function(NodeId id, const NameResolver::Called& called)
{
    const std::span<const NodeId> arguments = m_ast.children(id).subspan(called.isNamespaced ? 1 : 0);
    for (const NodeId each : arguments) {
        visit(each);
    }
    const Match found = matchOperands(id, called, arguments);
    if (!found.result) {
        noMatch(id, called, arguments);
        return {};
    }
    checkOperands(id, arguments);
    refer(id, {Reference::Kind::Function, called.isNamespaced, called.function});
    m_result.setCandidates(id, found.overloads);
    return *found.result;
}

/// The overloads that fit, an integer literal beside a double or a decimal read as one. Beside dyn it may be
/// either.
Checker::Match
Checker::matchOperands(NodeId id, const NameResolver::Called& called, std::span<const NodeId> arguments)
{
    const Operator op = node(id).op;
    std::vector<Type> types;
    for (const NodeId each : arguments) {
        types.push_back(typeOf(each));
    }
    std::vector<Type> alternative;
    for (std::size_t i = 0; i < 2 && (isArithmetic(op) || isComparison(op)); ++i) {
        const Type& other = withoutNull(types[1 - i]);
        const bool isInt = node(arguments[i]).kind == NodeKind::Literal && types[i].is(Kind::Int);
        if (isInt && (other.is(Kind::Double) || (other.is(Kind::Decimal) && isArithmetic(op)))) {
            adapt(arguments[i], other);
            types[i] = other;
        } else if (isInt && other.isDyn() && isArithmetic(op)) {
            alternative = types;
            alternative[i] = Kind::Double;
        }
    }
    Match found;
    match(found, id, called, types);
    if (!alternative.empty()) {
        match(found, id, called, alternative);
        std::sort(found.overloads.begin(), found.overloads.end());
    }
    return found;
}

void Checker::match(Match& into,
    NodeId id,
    const NameResolver::Called& called,
    std::span<const Type> arguments)
{
    const bool isMember = node(id).hasReceiver && !called.isNamespaced;
    const bool isCertain = std::none_of(arguments.begin(), arguments.end(), hasDyn);
    bool isSettled = false;
    for (const OverloadId overload : m_environment.functions()[called.function].overloads) {
        const OverloadDeclaration& declaration = m_environment.overloads()[overload];
        // "Any number" is what is left when no one kind of number fits.
        const bool isLeft = isSettled && hasNumberParameter(declaration);
        if (declaration.isMember != isMember || isLeft) {
            continue;
        }
        const OverloadDeclaration own = m_inference.instantiate(declaration);
        const std::size_t before = m_inference.mark();
        if (!takes(own, arguments)) {
            m_inference.forgetSince(before);
            continue;
        }
        isSettled = isCertain;
        into.overloads.push_back(overload);
        const Type result = m_inference.known(own.result);
        into.result = into.result && *into.result != result ? Type::dyn() : result;
    }
}

bool Checker::takes(const OverloadDeclaration& overload, std::span<const Type> arguments)
{
    const std::vector<Type>& parameters = overload.parameters;
    const bool isFitting =
        overload.isVariadic ? arguments.size() >= parameters.size() : arguments.size() == parameters.size();
    if (!isFitting) {
        return false;
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!m_inference.assign(arguments[i], parameters[std::min(i, parameters.size() - 1)])) {
            return false;
        }
    }
    return true;
}

/// Literals beside an enum must be among its values.
void Checker::checkOperands(NodeId id, std::span<const NodeId> arguments)
{
    if (arguments.size() != 2) {
        return;
    }
    const Type left = typeOf(arguments[0]);
    const Type right = typeOf(arguments[1]);
    if (isEquality(node(id).op)) {
        checkEnumLiterals(arguments[0], right);
        checkEnumLiterals(arguments[1], left);
    } else if (node(id).op == Operator::In) {
        checkEnumLiterals(arguments[1], Type::list(left));
        if (right.is(Kind::List) || right.is(Kind::Map)) {
            checkEnumLiterals(arguments[0], right.parameter(0));
        }
    } else if (node(id).op == Operator::Index && left.is(Kind::Map)) {
        checkEnumLiterals(arguments[1], left.parameter(0));
    }
}

void Checker::unknownFunction(NodeId id)
{
    std::string name(m_ast.name(id));
    std::span<const NodeId> arguments = m_ast.children(id);
    std::string space;
    if (node(id).hasReceiver && node(arguments.front()).kind == NodeKind::Name) {
        // "math.flor(x)": the receiver is none, it is where functions live.
        space = std::string(m_ast.name(arguments.front())) + ".";
        const auto isInside = [&](const FunctionDeclaration& each) { return each.name.rfind(space, 0) == 0; };
        const auto functions = m_environment.functions();
        if (std::any_of(functions.begin(), functions.end(), isInside)
            && m_names.meaningOf(arguments.front()).reference.kind == Reference::Kind::None) {
            arguments = arguments.subspan(1);
        } else {
            space.clear();
        }
    }
    for (const NodeId each : arguments) {
        visit(each);
    }
    const std::string_view usage = macroUsage(name);
    if (!usage.empty()) {
        fail(DiagnosticCode::BadMacroCall, node(id).anchor, {name, std::string(usage)});
        return;
    }
    std::vector<std::string_view> names;
    for (const FunctionDeclaration& each : m_environment.functions()) {
        const bool isOperator = each.name.find_first_of("_@") == 0 || each.name == "!_" || each.name == "-_";
        if (!isOperator && each.name.rfind(space, 0) == 0) {
            names.push_back(each.name);
        }
    }
    name = space + name;
    fail(DiagnosticCode::UnknownFunction, node(id).anchor, {name, didYouMean(name, names)});
}

void Checker::noMatch(NodeId id, const NameResolver::Called& called, std::span<const NodeId> arguments)
{
    const FunctionDeclaration& function = m_environment.functions()[called.function];
    std::vector<std::string> types;
    for (const NodeId each : arguments) {
        types.push_back(shown(typeOf(each)));
    }
    if (node(id).op != Operator::None) {
        fail(DiagnosticCode::NoMatchingOverload,
            node(id).anchor,
            {shownOperator(function.name),
                fmt::format("{}", fmt::join(types, " and ")),
                operandAdvice(id, arguments)});
        return;
    }
    std::string name = function.name + "()";
    if (node(id).hasReceiver && !called.isNamespaced) {
        name = types.front() + "." + name;
        types.erase(types.begin());
    }
    std::vector<std::string> forms;
    for (const OverloadId each : function.overloads) {
        forms.push_back(signatureText(function.name, m_environment.overloads()[each]));
    }
    forms.resize(std::min<std::size_t>(forms.size(), 3));
    fail(DiagnosticCode::NoMatchingOverload,
        node(id).anchor,
        {name,
            fmt::format("({})", fmt::join(types, ", ")),
            fmt::format("write {}", fmt::join(forms, " or "))});
}

std::string Checker::operandAdvice(NodeId id, std::span<const NodeId> arguments)
{
    const Operator op = node(id).op;
    if (arguments.size() != 2) {
        return {};
    }
    const Type left = typeOf(arguments[0]);
    const Type right = typeOf(arguments[1]);
    const bool isDecimal = left.is(Kind::Decimal) || right.is(Kind::Decimal);
    if (op == Operator::Divide && isDecimal) {
        return "write x.divide(y, scale)";
    }
    if (isNumber(left) && isNumber(right)) {
        return fmt::format("convert one of them, such as {}(x)", isDecimal ? "decimal" : "double");
    }
    if (op == Operator::Add && (left.is(Kind::String) || right.is(Kind::String))) {
        return "make a text of the other by string(x)";
    }
    return isComparison(op) || op == Operator::In ? "both sides must be of one type" : "";
}

} // namespace hindcast::expr
