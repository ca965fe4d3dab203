#include "engine/expr/container.h"
#include "engine/expr/eval_node.h"
#include "engine/expr/list_order.h"
#include "engine/expr/trace.h"

#include <algorithm>

namespace hindcast::expr {

namespace {

/// Walks a list by index or a map by key, and binds the names of a macro to what it finds.
class Walk {
public:
    Walk(Run& run, const Datum& range, const LoopPlan& plan)
        : m_run(run)
        , m_range(range)
        , m_plan(plan)
        , m_size(sizeOf(range))
    {
        if (range.is(Kind::Map)) {
            m_entries = entriesOf(run, range);
        }
    }

    std::size_t size() const { return m_size; }
    std::size_t passes() const { return m_next; }
    const Datum& key() const { return m_key; }
    const Datum& item() const { return m_item; }

    /// Goes to the next one. False at the end, and when the budget is exceeded.
    bool next()
    {
        if (m_next >= m_size || !m_run.charge(1 + m_plan.endNode - m_plan.firstNode)) {
            return false;
        }
        if (m_range.is(Kind::Map)) {
            m_key = m_entries[m_next].key;
            m_item = m_entries[m_next].value;
        } else {
            m_key = Datum::integer(static_cast<std::int64_t>(m_next));
            m_item = itemAt(m_run, m_range, m_next);
        }
        ++m_next;
        if (m_plan.localCount == 2) {
            m_run.frame[m_plan.firstLocal] = m_key;
            m_run.frame[m_plan.firstLocal + 1] = m_item;
        } else {
            m_run.frame[m_plan.firstLocal] = m_range.is(Kind::Map) ? m_key : m_item;
        }
        if (m_run.trace != nullptr) {
            m_run.trace->forget(m_plan.firstNode, m_plan.endNode);
        }
        return true;
    }

private:
    Run& m_run;
    const Datum& m_range;
    const LoopPlan& m_plan;
    std::span<const MapBody::Entry> m_entries;
    std::size_t m_size;
    std::size_t m_next = 0;
    Datum m_key;
    Datum m_item;
};

class LoopNode : public EvalNode {
public:
    LoopNode(NodeId id, LoopPlan plan)
        : EvalNode(id)
        , m_plan(std::move(plan))
    {
    }
    Datum evaluate(Run& run) const final
    {
        const Datum range = m_plan.range->evaluate(run);
        if (range.isOutcome()) {
            return range;
        }
        if (!range.is(Kind::List) && !range.is(Kind::Map)) {
            return placed(run, run.noOverload("macro over", {&range, 1}));
        }
        Walk walk(run, range, m_plan);
        const Datum result = loop(run, walk);
        return run.isExhausted() ? Run::exhausted() : placed(run, result);
    }

protected:
    virtual Datum loop(Run& run, Walk& walk) const = 0;

    Datum body(Run& run) const { return m_plan.body->evaluate(run); }

    /// Whether the filter lets the pass through; an outcome when it is no bool.
    Datum filter(Run& run) const
    {
        return m_plan.filter == nullptr ? Datum::boolean(true) : asBool(run, m_plan.filter->evaluate(run));
    }

    Datum asBool(Run& run, const Datum& value) const
    {
        return value.is(Kind::Bool) || value.isOutcome() ? value : run.noOverload("predicate", {&value, 1});
    }

    void decide(Run& run, const Walk& walk) const
    {
        if (run.trace != nullptr) {
            run.trace->decide({id(), walk.passes() - 1, walk.key()});
        }
    }

