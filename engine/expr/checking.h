#pragma once

#include "engine/expr/checker.h"
#include "engine/expr/inference.h"
#include "engine/expr/name_resolver.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// The work behind `check`, for one expression. Walks down and types on the way up; types may hold variables
/// until the end, when what is still unknown becomes dyn. After a fault a node is dyn, so that one mistake is
/// one diagnostic.
class Checker {
public:
    static Diagnosed<CheckedAst>
    check(std::shared_ptr<const Ast> ast, const Environment& environment, const Type& expected);

private:
    explicit Checker(CheckedAst& result);
    std::vector<Diagnostic> run(const Type& expected);

    // checker.cpp: one function a kind of node.
    Type visit(NodeId id);
    Type visitKind(NodeId id);
    Type literal(NodeId id) const;
    Type named(NodeId id);
    Type select(NodeId id);
    Type selectFrom(NodeId id, const Type& operand);
    Type list(NodeId id);
    Type map(NodeId id);
    Type record(NodeId id);
    void field(NodeId id, std::uint32_t record);
    void requireFields(NodeId id, const RecordDeclaration& record);
    /// The type of an item or a value, taken out of its optional where `?` stands before it.
    Type itemType(NodeId owner, NodeId value);
    /// The common type of items; dyn where they have none.
    Type joined(const std::optional<Type>& before, const Type& next);

    // check_calls.cpp
    Type call(NodeId id);
    Type conditional(NodeId id);
    Type function(NodeId id, const NameResolver::Called& called);
    struct Match {
        std::vector<OverloadId> overloads;
        std::optional<Type> result;
    };
    void match(Match& into, NodeId id, const NameResolver::Called& called, std::span<const Type> arguments);
    bool takes(const OverloadDeclaration& overload, std::span<const Type> arguments);
    Match matchOperands(NodeId id, const NameResolver::Called& called, std::span<const NodeId> arguments);
    void unknownFunction(NodeId id);
    void noMatch(NodeId id, const NameResolver::Called& called, std::span<const NodeId> arguments);
    std::string operandAdvice(NodeId id, std::span<const NodeId> arguments);
    void checkOperands(NodeId id, std::span<const NodeId> arguments);

    // check_macros.cpp
    Type comprehension(NodeId id);
    std::vector<Type> variableTypes(const ComprehensionView& view, NodeId id, const Type& range);
    Type macroResult(const ComprehensionView& view, const Type& range, NodeId id);

    // check_fit.cpp
    /// Whether the node may stand where the type is wanted; adapts literals so that it may.
    bool fits(NodeId id, const Type& wanted);
    bool adapt(NodeId id, const Type& wanted);
    void require(NodeId id, const Type& wanted, std::string advice = {});
    /// Every literal that is to be one of an enum's values must be.
    void checkEnumLiterals(NodeId id, const Type& wanted);
    void checkEnumLiteral(NodeId id, const EnumDeclaration& wanted);

    const Node& node(NodeId id) const { return m_ast.node(id); }
    Type typeOf(NodeId id) { return m_inference.known(m_result.m_types[indexOf(id)]); }
    void setType(NodeId id, Type type) { m_result.m_types[indexOf(id)] = std::move(type); }
    void refer(NodeId id, Reference reference) { m_result.m_references[indexOf(id)] = reference; }
    /// For messages: what is not known is dyn.
    std::string shown(const Type& type) { return m_inference.settled(type).text(); }
    /// Always dyn: what a faulty node is.
    Type fail(DiagnosticCode code, Span span, std::vector<std::string> args);

    CheckedAst& m_result;
    const Ast& m_ast;
    const Environment& m_environment;
    NameResolver m_names;
    std::vector<Type> m_localTypes;
    Inference m_inference;
    std::vector<Diagnostic> m_diagnostics;
};

} // namespace hindcast::expr
