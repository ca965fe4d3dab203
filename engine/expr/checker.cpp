#include "engine/expr/checker.h"

#include "engine/expr/checking.h"
#include "engine/expr/suggestion.h"

#include <fmt/format.h>

#include <algorithm>

namespace hindcast::expr {

using Kind = Type::Kind;

CheckedAst::CheckedAst(std::shared_ptr<const Ast> ast, Environment environment)
    : m_ast(std::move(ast))
    , m_environment(std::move(environment))
    , m_types(m_ast->size())
    , m_references(m_ast->size())
{
}

std::span<const OverloadId> CheckedAst::candidates(NodeId id) const
{
    const Reference& at = reference(id);
    return {m_candidates.data() + at.firstCandidate, at.candidateCount};
}

void CheckedAst::setCandidates(NodeId id, std::span<const OverloadId> overloads)
{
    Reference& at = m_references[indexOf(id)];
    at.firstCandidate = static_cast<std::uint32_t>(m_candidates.size());
    at.candidateCount = static_cast<std::uint32_t>(overloads.size());
    m_candidates.insert(m_candidates.end(), overloads.begin(), overloads.end());
}

Diagnosed<CheckedAst>
check(std::shared_ptr<const Ast> ast, const Environment& environment, const Type& expected)
{
    return Checker::check(std::move(ast), environment, expected);
}

Diagnosed<CheckedAst>
Checker::check(std::shared_ptr<const Ast> ast, const Environment& environment, const Type& expected)
{
    CheckedAst result(std::move(ast), environment);
    std::vector<Diagnostic> diagnostics = Checker(result).run(expected);
    if (!diagnostics.empty()) {
        return diagnostics;
    }
    return result;
}

Checker::Checker(CheckedAst& result)
    : m_result(result)
    , m_ast(result.ast())
    , m_environment(result.environment())
    , m_names(m_ast, m_environment)
{
}

std::vector<Diagnostic> Checker::run(const Type& expected)
{
    visit(m_ast.root());
    require(m_ast.root(), expected);
    m_inference.settle(m_result.m_types);
    m_result.m_frameSize = m_names.frameSize();
    std::stable_sort(m_diagnostics.begin(),
        m_diagnostics.end(),
        [](const Diagnostic& a, const Diagnostic& b) { return a.span.offset < b.span.offset; });
    m_diagnostics.resize(std::min(m_diagnostics.size(), maxDiagnostics));
    return std::move(m_diagnostics);
}

Type Checker::visit(NodeId id)
{
    // Faults are found in another order than they stand in; with so many of them nobody misses one.
    if (m_diagnostics.size() >= 8 * maxDiagnostics) {
        return {};
    }
    Type type = visitKind(id);
    // A name bound to a pair of the one before doubles the type each time: nobody can walk the result.
    if (type.weight() > Type::maxWeight) {
        type = Type::dyn();
    }
    setType(id, type);
    return type;
}

Type Checker::visitKind(NodeId id)
{
    switch (node(id).kind) {
    case NodeKind::Literal:
        return literal(id);
    case NodeKind::Name:
        return named(id);
    case NodeKind::Select:
        return select(id);
    case NodeKind::Call:
        return call(id);
    case NodeKind::List:
        return list(id);
    case NodeKind::Map:
        return map(id);
    case NodeKind::Record:
        return record(id);
    case NodeKind::Comprehension:
        return comprehension(id);
    case NodeKind::Entry:
    case NodeKind::Field:
    case NodeKind::Variable:
        break; // their owners look at them
    }
    return {};
}

Type Checker::literal(NodeId id) const
{
    // In the order of Constant's alternatives.
    static constexpr Kind kinds[]{
        Kind::Null, Kind::Bool, Kind::Int, Kind::Uint, Kind::Double, Kind::String, Kind::Bytes};
    return kinds[m_ast.constant(id).index()];
}

Type Checker::named(NodeId id)
{
    NameResolver::Meaning meaning = m_names.meaningOf(id);
    refer(id, meaning.reference);
    switch (meaning.reference.kind) {
    case Reference::Kind::Local:
        return m_localTypes[meaning.reference.index];
    case Reference::Kind::Variable:
        return m_environment.variables()[meaning.reference.index].type;
    case Reference::Kind::TypeName:
        return std::move(meaning.type);
    default:
        break;
    }
    const std::string name(m_ast.name(id));
    if (m_environment.findFunction(name)) {
        return fail(DiagnosticCode::UnknownName,
            node(id).span,
            {name, fmt::format("'{}' is a function: write {}(...)", name, name)});
    }
    std::vector<std::string_view> names = m_names.locals();
    for (const VariableDeclaration& each : m_environment.variables()) {
        names.push_back(each.name);
    }
    std::string advice = didYouMean(name, names);
    if (advice.empty() && !names.empty()) {
        advice = fmt::format("here are {}", listed(names));
    }
    return fail(DiagnosticCode::UnknownName, node(id).span, {name, advice});
}

Type Checker::select(NodeId id)
{
    NameResolver::Meaning meaning = m_names.meaningOf(id);
    if (meaning.reference.kind == Reference::Kind::Variable) {
        refer(id, meaning.reference);
        return m_environment.variables()[meaning.reference.index].type;
    }
    if (meaning.reference.kind == Reference::Kind::TypeName) {
        refer(id, meaning.reference);
        return std::move(meaning.type);
    }
    visit(m_ast.child(id, 0));
    const Type operand = typeOf(m_ast.child(id, 0));
    const bool isOptional = operand.is(Kind::Optional);
    Type type = selectFrom(id, isOptional ? operand.parameter(0) : operand);
    if (node(id).isTest) {
        return Kind::Bool;
    }
    return isOptional || node(id).isOptional ? Type::optional(std::move(type)) : type;
}

Type Checker::selectFrom(NodeId id, const Type& operand)
{
    const std::string field(m_ast.name(id));
    switch (operand.kind()) {
    case Kind::Dyn:
        return {};
    case Kind::Parameter:
        m_inference.assign(operand, Type::dyn());
        return {};
    case Kind::Map:
        return operand.parameter(1);
    case Kind::Record:
        break;
    default:
        return fail(DiagnosticCode::NoSelection,
            node(id).anchor,
            {shown(operand),
                operand.is(Kind::List) ? "write list[0] for an item, or list.map(x, x.field)" : ""});
    }
    const auto record = m_environment.findRecord(operand.name());
    if (!record) {
        return {};
    }
    const RecordDeclaration& declaration = m_environment.records()[*record];
    const auto index = declaration.find(field);
    if (!index) {
        std::vector<std::string_view> names;
        for (const FieldDeclaration& each : declaration.fields) {
            names.push_back(each.name);
        }
        const std::string nearest = didYouMean(field, names);
        return fail(DiagnosticCode::UnknownField,
            node(id).anchor,
            {declaration.name,
                field,
                nearest.empty() && !names.empty() ? fmt::format("it has {}", listed(names)) : nearest});
    }
    refer(id, {Reference::Kind::Field, false, *record, *index});
    return declaration.fields[*index].type;
}

Type Checker::list(NodeId id)
{
    std::optional<Type> item;
    for (const NodeId each : m_ast.children(id)) {
        item = joined(item, itemType(each, each));
    }
    return Type::list(item ? *item : m_inference.fresh());
}

Type Checker::map(NodeId id)
{
    std::optional<Type> key;
    std::optional<Type> value;
    for (const NodeId entry : m_ast.children(id)) {
        key = joined(key, visit(m_ast.child(entry, 0)));
        value = joined(value, itemType(entry, m_ast.child(entry, 1)));
    }
    if (!key || !value) {
        return Type::map(m_inference.fresh(), m_inference.fresh());
    }
    return Type::map(*key, *value);
}

Type Checker::itemType(NodeId owner, NodeId value)
{
    visit(value);
    const Type type = typeOf(value);
    if (!node(owner).isOptionalItem) {
        return type;
    }
    const Type content = m_inference.fresh();
    if (!m_inference.assign(type, Type::optional(content))) {
        return fail(DiagnosticCode::WrongType,
            node(value).span,
            {"an optional value behind '?'", shown(type), "remove the '?', or write optional.of(...)"});
    }
    return type.isDyn() ? type : m_inference.known(content);
}

Type Checker::joined(const std::optional<Type>& before, const Type& next)
{
    return before ? m_inference.join(*before, next).value_or(Type::dyn()) : next;
}

Type Checker::record(NodeId id)
{
    const std::string name(m_ast.name(id));
    const auto record = m_names.record(name);
    if (!record) {
        for (const NodeId each : m_ast.children(id)) {
            visit(m_ast.child(each, 0));
        }
        const bool isOther =
            typeNamed(name) || m_environment.findVariable(name) || m_environment.findEnum(name);
        if (isOther) {
            return fail(DiagnosticCode::NotARecord, node(id).anchor, {name, ""});
        }
        std::vector<std::string_view> names;
        for (const RecordDeclaration& each : m_environment.records()) {
            names.push_back(each.name);
        }
        return fail(DiagnosticCode::UnknownRecord, node(id).anchor, {name, didYouMean(name, names)});
    }
    refer(id, {Reference::Kind::Record, false, *record});
    for (const NodeId each : m_ast.children(id)) {
        field(each, *record);
    }
    requireFields(id, m_environment.records()[*record]);
    return Type::record(m_environment.records()[*record].name);
}

void Checker::field(NodeId id, std::uint32_t record)
{
    const RecordDeclaration& declaration = m_environment.records()[record];
    const NodeId value = m_ast.child(id, 0);
    visit(value);
    if (selectFrom(id, Type::record(declaration.name)).isDyn()
        && m_result.reference(id).kind == Reference::Kind::None) {
        return;
    }
    const Type wanted = declaration.fields[m_result.reference(id).second].type;
    if (!fits(value, node(id).isOptionalItem ? Type::optional(wanted) : wanted)) {
        const Type found = typeOf(value);
        const bool isForgotten = found.is(Kind::Optional) && !node(id).isOptionalItem;
        fail(DiagnosticCode::WrongFieldType,
            node(value).span,
            {std::string(m_ast.name(id)),
                shown(wanted),
                shown(found),
                isForgotten ? "write '?' before the field to leave it out where there is no value" : ""});
    }
}

void Checker::requireFields(NodeId id, const RecordDeclaration& record)
{
    std::vector<bool> given(record.fields.size());
    for (const NodeId each : m_ast.children(id)) {
        const Reference& reference = m_result.reference(each);
        if (reference.kind != Reference::Kind::Field) {
            return; // a misspelled field is a missing one too
        }
        if (given[reference.second]) {
            fail(DiagnosticCode::RepeatedField, node(each).anchor, {std::string(m_ast.name(each))});
        }
        given[reference.second] = true;
    }
    std::vector<std::string_view> missing;
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!given[i] && !record.fields[i].isOptional) {
            missing.push_back(record.fields[i].name);
        }
    }
    if (!missing.empty()) {
        fail(DiagnosticCode::MissingField,
            node(id).anchor,
            {record.name, listed(missing, " and "), fmt::format("add {}: ...", missing.front())});
    }
}

Type Checker::fail(DiagnosticCode code, Span span, std::vector<std::string> args)
{
    m_diagnostics.push_back({code, span, std::move(args)});
    return {};
}

} // namespace hindcast::expr
