#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/diagnostic.h"
#include "engine/expr/environment.h"

#include <memory>
#include <optional>
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
        Field, ///< Select from a record: `index` is the record, `second` the field
        Record, ///< Record: `index` is the record; Field: `index` and `second` as above
        Unresolved, ///< unchecked only: an error when it is evaluated (no such variable, no such function)
    };
    Kind kind = Kind::None;
    bool isNamespaced = false; ///< Function: the receiver was part of the function's name ("math.greatest")
    std::uint32_t index = 0;
    std::uint32_t second = 0;
    std::uint32_t firstCandidate = 0;
    std::uint32_t candidateCount = 0;
};

/// An Ast with what is known of each node.
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
    CheckedAst(std::shared_ptr<const Ast> ast, Environment environment);

    std::shared_ptr<const Ast> m_ast;
    Environment m_environment;
    std::vector<Type> m_types;
    std::vector<Reference> m_references;
    std::vector<OverloadId> m_candidates;
    std::uint32_t m_frameSize = 0;
};

/// Gives each node a type and each name a meaning. Gradual: what is dyn is left to evaluation, what is known
/// must fit. An integer literal beside a double is read as one: its node's type is double then.
/// `expected` is what the whole must be assignable to. Reports everything it finds, at most `maxDiagnostics`.
Diagnosed<CheckedAst>
check(std::shared_ptr<const Ast> ast, const Environment& environment, const Type& expected = {});

/// The same meanings without types: every node is dyn, every overload of a name and number of arguments is a
/// candidate, and a name that means nothing is `Unresolved`. Never fails.
CheckedAst resolve(std::shared_ptr<const Ast> ast, const Environment& environment);

inline constexpr std::size_t maxDiagnostics = 20;

} // namespace hindcast::expr
