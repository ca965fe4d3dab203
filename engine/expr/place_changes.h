#pragma once

#include "engine/expr/assignment.h"
#include "engine/expr/assignment_tree.h"

#include <span>
#include <vector>

namespace hindcast::expr {

/// One application of assignments: first all expressions over the old value, then the new value from the
/// changed places upward.
class PlaceChanges {
public:
    PlaceChanges(const std::vector<CompiledAssignment>& assignments,
        std::span<const Input> inputs,
        Workspace& workspace);

    Applied apply(const PlaceNode& root, const Value& target);

private:
    bool failed() const { return !m_fault.isNull(); }
    void fail(std::size_t assignment, FaultCode code, std::string_view detail);
    bool evaluateAll();

    /// What comes in the place of `old`, which is null when it is absent.
    Value changed(const PlaceNode& node, const Value* old);
    Value changedMember(const PlaceNode& child, const Value& holder);
    Value ended(std::size_t assignment, const Value* old);
    bool isUnset(const PlaceNode& node) const;
    bool unsetsAny(const PlaceNode& node) const;
    bool unsetsOnly(const PlaceNode& node) const;
    static std::size_t firstAssignment(const PlaceNode& node);

    Value withNamed(const PlaceNode& node, const Value& holder);
    Value withComputed(const PlaceNode& child, const Value& holder);
    Value withItem(const PlaceNode& child, const Value& holder, std::size_t position);
    Value withKey(const PlaceNode& child, const Value& holder, std::string_view key);

    const std::vector<CompiledAssignment>& m_assignments;
    std::span<const Input> m_inputs;
    Workspace& m_workspace;
    std::vector<Value>& m_values; ///< by assignment
    Datum m_fault;
    std::size_t m_failed = 0;
};

} // namespace hindcast::expr
