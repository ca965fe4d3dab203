#include "engine/expr/place_changes.h"

#include "engine/expr/stored_form.h"
#include "engine/value/map_node.h"

#include <algorithm>
#include <string>

namespace hindcast::expr {

PlaceChanges::PlaceChanges(const std::vector<CompiledAssignment>& assignments,
    std::span<const Input> inputs,
    Workspace& workspace)
    : m_assignments(assignments)
    , m_inputs(inputs)
    , m_workspace(workspace)
    , m_values(workspace.m_values)
{
}

Applied PlaceChanges::apply(const PlaceNode& root, const Value& target)
{
    // Faults of places need memory even where no expression is evaluated.
    static const Readings none;
    m_workspace.start(none, m_inputs, 0);
    m_values.assign(m_assignments.size(), Value());
    Value made = evaluateAll() ? changed(root, &target) : Value();
    m_values.clear();
    return failed() ? Applied{target, m_fault, m_failed} : Applied{std::move(made), {}, 0};
}

void PlaceChanges::fail(std::size_t assignment, FaultCode code, std::string_view detail)
{
    m_fault = m_workspace.run().fail(code, detail);
    m_failed = assignment;
}

bool PlaceChanges::evaluateAll()
{
    for (std::size_t i = 0; i < m_assignments.size(); ++i) {
        const CompiledAssignment& assignment = m_assignments[i];
        if (!assignment.value) {
            continue;
        }
        const Datum result = assignment.value->evaluate(m_inputs, m_workspace);
        m_fault = storeValue(m_workspace.run(), result, m_values[i], assignment.syntax.path.size());
        if (failed()) {
            m_failed = i;
            return false;
        }
    }
    return true;
}

bool PlaceChanges::isUnset(const PlaceNode& node) const
{
    return node.assignment && m_assignments[*node.assignment].syntax.kind == AssignmentKind::Unset;
}

bool PlaceChanges::unsetsAny(const PlaceNode& node) const
{
    return isUnset(node)
        || std::any_of(node.children.begin(), node.children.end(), [this](const PlaceNode& child) {
               return unsetsAny(child);
           });
}

bool PlaceChanges::unsetsOnly(const PlaceNode& node) const
{
    return node.assignment ? isUnset(node)
                           : std::all_of(node.children.begin(),
                               node.children.end(),
                               [this](const PlaceNode& child) { return unsetsOnly(child); });
}

std::size_t PlaceChanges::firstAssignment(const PlaceNode& node)
{
    return node.assignment ? *node.assignment : firstAssignment(node.children.front());
}

Value PlaceChanges::ended(std::size_t assignment, const Value* old)
{
    if (m_assignments[assignment].syntax.kind == AssignmentKind::Set) {
        return std::move(m_values[assignment]);
    }
    if (old == nullptr) {
        return Value::emptyList().withAppended(std::move(m_values[assignment]));
    }
    if (!old->isList()) {
        fail(assignment, FaultCode::BadArgument, "only a list can be appended to");
        return {};
    }
    return old->withAppended(std::move(m_values[assignment]));
}

Value PlaceChanges::changed(const PlaceNode& node, const Value* old)
{
    if (node.assignment) {
        return ended(*node.assignment, old);
    }
    Value holder = old == nullptr ? Value::emptyMap() : *old;
    const bool areNamed = std::all_of(node.children.begin(), node.children.end(), [](const PlaceNode& child) {
        return child.computed == nullptr && !child.position;
    });
    if (areNamed) {
        return withNamed(node, holder);
    }
    for (const PlaceNode& child : node.children) {
        holder = changedMember(child, holder);
        if (failed()) {
            break;
        }
    }
    return holder;
}

Value PlaceChanges::changedMember(const PlaceNode& child, const Value& holder)
{
    if (child.computed != nullptr) {
        return withComputed(child, holder);
    }
    return child.position ? withItem(child, holder, *child.position)
                          : withKey(child, holder, child.key.text());
}

/// Several members at once: a small map is copied once.
Value PlaceChanges::withNamed(const PlaceNode& node, const Value& holder)
{
    const bool removes = std::any_of(node.children.begin(),
        node.children.end(),
        [this](const PlaceNode& child) { return unsetsAny(child); });
    const auto members = detail::smallMembers(holder);
    const bool fitsSmall = holder.isMap() && !detail::isLargeMap(holder)
        && members.size() + node.children.size() <= detail::flatLimit;
    if (removes || !fitsSmall || members.empty()) {
        Value made = holder;
        for (const PlaceNode& child : node.children) {
            made = withKey(child, made, child.key.text());
            if (failed()) {
                break;
            }
        }
        return made;
    }
    const auto indexOf = [members](const Value& key) {
        std::size_t i = 0;
        while (i < members.size() && !ValueAccess::sameKey(members[i].key, key)) {
            ++i;
        }
        return i;
    };
    const auto added = static_cast<std::size_t>(std::count_if(node.children.begin(),
        node.children.end(),
        [&](const PlaceNode& child) { return indexOf(child.key) == members.size(); }));
    detail::NodePtr copy = detail::copyMembers(members, added);
    auto* const out = detail::payloadOf<detail::Member>(copy.get());
    std::size_t next = members.size();
    for (const PlaceNode& child : node.children) {
        const std::size_t at = indexOf(child.key);
        const bool isNew = at == members.size();
        Value value = changed(child, isNew ? nullptr : &members[at].value);
        if (failed()) {
            return {};
        }
        detail::Member& member = out[isNew ? next++ : at];
        if (isNew) {
            member.key = child.key;
        }
        member.value = std::move(value);
    }
    return ValueAccess::adopt(Value::Kind::Map, copy.take());
}

Value PlaceChanges::withKey(const PlaceNode& child, const Value& holder, std::string_view key)
{
    if (!holder.isMap()) {
        fail(firstAssignment(child), FaultCode::NoSuchField, key);
        return {};
    }
    if (isUnset(child)) {
        return holder.withoutMember(key);
    }
    const Value* old = detail::findMember(holder, KeyProbe(key));
    if (old == nullptr && unsetsOnly(child)) {
        return holder;
    }
    Value value = changed(child, old);
    return failed() ? Value() : holder.withMember(key, std::move(value));
}

Value PlaceChanges::withItem(const PlaceNode& child, const Value& holder, std::size_t position)
{
    if (holder.isMap()) {
        return withKey(child, holder, std::to_string(position));
    }
    if (!holder.isList() || position >= holder.size()) {
        fail(firstAssignment(child), FaultCode::IndexOutOfRange, std::to_string(position));
        return {};
    }
    if (isUnset(child)) {
        fail(firstAssignment(child), FaultCode::BadArgument, "an item of a list can't be unset");
        return {};
    }
    const Value old = holder.at(position);
    Value value = changed(child, &old);
    return failed() ? Value() : holder.withItem(position, std::move(value));
}

Value PlaceChanges::withComputed(const PlaceNode& child, const Value& holder)
{
    const Datum key = child.computed->evaluate(m_inputs, m_workspace);
    switch (key.kind()) {
    case Kind::String:
        return withKey(child, holder, std::string(key.text()));
    case Kind::Bool:
        return withKey(child, holder, key.asBool() ? "true" : "false");
    case Kind::Int:
    case Kind::Uint:
        if (holder.isList() || holder.isMap()) {
            const bool isNegative = key.is(Kind::Int) && key.asInt() < 0;
            return isNegative && holder.isMap()
                ? withKey(child, holder, std::to_string(key.asInt()))
                : withItem(
                    child, holder, isNegative ? holder.size() : static_cast<std::size_t>(key.asUint()));
        }
        fail(firstAssignment(child), FaultCode::BadArgument, "a step into what is no list and no object");
        return {};
    default:
        if (key.isOutcome()) {
            m_fault = key;
            m_failed = firstAssignment(child);
        } else {
            fail(firstAssignment(child), FaultCode::BadKey, nameOf(key.kind()));
        }
        return {};
    }
}

} // namespace hindcast::expr
