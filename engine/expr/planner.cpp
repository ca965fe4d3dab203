#include "engine/expr/planner.h"

#include "engine/expr/decimal.h"
#include "engine/expr/functions.h"
#include "engine/expr/kept_copy.h"

#include <algorithm>

namespace hindcast::expr {

namespace {

// Folding must not make compiling slow, nor a program large: steps of one constant part, and of all together.
constexpr std::uint64_t maxFoldSteps = 10'000;
constexpr std::uint64_t maxFoldStepsOfAll = 100'000;
constexpr std::size_t maxFoldedParts = 10'000;

Datum datumOf(const Constant& constant)
{
    struct Visitor {
        Datum operator()(std::nullptr_t) const { return {}; }
        Datum operator()(bool value) const { return Datum::boolean(value); }
        Datum operator()(std::int64_t value) const { return Datum::integer(value); }
        Datum operator()(std::uint64_t value) const { return Datum::natural(value); }
        Datum operator()(double value) const { return Datum::real(value); }
        Datum operator()(const std::string& value) const { return Datum::string(value); }
        Datum operator()(const Bytes& value) const { return Datum::bytes(value.content); }
    };
    return std::visit(Visitor(), constant);
}

/// The name that values of the type show by `type(x)`.
std::string_view runtimeName(const Type& type)
{
    switch (type.kind()) {
    case Type::Kind::Null:
        return nameOf(Kind::Null);
    case Type::Kind::Bool:
        return nameOf(Kind::Bool);
    case Type::Kind::Int:
        return nameOf(Kind::Int);
    case Type::Kind::Uint:
        return nameOf(Kind::Uint);
    case Type::Kind::Double:
        return nameOf(Kind::Double);
    case Type::Kind::Decimal:
        return nameOf(Kind::Decimal);
    case Type::Kind::String:
    case Type::Kind::Enum:
        return nameOf(Kind::String);
    case Type::Kind::Bytes:
        return nameOf(Kind::Bytes);
    case Type::Kind::Timestamp:
        return nameOf(Kind::Timestamp);
    case Type::Kind::Duration:
        return nameOf(Kind::Duration);
    case Type::Kind::Type:
        return nameOf(Kind::Type);
    case Type::Kind::List:
        return nameOf(Kind::List);
    case Type::Kind::Map:
        return nameOf(Kind::Map);
    case Type::Kind::Optional:
        return nameOf(Kind::Optional);
    case Type::Kind::Nullable:
        return runtimeName(type.parameter(0));
    case Type::Kind::Record:
    case Type::Kind::Opaque:
        return type.name();
    case Type::Kind::Dyn:
    case Type::Kind::Parameter:
    case Type::Kind::Number:
        return "dyn";
    }
    return "";
}

} // namespace

void Planner::Part::join(const Part& other)
{
    firstNode = std::min(firstNode, other.firstNode);
    lowestLocal = std::min(lowestLocal, other.lowestLocal);
    readsInput = readsInput || other.readsInput;
    isPlain = isPlain && other.isPlain;
}

Planner::Planner(const CheckedAst& checked, const Readings& readings, Arena& constants, Options options)
    : m_checked(checked)
    , m_ast(checked.ast())
    , m_readings(readings)
    , m_constants(constants)
    , m_options(options)
    , m_frame(checked.frameSize())
{
}

EvalNodePtr Planner::plan()
{
    return part(m_ast.root()).node;
}

Planner::Part Planner::part(NodeId id)
{
    Part made = build(id);
    if (m_options.traces) {
        // A literal is its own value.
        if (m_ast.node(id).kind != NodeKind::Literal) {
            made.node = makeTraced(std::move(made.node));
        }
    } else if (m_options.folds) {
        fold(made);
    }
    return made;
}

Planner::Part Planner::build(NodeId id)
{
    switch (m_ast.node(id).kind) {
    case NodeKind::Literal:
        return constant(id);
    case NodeKind::Name:
        return name(id);
    case NodeKind::Select:
        return select(id);
    case NodeKind::Call:
        return call(id);
    case NodeKind::List:
        return list(id);
    case NodeKind::Map:
        return map(id);
    case NodeKind::Record:
        return record(id);
    case NodeKind::Comprehension:
        return comprehension(id);
    case NodeKind::Entry:
    case NodeKind::Field:
    case NodeKind::Variable:
        break;
    }
    Part none;
    none.firstNode = indexOf(id);
    none.node = makeFault(id, FaultCode::NoSuchOverload, {});
    return none;
}

EvalNodePtr Planner::child(Part& parent, NodeId id)
{
    Part made = part(id);
    parent.join(made);
    return std::move(made.node);
}

void Planner::fold(Part& made)
{
    if (made.readsInput || made.lowestLocal != noLocal || !made.isPlain || made.node->constant() != nullptr) {
        return;
    }
    const std::uint64_t left = maxFoldStepsOfAll - std::min(maxFoldStepsOfAll, m_foldingSteps);
    if (left == 0) {
        made.isPlain = false;
        return;
    }
    Run run(m_scratch, m_readings, {}, m_frame, std::min(maxFoldSteps, left));
    const Datum value = made.node->evaluate(run);
    m_foldingSteps += run.steps();
    const auto kept =
        value.isOutcome() || run.isExhausted() ? std::nullopt : keptCopy(m_constants, value, maxFoldedParts);
    if (kept) {
        made.node = makeConstant(made.node->id(), *kept, run.steps());
    } else {
        made.isPlain = false;
    }
    m_scratch.reset();
}

bool Planner::isIntLiteral(NodeId id) const
{
    return m_ast.node(id).kind == NodeKind::Literal
        && std::holds_alternative<std::int64_t>(m_ast.constant(id));
}

Planner::Part Planner::constant(NodeId id)
{
    Part made;
    made.firstNode = indexOf(id);
    Datum value = datumOf(m_ast.constant(id));
    // The checker reads an int literal as what is wanted where it stands.
    if (value.is(Kind::Int) && m_checked.type(id).is(Type::Kind::Double)) {
        value = Datum::real(static_cast<double>(value.asInt()));
    } else if (value.is(Kind::Int) && m_checked.type(id).is(Type::Kind::Decimal)) {
        const auto number = decimalOf(value.asInt());
        value = number ? Datum::decimal(*number) : value;
    }
    made.node = makeConstant(id, value);
    return made;
}

Planner::Part Planner::typeName(NodeId id)
{
    Part made;
    made.firstNode = indexOf(id);
    const Type& type = m_checked.type(id);
    const std::string_view name = type.is(Type::Kind::Type) && !type.parameters().empty()
        ? runtimeName(type.parameter(0))
        : nameOf(Kind::Type);
    made.node = makeConstant(id, Datum::type(m_constants.copy(name)));
    return made;
}

Planner::Part Planner::name(NodeId id)
{
    const Reference& reference = m_checked.reference(id);
    Part made;
    made.firstNode = indexOf(id);
    switch (reference.kind) {
    case Reference::Kind::Variable:
        made.readsInput = true;
        made.node = makeSlot(id,
            reference.index,
            m_readings.ofSlot(reference.index),
            m_readings[m_readings.ofSlot(reference.index)].as,
            m_checked.environment().variables()[reference.index].name);
        return made;
    case Reference::Kind::Local:
        made.lowestLocal = reference.index;
        made.node = makeLocal(id, reference.index);
        return made;
    case Reference::Kind::TypeName:
        return typeName(id);
    default:
        made.isPlain = false;
        made.node = makeFault(id, FaultCode::UnboundVariable, m_ast.name(id));
        return made;
    }
}

Planner::Part Planner::select(NodeId id)
{
    const Reference& reference = m_checked.reference(id);
    if (reference.kind == Reference::Kind::Variable || reference.kind == Reference::Kind::TypeName) {
        // What lies below is part of the name.
        Part made = name(id);
        for (NodeId below = id; m_ast.node(below).kind == NodeKind::Select;) {
            below = m_ast.child(below, 0);
            made.firstNode = indexOf(below);
        }
        return made;
    }
    const Node& node = m_ast.node(id);
    Part made;
    made.firstNode = indexOf(id);
    const Access access = node.isTest ? Access::Test : node.isOptional ? Access::Optional : Access::Select;
    EvalNodePtr operand = child(made, m_ast.child(id, 0));
    FieldHint hint;
    if (reference.kind == Reference::Kind::Field) {
        const std::uint32_t reading = m_readings.ofField(reference.index, m_ast.name(id));
        hint = {reference.index, reading, m_readings[reading].as};
    }
    made.node = makeSelect(id, std::move(operand), m_ast.name(id), access, hint);
    if (access == Access::Select) {
        made.node = path(id, std::move(made.node));
    }
    return made;
}

EvalNodePtr Planner::path(NodeId id, EvalNodePtr slow)
{
    std::vector<PathStepPlan> steps;
    NodeId at = id;
    while (m_checked.reference(at).kind != Reference::Kind::Variable) {
        const Node& node = m_ast.node(at);
        if (node.kind != NodeKind::Select || node.isTest || node.isOptional) {
            return slow;
        }
        steps.push_back({std::string(m_ast.name(at)), Readings::undeclared});
        at = m_ast.child(at, 0);
    }
    std::reverse(steps.begin(), steps.end());
    const Slot slot = m_checked.reference(at).index;
    std::uint32_t reading = m_readings.ofSlot(slot);
    for (PathStepPlan& step : steps) {
        const Reading& holder = m_readings[reading];
        switch (holder.as) {
        case Type::Kind::Dyn:
            break;
        case Type::Kind::Map:
            reading = holder.item;
            break;
        case Type::Kind::Record:
            reading = m_readings.ofField(holder.record, step.name);
            break;
        default:
            return slow;
        }
        step.reading = reading;
    }
    return makePath(id, slot, steps, m_readings[reading].as, std::move(slow));
}

Planner::Part Planner::list(NodeId id)
{
    Part made;
    made.firstNode = indexOf(id);
    std::vector<ItemPlan> items;
    for (const NodeId item : m_ast.children(id)) {
        items.push_back({child(made, item), m_ast.node(item).isOptionalItem});
    }
    made.node = makeListNode(id, std::move(items));
    return made;
}

Planner::Part Planner::map(NodeId id)
{
    Part made;
    made.firstNode = indexOf(id);
    std::vector<EntryPlan> entries;
    for (const NodeId entry : m_ast.children(id)) {
        EvalNodePtr key = child(made, m_ast.child(entry, 0));
        EvalNodePtr value = child(made, m_ast.child(entry, 1));
        entries.push_back({std::move(key), std::move(value), m_ast.node(entry).isOptionalItem});
    }
    made.node = makeMapNode(id, std::move(entries));
    return made;
}

Planner::Part Planner::record(NodeId id)
{
    Part made;
    made.firstNode = indexOf(id);
    const Reference& reference = m_checked.reference(id);
    if (reference.kind != Reference::Kind::Record) {
        made.isPlain = false;
        made.node = makeFault(id, FaultCode::NoSuchOverload, m_ast.name(id));
        return made;
    }
    const RecordDeclaration& declared = m_checked.environment().records()[reference.index];
    std::vector<FieldPlan> fields;
    std::string missing;
    for (const FieldDeclaration& field : declared.fields) {
        const auto given = m_ast.children(id);
        const auto found = std::find_if(
            given.begin(), given.end(), [&](NodeId each) { return m_ast.name(each) == field.name; });
        if (found != given.end()) {
            fields.push_back(
                {field.name, child(made, m_ast.child(*found, 0)), m_ast.node(*found).isOptionalItem});
        } else if (!field.isOptional && missing.empty()) {
            missing = field.name;
        }
    }
    for (const NodeId given : m_ast.children(id)) {
        if (!declared.find(m_ast.name(given))) {
            missing = m_ast.name(given);
        }
    }
    made.node = makeRecordNode(id, declared.name, std::move(fields), std::move(missing));
    return made;
}

Planner::Part Planner::comprehension(NodeId id)
{
    const ComprehensionView view = m_ast.comprehension(id);
    Part made;
    made.firstNode = indexOf(id);
    LoopPlan plan;
    plan.macro = view.macro;
    plan.range = child(made, view.range);
    plan.firstLocal = m_checked.reference(view.variables[0]).index;
    plan.localCount = static_cast<std::uint32_t>(view.variables.size());
    Part inside;
    inside.firstNode = indexOf(id);
    if (view.hasFilter) {
        plan.filter = child(inside, view.filter);
    }
    plan.body = child(inside, view.body);
    plan.firstNode = inside.firstNode;
    plan.endNode = indexOf(id);
    // Names that are bound here are free no more: those of an outer macro have lower places.
    if (inside.lowestLocal >= plan.firstLocal) {
        inside.lowestLocal = noLocal;
    }
    made.join(inside);
    const bool binds =
        view.macro == Macro::Bind || view.macro == Macro::OptMap || view.macro == Macro::OptFlatMap;
    made.node = binds ? makeBinding(id, std::move(plan)) : makeLoop(id, std::move(plan));
    return made;
}

} // namespace hindcast::expr
