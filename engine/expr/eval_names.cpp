#include "engine/expr/eval_node.h"
#include "engine/expr/member_probe.h"

namespace hindcast::expr {

namespace {

class ConstantNode final : public EvalNode {
public:
    ConstantNode(NodeId id, const Datum& value, std::uint64_t cost)
        : EvalNode(id)
        , m_value(value)
        , m_cost(cost)
    {
    }
    Datum evaluate(Run& run) const override
    {
        if (m_cost > 0 && !run.charge(m_cost)) {
            return Run::exhausted();
        }
        return m_value;
    }
    const Datum* constant() const override { return &m_value; }

private:
    Datum m_value;
    std::uint64_t m_cost;
};

class SlotNode final : public EvalNode {
public:
    SlotNode(NodeId id, Slot slot, std::uint32_t reading, Type::Kind as, std::string_view name)
        : EvalNode(id)
        , m_slot(slot)
        , m_reading(reading)
        , m_holder(as == Type::Kind::Record                        ? Kind::Record
                  : as == Type::Kind::Map || as == Type::Kind::Dyn ? Kind::Map
                                                                   : Kind::Null)
        , m_name(name)
    {
    }
    Datum evaluate(Run& run) const override
    {
        if (m_slot >= run.inputs.size()) {
            return placed(run, run.fail(FaultCode::UnboundVariable, m_name));
        }
        const Datum& input = run.inputs[m_slot].datum();
        if (input.isRaw()) {
            if (m_holder != Kind::Null && input.storedValue().isMap()) {
                return Datum::stored(m_holder, input.storedValue(), m_reading);
            }
            return placed(run, readValue(run, input.storedValue(), m_reading));
        }
        return input.isError() ? placed(run, run.fail(FaultCode::UnboundVariable, m_name)) : input;
    }

private:
    Slot m_slot;
    std::uint32_t m_reading;
    Kind m_holder; ///< what an object reads as without further looks; Null: none
    std::string m_name;
};

class LocalNode final : public EvalNode {
public:
    LocalNode(NodeId id, std::uint32_t index)
        : EvalNode(id)
        , m_index(index)
    {
    }
    Datum evaluate(Run& run) const override { return run.frame[m_index]; }

private:
    std::uint32_t m_index;
};

class FaultNode final : public EvalNode {
public:
    FaultNode(NodeId id, FaultCode code, std::string_view detail)
        : EvalNode(id)
        , m_code(code)
        , m_detail(detail)
    {
    }
    Datum evaluate(Run& run) const override { return placed(run, run.fail(m_code, m_detail)); }

private:
    FaultCode m_code;
    std::string m_detail;
};

class PathNode final : public EvalNode {
public:
    PathNode(NodeId id, Slot slot, const std::vector<PathStepPlan>& steps, Type::Kind as, EvalNodePtr slow)
        : EvalNode(id)
        , m_slot(slot)
        , m_reading(steps.back().reading)
        , m_takesInt(as == Type::Kind::Dyn || as == Type::Kind::Int)
        , m_takesText(as == Type::Kind::Dyn || as == Type::Kind::String || as == Type::Kind::Enum)
        , m_slow(std::move(slow))
    {
        m_steps.reserve(steps.size());
        for (const PathStepPlan& step : steps) {
            m_steps.emplace_back(step.name);
        }
    }
    Datum evaluate(Run& run) const override
    {
        if (m_slot >= run.inputs.size() || !run.inputs[m_slot].datum().isRaw()) {
            return m_slow->evaluate(run);
        }
        const Value* at = &run.inputs[m_slot].datum().storedValue();
        for (const MemberProbe& step : m_steps) {
            at = step.find(*at);
            if (at == nullptr) {
                return m_slow->evaluate(run);
            }
        }
        if (at->kind() == Value::Kind::Int && m_takesInt) {
            return Datum::integer(ValueAccess::scalarOf<std::int64_t>(*at));
        }
        if (at->kind() == Value::Kind::String && m_takesText) {
            return Datum::string(ValueAccess::textOf(*at));
        }
        return placed(run, readValue(run, *at, m_reading));
    }

private:
    Slot m_slot;
    std::uint32_t m_reading;
    bool m_takesInt; ///< an integer reads as it is
    bool m_takesText; ///< a text reads as it is
    std::vector<MemberProbe> m_steps;
    EvalNodePtr m_slow;
};

} // namespace

Datum EvalNode::placedFault(Run& run, const Datum& fault) const
{
    if (fault.asFault().node >= 0 || run.isExhausted()) {
        return fault;
    }
    Fault here = fault.asFault();
    here.node = static_cast<std::int32_t>(indexOf(m_id));
    return Datum::fault(*run.arena.make(here));
}

EvalNodePtr makeConstant(NodeId id, const Datum& value, std::uint64_t cost)
{
    return std::make_unique<ConstantNode>(id, value, cost);
}

EvalNodePtr makeSlot(NodeId id, Slot slot, std::uint32_t reading, Type::Kind as, std::string_view name)
{
    return std::make_unique<SlotNode>(id, slot, reading, as, name);
}

EvalNodePtr makeLocal(NodeId id, std::uint32_t index)
{
    return std::make_unique<LocalNode>(id, index);
}

EvalNodePtr makeFault(NodeId id, FaultCode code, std::string_view detail)
{
    return std::make_unique<FaultNode>(id, code, detail);
}

EvalNodePtr
makePath(NodeId id, Slot slot, const std::vector<PathStepPlan>& steps, Type::Kind as, EvalNodePtr slow)
{
    return std::make_unique<PathNode>(id, slot, steps, as, std::move(slow));
}

} // namespace hindcast::expr
