#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/diagnostic.h"
#include "engine/expr/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hindcast::expr {

enum class AssignmentKind : std::uint8_t {
    Set, ///< path = value
    Append, ///< path += item
    Unset, ///< unset path
};

/// One step of a path that is assigned to: a name, a position, or an expression.
struct TargetStep {
    std::string name;
    std::optional<std::size_t> position;
    Span computed; ///< of the expression between brackets; empty for a name or a position
    Span span;

    bool isComputed() const { return computed.length > 0; }
    bool isName() const { return !isComputed() && !position; }
};

/// An assignment as it was written.
struct AssignmentSyntax {
    AssignmentKind kind = AssignmentKind::Set;
    std::vector<TargetStep> path; ///< at least one step, the first a name
    Span pathSpan;
    Span value; ///< empty for Unset
};

/// Reads one assignment, which fills `span` but for blanks. Value and computed steps are not parsed yet.
Diagnosed<AssignmentSyntax> parseAssignment(const Source& source, Span span);

/// The path in one line: "lines[0].amount".
std::string textOf(const Source& source, const AssignmentSyntax& assignment);

} // namespace hindcast::expr
