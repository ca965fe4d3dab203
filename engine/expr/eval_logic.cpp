#include "engine/expr/eval_node.h"
#include "engine/expr/trace.h"

#include <algorithm>

namespace hindcast::expr {

namespace {

/// The outcome that stands when no operand decides: unknowns before errors, earlier before later.
void keepOutcome(Datum& pending, const Datum& outcome)
{
    if (pending.isNull() || (pending.isError() && outcome.is(Kind::Unknown))) {
        pending = outcome;
    }
}

/// && and ||: one operand that is `decides` decides, whatever the others are; commutative as to errors.
template <bool decides>
class LogicNode final : public EvalNode {
public:
    LogicNode(NodeId id, EvalNodes operands)
        : EvalNode(id)
        , m_operands(std::move(operands))
    {
    }
    Datum evaluate(Run& run) const override
    {
        Datum pending;
        for (std::size_t i = 0; i < m_operands.size(); ++i) {
            const Datum value = m_operands[i]->evaluate(run);
            if (value.is(Kind::Bool)) {
                if (value.asBool() == decides) {
                    if (run.trace != nullptr) {
                        decide(run, pending, i + 1);
                    }
                    return value;
                }
                continue;
            }
            keepOutcome(pending, value.isOutcome() ? value : placed(run, run.noOverload(name, {&value, 1})));
        }
        return pending.isNull() ? Datum::boolean(!decides) : pending;
    }

private:
    void decide(Run& run, const Datum& pending, std::size_t next) const
    {
        if (pending.isError()) {
            run.trace->absorb(pending);
        }
        const std::uint64_t before = run.steps();
        for (; !decides && next < m_operands.size() && run.trace->extraSteps() > 0; ++next) {
            // The evaluation's own budget bounds each.
            run.restoreSteps(maxSteps - std::min(maxSteps, run.trace->extraSteps()));
            const std::uint64_t start = run.steps();
            m_operands[next]->evaluate(run);
            run.trace->spend(run.steps() - start);
        }
        run.restoreSteps(before);
    }

    static constexpr std::string_view name = decides ? "_||_" : "_&&_";

    EvalNodes m_operands;
};

class NotNode final : public EvalNode {
public:
    NotNode(NodeId id, EvalNodePtr operand)
        : EvalNode(id)
        , m_operand(std::move(operand))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum value = m_operand->evaluate(run);
        if (value.is(Kind::Bool)) {
            return Datum::boolean(!value.asBool());
        }
        return value.isOutcome() ? value : placed(run, run.noOverload("!_", {&value, 1}));
    }

private:
    EvalNodePtr m_operand;
};

class ConditionalNode final : public EvalNode {
public:
    ConditionalNode(NodeId id, EvalNodePtr condition, EvalNodePtr yes, EvalNodePtr no)
        : EvalNode(id)
        , m_condition(std::move(condition))
        , m_yes(std::move(yes))
        , m_no(std::move(no))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum condition = m_condition->evaluate(run);
        if (condition.is(Kind::Bool)) {
            return condition.asBool() ? m_yes->evaluate(run) : m_no->evaluate(run);
        }
        return condition.isOutcome() ? condition : placed(run, run.noOverload("_?_:_", {&condition, 1}));
    }

private:
    EvalNodePtr m_condition;
    EvalNodePtr m_yes;
    EvalNodePtr m_no;
};

} // namespace

EvalNodePtr makeAnd(NodeId id, EvalNodes operands)
{
    return std::make_unique<LogicNode<false>>(id, std::move(operands));
}

EvalNodePtr makeOr(NodeId id, EvalNodes operands)
{
    return std::make_unique<LogicNode<true>>(id, std::move(operands));
}

EvalNodePtr makeNot(NodeId id, EvalNodePtr operand)
{
    return std::make_unique<NotNode>(id, std::move(operand));
}

EvalNodePtr makeConditional(NodeId id, EvalNodePtr condition, EvalNodePtr yes, EvalNodePtr no)
{
    return std::make_unique<ConditionalNode>(id, std::move(condition), std::move(yes), std::move(no));
}

} // namespace hindcast::expr
