#include "engine/expr/container.h"
#include "engine/expr/eval_node.h"

namespace hindcast::expr {

namespace {

/// What an item marked with `?` comes to: false when it is left out. `value` becomes its content, or a fault
/// when it is no optional.
bool unwraps(Run& run, Datum& value)
{
    if (!value.is(Kind::Optional)) {
        value = run.noOverload("?_", {&value, 1});
        return true;
    }
    if (value.optionalValue() == nullptr) {
        return false;
    }
    value = *value.optionalValue();
    return true;
}

class ListNode final : public EvalNode {
public:
    ListNode(NodeId id, std::vector<ItemPlan> items)
        : EvalNode(id)
        , m_items(std::move(items))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const auto items = run.arena.array<Datum>(m_items.size());
        std::size_t count = 0;
        for (const ItemPlan& plan : m_items) {
            Datum value = plan.value->evaluate(run);
            if (plan.isOptional && !value.isOutcome() && !unwraps(run, value)) {
                continue;
            }
            if (value.isOutcome()) {
                return placed(run, value);
            }
            items[count++] = value;
        }
        return Datum::list(run.arena.make(ListBody{items.first(count)}));
    }

private:
    std::vector<ItemPlan> m_items;
};

class MapNode final : public EvalNode {
public:
    MapNode(NodeId id, std::vector<EntryPlan> entries)
        : EvalNode(id)
        , m_entries(std::move(entries))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const auto entries = run.arena.array<MapBody::Entry>(m_entries.size());
        std::size_t count = 0;
        for (const EntryPlan& plan : m_entries) {
            const Datum key = plan.key->evaluate(run);
            Datum value = plan.value->evaluate(run);
            if (key.isOutcome()) {
                return key;
            }
            if (plan.isOptional && !value.isOutcome() && !unwraps(run, value)) {
                continue;
            }
            if (value.isOutcome()) {
                return placed(run, value);
            }
            entries[count++] = {key, value};
        }
        return placed(run, makeMap(run, entries.first(count)));
    }

private:
    std::vector<EntryPlan> m_entries;
};

class RecordNode final : public EvalNode {
public:
    RecordNode(NodeId id, std::string_view typeName, std::vector<FieldPlan> fields, std::string missing)
        : EvalNode(id)
        , m_typeName(typeName)
        , m_fields(std::move(fields))
        , m_missing(std::move(missing))
    {
    }
    Datum evaluate(Run& run) const override
    {
        if (!m_missing.empty()) {
            return placed(run, run.fail(FaultCode::NoSuchField, m_missing));
        }
        const auto fields = run.arena.array<RecordBody::Field>(m_fields.size());
        std::size_t count = 0;
        for (const FieldPlan& plan : m_fields) {
            Datum value = plan.value->evaluate(run);
            if (plan.isOptional && !value.isOutcome() && !unwraps(run, value)) {
                continue;
            }
            if (value.isOutcome()) {
                return placed(run, value);
            }
            fields[count++] = {plan.name, value};
        }
        return Datum::record(run.arena.make(RecordBody{m_typeName, fields.first(count)}));
    }

private:
    std::string m_typeName;
    std::vector<FieldPlan> m_fields;
    std::string m_missing;
};

} // namespace

EvalNodePtr makeListNode(NodeId id, std::vector<ItemPlan> items)
{
    return std::make_unique<ListNode>(id, std::move(items));
}

EvalNodePtr makeMapNode(NodeId id, std::vector<EntryPlan> entries)
{
    return std::make_unique<MapNode>(id, std::move(entries));
}

EvalNodePtr
makeRecordNode(NodeId id, std::string_view typeName, std::vector<FieldPlan> fields, std::string missing)
{
    return std::make_unique<RecordNode>(id, typeName, std::move(fields), std::move(missing));
}

} // namespace hindcast::expr
