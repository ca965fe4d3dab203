#include "engine/expr/arithmetic.h"
#include "engine/expr/container.h"
#include "engine/expr/eval_node.h"
#include "engine/expr/member_probe.h"

namespace hindcast::expr {

namespace {

bool hasMembers(const Datum& value)
{
    return value.is(Kind::Map) || value.is(Kind::Record);
}

Datum some(Run& run, const Datum& value)
{
    return value.isOutcome() ? value : Datum::optional(run.arena.make(value));
}

class SelectNode final : public EvalNode {
public:
    SelectNode(NodeId id, EvalNodePtr operand, std::string_view name, Access access, FieldHint hint)
        : EvalNode(id)
        , m_operand(std::move(operand))
        , m_probe(name)
        , m_access(access)
        , m_hint(hint)
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum holder = m_operand->evaluate(run);
        return holder.isOutcome() ? holder : placed(run, access(run, holder));
    }

private:
    Datum access(Run& run, const Datum& holder) const
    {
        // An optional is looked into, and what comes of it is optional again.
        const bool isOptional = holder.is(Kind::Optional);
        if (isOptional && holder.optionalValue() == nullptr) {
            return m_access == Access::Test ? Datum::boolean(false) : holder;
        }
        const Datum& inner = isOptional ? *holder.optionalValue() : holder;
        if (!hasMembers(inner)) {
            return run.fail(FaultCode::NoSuchOverload, noFields(run, inner));
        }
        const auto found = find(run, inner);
        switch (m_access) {
        case Access::Test:
            return Datum::boolean(found.has_value());
        case Access::Optional:
            return found ? some(run, *found) : Datum::optional(nullptr);
        case Access::Select:
            break;
        }
        if (isOptional) {
            return found ? some(run, *found) : Datum::optional(nullptr);
        }
        return found ? *found
                     : run.fail(inner.is(Kind::Record) ? FaultCode::NoSuchField : FaultCode::NoSuchKey,
                         m_probe.name());
    }

    std::optional<Datum> find(Run& run, const Datum& holder) const
    {
        if (!holder.isStored()) {
            return findMember(run, holder, m_probe.name());
        }
        const Value* member = m_probe.find(holder.storedValue());
        if (member == nullptr) {
            return std::nullopt;
        }
        if (m_access == Access::Test) {
            return Datum();
        }
        const Reading& reading = run.readings[holder.reading()];
        if (holder.is(Kind::Map)) {
            return readValue(run, *member, reading.item);
        }
        const bool isHinted = reading.record == m_hint.record;
        if (isHinted && member->kind() == Value::Kind::Int && m_hint.as == Type::Kind::Int) {
            return Datum::integer(ValueAccess::scalarOf<std::int64_t>(*member));
        }
        if (isHinted && member->kind() == Value::Kind::String && m_hint.as == Type::Kind::String) {
            return Datum::string(ValueAccess::textOf(*member));
        }
        return readValue(
            run, *member, isHinted ? m_hint.reading : run.readings.ofField(reading.record, m_probe.name()));
    }

    std::string noFields(Run& run, const Datum& value) const
    {
        std::string words(typeNameOf(value, run.readings));
        return words.append(" has no field '").append(m_probe.name()).append("'");
    }

    EvalNodePtr m_operand;
    MemberProbe m_probe;
    Access m_access;
    FieldHint m_hint;
};

class OptionalIndexNode final : public EvalNode {
public:
    OptionalIndexNode(NodeId id, EvalNodePtr operand, EvalNodePtr key)
        : EvalNode(id)
        , m_operand(std::move(operand))
        , m_key(std::move(key))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum container = m_operand->evaluate(run);
        const Datum key = m_key->evaluate(run);
        if (container.isOutcome() || key.isOutcome()) {
            return container.isOutcome() ? container : key;
        }
        const bool isOptional = container.is(Kind::Optional);
        Datum found;
        if ((isOptional && container.optionalValue() == nullptr)
            || !tryIndex(run, isOptional ? *container.optionalValue() : container, key, found)) {
            return Datum::optional(nullptr);
        }
        return placed(run, some(run, found));
    }

private:
    EvalNodePtr m_operand;
    EvalNodePtr m_key;
};

} // namespace

EvalNodePtr makeSelect(NodeId id, EvalNodePtr operand, std::string_view name, Access access, FieldHint hint)
{
    return std::make_unique<SelectNode>(id, std::move(operand), name, access, hint);
}

EvalNodePtr makeOptionalIndex(NodeId id, EvalNodePtr operand, EvalNodePtr key)
{
    return std::make_unique<OptionalIndexNode>(id, std::move(operand), std::move(key));
}

} // namespace hindcast::expr