    const LoopPlan& plan() const { return m_plan; }

private:
    LoopPlan m_plan;
};

/// all and exists: && and || over the passes, errors included.
class QuantifierNode final : public LoopNode {
public:
    using LoopNode::LoopNode;

private:
    Datum loop(Run& run, Walk& walk) const override
    {
        const bool decides = plan().macro == Macro::Exists;
        Datum pending;
        while (walk.next()) {
            const Datum value = asBool(run, body(run));
            if (value.is(Kind::Bool)) {
                if (value.asBool() == decides) {
                    decide(run, walk);
                    if (run.trace != nullptr && pending.isError()) {
                        run.trace->absorb(pending);
                    }
                    return value;
                }
            } else if (pending.isNull() || (pending.isError() && value.is(Kind::Unknown))) {
                pending = value;
            }
        }
        return pending.isNull() ? Datum::boolean(!decides) : pending;
    }
};

/// existsOne: errors are not made good by other passes.
class ExistsOneNode final : public LoopNode {
public:
    using LoopNode::LoopNode;

private:
    Datum loop(Run& run, Walk& walk) const override
    {
        std::size_t count = 0;
        while (walk.next()) {
            const Datum value = asBool(run, body(run));
            if (value.isOutcome()) {
                decide(run, walk);
                return value;
            }
            count += value.asBool() ? 1U : 0U;
        }
        return Datum::boolean(count == 1);
    }
};

/// map, filter and transformList.
class GatherNode final : public LoopNode {
public:
    using LoopNode::LoopNode;

private:
    Datum loop(Run& run, Walk& walk) const override
    {
        ListBuilder gathered(run, plan().filter == nullptr ? walk.size() : 4);
        while (walk.next()) {
            const Datum passes = plan().macro == Macro::Filter ? asBool(run, body(run)) : filter(run);
            if (passes.isOutcome()) {
                return passes;
            }
            if (!passes.asBool()) {
                continue;
            }
            const Datum item = plan().macro == Macro::Filter ? run.frame[plan().firstLocal] : body(run);
            if (item.isOutcome()) {
                return item;
            }
            gathered.add(item);
        }
        return gathered.finish();
    }
};

/// transformMap, which keeps the keys, and transformMapEntry, which makes them.
class GatherMapNode final : public LoopNode {
public:
    using LoopNode::LoopNode;

private:
    Datum loop(Run& run, Walk& walk) const override
    {
        std::vector<MapBody::Entry> gathered;
        while (walk.next()) {
            const Datum passes = filter(run);
            if (passes.isOutcome()) {
                return passes;
            }
            if (!passes.asBool()) {
                continue;
            }
            const Datum key = walk.key();
            const Datum made = body(run);
            if (made.isOutcome()) {
                return made;
            }
            if (plan().macro == Macro::TransformMap) {
                gathered.push_back({key, made});
                continue;
            }
            if (!made.is(Kind::Map)) {
                return run.noOverload("transformMapEntry", {&made, 1});
            }
            const auto entries = entriesOf(run, made);
            if (!run.charge(entries.size())) {
                return Run::exhausted();
            }
            gathered.insert(gathered.end(), entries.begin(), entries.end());
        }
        const auto kept = run.arena.array<MapBody::Entry>(gathered.size());
        std::copy(gathered.begin(), gathered.end(), kept.begin());
        return makeMap(run, kept);
    }
};

class SortByNode final : public LoopNode {
public:
    using LoopNode::LoopNode;

private:
    Datum loop(Run& run, Walk& walk) const override
    {
        if (!run.chargeBytes(walk.size() * sizeof(KeyedItem))) {
            return Run::exhausted();
        }
        const auto pairs = run.arena.array<KeyedItem>(walk.size());
        while (walk.next()) {
            pairs[walk.passes() - 1] = {body(run), run.frame[plan().firstLocal]};
        }
        return run.isExhausted() ? Run::exhausted() : sortedItems(run, pairs);
    }
};

/// A name for one value. What was bound as an error is one where the name is read, and only there.
class BindNode final : public EvalNode {
public:
    BindNode(NodeId id, LoopPlan plan)
        : EvalNode(id)
        , m_plan(std::move(plan))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum value = m_plan.range->evaluate(run);
        run.frame[m_plan.firstLocal] = value;
        return m_plan.body->evaluate(run);
    }

private:
    LoopPlan m_plan;
};

class OptionalBindNode final : public EvalNode {
public:
    OptionalBindNode(NodeId id, LoopPlan plan)
        : EvalNode(id)
        , m_plan(std::move(plan))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum optional = m_plan.range->evaluate(run);
        if (optional.isOutcome()) {
            return optional;
        }
        const bool flattens = m_plan.macro == Macro::OptFlatMap;
        if (!optional.is(Kind::Optional)) {
            return placed(run, run.noOverload(flattens ? "optFlatMap" : "optMap", {&optional, 1}));
        }
        if (optional.optionalValue() == nullptr) {
            return optional;
        }
        run.frame[m_plan.firstLocal] = *optional.optionalValue();
        const Datum made = m_plan.body->evaluate(run);
        if (made.isOutcome() || (flattens && made.is(Kind::Optional))) {
            return made;
        }
        return flattens ? placed(run, run.noOverload("optFlatMap", {&made, 1}))
                        : Datum::optional(run.arena.make(made));
    }

private:
    LoopPlan m_plan;
};

} // namespace

EvalNodePtr makeLoop(NodeId id, LoopPlan plan)
{
    switch (plan.macro) {
    case Macro::All:
    case Macro::Exists:
        return std::make_unique<QuantifierNode>(id, std::move(plan));
    case Macro::ExistsOne:
        return std::make_unique<ExistsOneNode>(id, std::move(plan));
    case Macro::TransformMap:
    case Macro::TransformMapEntry:
        return std::make_unique<GatherMapNode>(id, std::move(plan));
    case Macro::SortBy:
        return std::make_unique<SortByNode>(id, std::move(plan));
    default:
        return std::make_unique<GatherNode>(id, std::move(plan));
    }
}

EvalNodePtr makeBinding(NodeId id, LoopPlan plan)
{
    if (plan.macro == Macro::Bind) {
        return std::make_unique<BindNode>(id, std::move(plan));
    }
    return std::make_unique<OptionalBindNode>(id, std::move(plan));
}

} // namespace hindcast::expr
