#include "engine/expr/assignment_tree.h"

#include <algorithm>

namespace hindcast::expr {

namespace {

bool isSame(const PlaceNode& node, const TargetStep& step)
{
    return node.computed == nullptr && !step.isComputed() && node.position == step.position
        && (step.position || node.key.text() == step.name);
}

void insert(PlaceNode& root, const CompiledAssignment& assignment, std::size_t index)
{
    PlaceNode* at = &root;
    for (std::size_t i = 0; i < assignment.syntax.path.size(); ++i) {
        const TargetStep& step = assignment.syntax.path[i];
        const auto known = std::find_if(at->children.begin(),
            at->children.end(),
            [&step](const PlaceNode& child) { return isSame(child, step); });
        if (known != at->children.end()) {
            at = &*known;
            continue;
        }
        PlaceNode& child = at->children.emplace_back();
        child.key = Value::string(step.name);
        child.position = step.position;
        child.computed = assignment.keys[i] ? &*assignment.keys[i] : nullptr;
        at = &child;
    }
    at->assignment = index;
}

} // namespace

PlaceNode placesOf(const std::vector<CompiledAssignment>& assignments)
{
    PlaceNode root;
    for (std::size_t i = 0; i < assignments.size(); ++i) {
        insert(root, assignments[i], i);
    }
    return root;
}

namespace {

/// An object's member may be written as a position too: m[0] is m['0'] there.
bool isOnePlace(const TargetStep& a, const TargetStep& b)
{
    const auto nameOf = [](const TargetStep& step) {
        return step.position ? std::to_string(*step.position) : step.name;
    };
    return nameOf(a) == nameOf(b);
}

} // namespace

bool mayOverlap(const AssignmentSyntax& a, const AssignmentSyntax& b)
{
    for (std::size_t i = 0; i < std::min(a.path.size(), b.path.size()); ++i) {
        const TargetStep& ofA = a.path[i];
        const TargetStep& ofB = b.path[i];
        if (!ofA.isComputed() && !ofB.isComputed() && !isOnePlace(ofA, ofB)) {
            return false;
        }
    }
    return true;
}

} // namespace hindcast::expr
