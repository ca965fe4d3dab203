#pragma once

#include "engine/expr/assignment_syntax.h"
#include "engine/expr/program.h"
#include "engine/value/value.h"

#include <memory>
#include <optional>
#include <vector>

namespace hindcast::expr {

/// One assignment, compiled.
struct CompiledAssignment {
    AssignmentSyntax syntax;
    std::optional<Program> value;
    std::vector<std::optional<Program>> keys; ///< by step; only where it is computed
};

/// Paths that share their beginnings, so that each part of a value is copied once whatever happens in it.
struct PlaceNode {
    Value key; ///< of a step by name
    std::optional<std::size_t> position;
    const Program* computed = nullptr;
    /// The assignment that ends here; then there are no children.
    std::optional<std::size_t> assignment;
    std::vector<PlaceNode> children;
};

PlaceNode placesOf(const std::vector<CompiledAssignment>& assignments);

/// Two paths of which one is, or may be, the beginning of the other: a computed step may be any.
bool mayOverlap(const AssignmentSyntax& a, const AssignmentSyntax& b);

} // namespace hindcast::expr
