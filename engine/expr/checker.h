#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/diagnostic.h"
#include "engine/expr/environment.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace hindcast::expr {

/// What a node's name means.
struct Reference {
    enum class Kind : std::uint8_t {
        None, ///< nothing to resolve: literals, a select from a map or from what is not known
        Variable, ///< Name or Select: `index` is the Slot. What lies below a Select is not to be evaluated
        Local, ///< Name and Variable: `index` is the place in the frame of names that macros bind
        TypeName, ///< Name or Select: a type as a value; its node's type is type(T)
        Function, ///< Call: `index` is the FunctionId; `CheckedAst::candidates` are the overloads
        Field, ///< Select from a record, and Field: `index` is the record, `second` the field
        Record, ///< Record: `index` is the record
        Unresolved, ///< unchecked only: an error when it is evaluated (no such variable, function, ...)
    };
    Kind kind = Kind::None;
    bool isNamespaced = false; ///< Function: the receiver is part of the function's name ("math.greatest")
    std::uint32_t index = 0;
    std::uint32_t second = 0;
    std::uint32_t firstCandidate = 0;
    std::uint32_t candidateCount = 0;
};

/// An Ast with what is known of each node. Immutable, cheap to move; may cross threads.
class CheckedAst {
public:
    const Ast& ast() const { return *m_ast; }
    const Environment& environment() const { return m_environment; }
    const Type& type(NodeId id) const { return m_types[indexOf(id)]; }
    const Type& resultType() const { return type(m_ast->root()); }
    const Reference& reference(NodeId id) const { return m_references[indexOf(id)]; }
    /// The overloads that a call may come to, in the order of declaration. Exactly one where types decide.
    std::span<const OverloadId> candidates(NodeId id) const;
    /// How many places the frame for Local references needs.
    std::uint32_t frameSize() const { return m_frameSize; }

private:
    friend class Checker;
    friend class Resolver;
    CheckedAst(std::shared_ptr<const Ast> ast, Environment environment);
    void setCandidates(NodeId id, std::span<const OverloadId> overloads);

    std::shared_ptr<const Ast> m_ast;
    Environment m_environment;
    std::vector<Type> m_types;
    std::vector<Reference> m_references;
    std::vector<OverloadId> m_candidates;
    std::uint32_t m_frameSize = 0;
};

/// Gives each node a type and each name a meaning. Gradual: what is dyn is left to evaluation, what is known
/// must fit. An integer literal where a double or a decimal is wanted is read as one: its node has that type.
/// `expected` is what the whole must be assignable to. Reports all it finds, at most `maxDiagnostics`.
Diagnosed<CheckedAst>
check(std::shared_ptr<const Ast> ast, const Environment& environment, const Type& expected = {});

inline constexpr std::size_t maxDiagnostics = 20;

/// The same meanings without types: every node is dyn (save names of types), every overload that takes as
/// many arguments is a candidate, and a name that means nothing is `Unresolved`. Never fails.
CheckedAst resolve(std::shared_ptr<const Ast> ast, const Environment& environment);

} // namespace hindcast::expr
