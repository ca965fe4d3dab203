#include "engine/expr/checker.h"
#include "engine/expr/name_resolver.h"

namespace hindcast::expr {

/// Resolves names without types.
class Resolver {
public:
    explicit Resolver(CheckedAst& result)
        : m_result(result)
        , m_ast(result.ast())
        , m_environment(result.environment())
        , m_names(m_ast, m_environment)
    {
    }

    static CheckedAst resolve(std::shared_ptr<const Ast> ast, const Environment& environment)
    {
        CheckedAst result(std::move(ast), environment);
        Resolver resolver(result);
        resolver.visit(result.ast().root());
        result.m_frameSize = resolver.m_names.frameSize();
        return result;
    }

private:
    void visit(NodeId id)
    {
        const Node& node = m_ast.node(id);
        switch (node.kind) {
        case NodeKind::Name:
        case NodeKind::Select:
            name(id);
            break;
        case NodeKind::Call:
            call(id);
            break;
        case NodeKind::Record:
            record(id);
            break;
        case NodeKind::Comprehension:
            comprehension(id);
            break;
        default:
            visitAll(m_ast.children(id));
        }
    }

    void visitAll(std::span<const NodeId> ids)
    {
        for (const NodeId each : ids) {
            visit(each);
        }
    }

    void name(NodeId id)
    {
        NameResolver::Meaning meaning = m_names.meaningOf(id);
        if (meaning.reference.kind != Reference::Kind::None) {
            refer(id, meaning.reference);
            m_result.m_types[indexOf(id)] = std::move(meaning.type);
        } else if (m_ast.node(id).kind == NodeKind::Name) {
            refer(id, {Reference::Kind::Unresolved});
        } else {
            visitAll(m_ast.children(id));
        }
    }

    void call(NodeId id)
    {
        const Operator op = m_ast.node(id).op;
        const bool isLogical =
            op == Operator::And || op == Operator::Or || op == Operator::Not || op == Operator::Conditional;
        const auto called = isLogical ? std::nullopt : m_names.calledBy(id);
        const std::span<const NodeId> arguments =
            m_ast.children(id).subspan(called && called->isNamespaced ? 1 : 0);
        visitAll(arguments);
        if (!called) {
            refer(id, {isLogical ? Reference::Kind::None : Reference::Kind::Unresolved});
            return;
        }
        refer(id, {Reference::Kind::Function, called->isNamespaced, called->function});
        const bool isMember = m_ast.node(id).hasReceiver && !called->isNamespaced;
        std::vector<OverloadId> overloads;
        for (const OverloadId each : m_environment.functions()[called->function].overloads) {
            const OverloadDeclaration& overload = m_environment.overloads()[each];
            const bool takesAsMany = overload.isVariadic ? arguments.size() >= overload.parameters.size()
                                                         : arguments.size() == overload.parameters.size();
            if (overload.isMember == isMember && takesAsMany) {
                overloads.push_back(each);
            }
        }
        m_result.setCandidates(id, overloads);
    }

    void record(NodeId id)
    {
        const auto record = m_names.record(m_ast.name(id));
        refer(
            id, {record ? Reference::Kind::Record : Reference::Kind::Unresolved, false, record.value_or(0)});
        for (const NodeId each : m_ast.children(id)) {
            const auto field =
                record ? m_environment.records()[*record].find(m_ast.name(each)) : std::nullopt;
            refer(each,
                {field ? Reference::Kind::Field : Reference::Kind::Unresolved,
                    false,
                    record.value_or(0),
                    field.value_or(0)});
            visitAll(m_ast.children(each));
        }
    }

    void comprehension(NodeId id)
    {
        const ComprehensionView view = m_ast.comprehension(id);
        visit(view.range);
        for (const NodeId each : view.variables) {
            refer(each, {Reference::Kind::Local, false, m_names.bind(m_ast.name(each))});
        }
        if (view.hasFilter) {
            visit(view.filter);
        }
        visit(view.body);
        m_names.unbind(view.variables.size());
    }

    void refer(NodeId id, Reference reference) { m_result.m_references[indexOf(id)] = reference; }

    CheckedAst& m_result;
    const Ast& m_ast;
    const Environment& m_environment;
    NameResolver m_names;
};

CheckedAst resolve(std::shared_ptr<const Ast> ast, const Environment& environment)
{
    return Resolver::resolve(std::move(ast), environment);
}

} // namespace hindcast::expr
