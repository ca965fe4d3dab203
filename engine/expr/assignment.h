#pragma once

#include "engine/expr/assignment_syntax.h"
#include "engine/expr/environment.h"
#include "engine/expr/program.h"
#include "engine/value/value.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hindcast::expr {

/// What applying assignments came to.
struct Applied {
    Value value; ///< the changed one; the old one when there is a fault
    Datum fault; ///< null, or why; good until the workspace's next evaluation
    std::size_t failed = 0; ///< the assignment that failed
};

/// Changes of one value that happen at once:
///
///     balance = state.balance - event.amount
///     lines[event.index].amount = event.amount
///     history += event.time
///     unset draft
///
/// Every expression sees the old value, so their order doesn't matter; paths that may be the same place are
/// refused. What is not assigned to is shared with the old value. Immutable, cheap to copy, usable from many
/// threads.
class Assignments {
public:
    /// Each span holds one assignment. The expressions see `environment`; the paths start at the members of a
    /// value of type `target`, which also says what may be assigned (a record's fields; anything where it is
    /// dyn).
    static Diagnosed<Assignments> compile(const Source& source,
        std::span<const Span> spans,
        const Environment& environment,
        const Type& target);

    /// The same for each line of a source that is not blank.
    static Diagnosed<Assignments>
    compile(const Source& source, const Environment& environment, const Type& target);

    std::size_t size() const;
    const AssignmentSyntax& syntax(std::size_t index) const;
    /// The value's expression; null for Unset.
    const Program* value(std::size_t index) const;
    /// The path's computed steps.
    std::vector<const Program*> keys(std::size_t index) const;

    /// Objects that a path leads through come to be where they are absent; a list that is appended to does
    /// too. A fault changes nothing: an expression's own, a step into what is no object or list, an item that
    /// is not there, a value that can't be stored.
    Applied apply(const Value& target, std::span<const Input> inputs, Workspace& workspace) const;

private:
    struct Content;
    explicit Assignments(std::shared_ptr<const Content> content);

    std::shared_ptr<const Content> m_content;
};

} // namespace hindcast::expr
