#pragma once

#include "engine/expr/environment.h"
#include "engine/expr/type.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hindcast::expr {

/// What is known of type variables while one expression is checked: unification as CEL's reference
/// implementation does it, with dyn fitting everything.
///
/// What it is given weighs at most Type::maxWeight, and what would grow beyond it becomes dyn, so every
/// question is O(maxWeight).
class Inference {
public:
    /// A variable that stands for a type not known yet, such as an empty list's items.
    Type fresh();
    /// The signature with variables of its own for its parameters.
    OverloadDeclaration instantiate(const OverloadDeclaration& overload);

    /// Whether values of the one type may stand where the other is asked for. Learns about variables, also
    /// when the answer is no: see `mark`.
    bool assign(const Type& from, const Type& to);

    /// The type as far as it is known.
    Type known(const Type& type);
    /// The same at the end: what is still not known is dyn.
    Type settled(const Type& type);
    /// The same for many at once: a part that they share is settled once.
    void settle(std::vector<Type>& types);
    /// The type of a place that holds values of either; nothing when they have none in common.
    std::optional<Type> join(const Type& a, const Type& b);

    /// For trying: what was learned since `mark` is forgotten.
    std::size_t mark() const { return m_trail.size(); }
    void forgetSince(std::size_t mark);

private:
    bool assignKnown(const Type& from, const Type& to);
    bool assignAll(std::span<const Type> from, std::span<const Type> to);
    /// Whether `type` may be what the variable stands for; then the more general of both is.
    bool bind(const Type& variable, const Type& type);
    bool occurs(const Type& variable, const Type& within);
    const Type* bindingOf(const Type& variable) const;
    void setBinding(const Type& variable, const Type& type);
    Type substituted(const Type& type, bool unknownIsDyn);
    bool isOverdone();

    std::vector<std::optional<Type>> m_bindings;
    std::vector<std::pair<std::size_t, std::optional<Type>>> m_trail;
    std::uint32_t m_steps = 0;
};

/// Of two types of which one may stand for the other, the one that says less.
Type moreGeneral(const Type& a, const Type& b);

/// int, uint, double and decimal, null allowed or not.
bool isNumber(const Type& type);
/// T for a Nullable of T, else the type itself.
const Type& withoutNull(const Type& type);
/// Whether dyn is anywhere in it.
bool hasDyn(const Type& type);

} // namespace hindcast::expr
