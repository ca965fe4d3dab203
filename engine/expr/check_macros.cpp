#include "engine/expr/checking.h"

namespace hindcast::expr {

using Kind = Type::Kind;

Type Checker::comprehension(NodeId id)
{
    const ComprehensionView view = m_ast.comprehension(id);
    visit(view.range);
    const std::vector<Type> types = variableTypes(view, id, typeOf(view.range));
    for (std::size_t i = 0; i < view.variables.size(); ++i) {
        const std::uint32_t place = m_names.bind(m_ast.name(view.variables[i]));
        refer(view.variables[i], {Reference::Kind::Local, false, place});
        setType(view.variables[i], types[i]);
        m_localTypes.push_back(types[i]);
    }
    if (view.hasFilter) {
        visit(view.filter);
        require(view.filter, Kind::Bool);
    }
    visit(view.body);
    const Type result = macroResult(view, typeOf(view.range), id);
    m_names.unbind(view.variables.size());
    m_localTypes.resize(m_localTypes.size() - view.variables.size());
    return result;
}

std::vector<Type> Checker::variableTypes(const ComprehensionView& view, NodeId id, const Type& range)
{
    if (view.macro == Macro::Bind) {
        return {range};
    }
    const std::string name(m_ast.name(id));
    const bool wantsOptional = view.macro == Macro::OptMap || view.macro == Macro::OptFlatMap;
    if (wantsOptional) {
        const Type content = m_inference.fresh();
        if (!m_inference.assign(range, Type::optional(content))) {
            return {fail(DiagnosticCode::WrongType,
                node(view.range).span,
                {"an optional value", shown(range), "write optional.of(...) or .?field"})};
        }
        return {range.isDyn() ? range : m_inference.known(content)};
    }
    const bool hasTwo = view.variables.size() == 2;
    switch (range.kind()) {
    case Kind::List:
        return hasTwo ? std::vector<Type>{Kind::Int, range.parameter(0)}
                      : std::vector<Type>{range.parameter(0)};
    case Kind::Map:
        if (view.macro != Macro::SortBy) {
            return hasTwo ? std::vector<Type>{range.parameter(0), range.parameter(1)}
                          : std::vector<Type>{range.parameter(0)};
        }
        break;
    case Kind::Parameter:
        m_inference.assign(range, Type::dyn());
        return std::vector<Type>(view.variables.size());
    case Kind::Dyn:
        return std::vector<Type>(view.variables.size());
    default:
        break;
    }
    std::vector<std::string> args{name, shown(range)};
    if (range.is(Kind::Optional)) {
        args.emplace_back("use optMap()");
    }
    fail(DiagnosticCode::NotARange, node(view.range).span, std::move(args));
    return std::vector<Type>(view.variables.size());
}

Type Checker::macroResult(const ComprehensionView& view, const Type& range, NodeId id)
{
    const Type body = typeOf(view.body);
    const bool isList = range.is(Kind::List);
    const bool isMap = range.is(Kind::Map);
    switch (view.macro) {
    case Macro::All:
    case Macro::Exists:
    case Macro::ExistsOne:
        require(view.body, Kind::Bool);
        return Kind::Bool;
    case Macro::Filter:
        require(view.body, Kind::Bool);
        return isList || isMap ? Type::list(range.parameter(0)) : Type::list(Type::dyn());
    case Macro::Map:
    case Macro::TransformList:
        return Type::list(body);
    case Macro::TransformMap:
        return Type::map(isMap ? range.parameter(0) : isList ? Type(Kind::Int) : Type::dyn(), body);
    case Macro::TransformMapEntry: {
        const Type entry = Type::map(m_inference.fresh(), m_inference.fresh());
        if (!m_inference.assign(body, entry)) {
            return fail(DiagnosticCode::WrongType,
                node(view.body).span,
                {"a map", shown(body), "write {key: value}"});
        }
        return m_inference.known(entry);
    }
    case Macro::SortBy:
        return isList ? range : Type::list(Type::dyn());
    case Macro::OptMap:
        return Type::optional(body);
    case Macro::OptFlatMap: {
        if (!m_inference.assign(body, Type::optional(m_inference.fresh()))) {
            return fail(DiagnosticCode::WrongType,
                node(view.body).span,
                {"an optional value", shown(body), "use optMap() for a plain value"});
        }
        return body;
    }
    case Macro::Bind:
        return body;
    case Macro::None:
        break;
    }
    return typeOf(id);
}

} // namespace hindcast::expr
