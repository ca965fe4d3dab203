#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/checker.h"
#include "engine/expr/environment.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// What names mean at one place of an expression: those that macros bind, then what the environment has, by
/// the rules of the language definition ("Name Resolution"). Checked and unchecked programs share it.
class NameResolver {
public:
    NameResolver(const Ast& ast, const Environment& environment);

    /// Names that a macro binds, for as long as its body is walked. Each gets the next place in the frame.
    std::uint32_t bind(std::string_view name);
    void unbind(std::size_t count) { m_locals.resize(m_locals.size() - count); }
    std::uint32_t frameSize() const { return m_frameSize; }
    const std::vector<std::string_view>& locals() const { return m_locals; }

    /// What a Name, or a Select that may be a dotted name, stands for as a whole: a local, a variable or a
    /// type; None where it is neither (a Select then selects).
    struct Meaning {
        Reference reference;
        Type type; ///< of a type's name: type(T)
    };
    Meaning meaningOf(NodeId id) const;

    /// The function that a call names. `isNamespaced` when its receiver is part of the name.
    struct Called {
        FunctionId function;
        bool isNamespaced;
    };
    std::optional<Called> calledBy(NodeId call) const;

    std::optional<std::uint32_t> record(std::string_view name) const;

private:
    /// "a.b.c" for what may be a dotted name; nothing for other selects, and where a local begins it.
    std::optional<std::string> dottedName(NodeId id) const;
    std::optional<std::uint32_t> localOf(std::string_view name) const;

    const Ast& m_ast;
    const Environment& m_environment;
    std::vector<std::string_view> m_locals;
    std::uint32_t m_frameSize = 0;
};

/// The type that a name stands for by the language itself: "int", "google.protobuf.Timestamp".
std::optional<Type> typeNamed(std::string_view name);
/// The names that have one.
std::vector<std::string_view> typeNames();

} // namespace hindcast::expr
