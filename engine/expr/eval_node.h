#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/datum.h"
#include "engine/expr/functions.h"
#include "engine/expr/run.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// One step of a planned expression. A tree of them is the program: each calls its children directly.
/// Immutable once made, usable from many threads at once.
class EvalNode {
public:
    explicit EvalNode(NodeId id)
        : m_id(id)
    {
    }
    virtual ~EvalNode() = default;
    EvalNode(const EvalNode&) = delete;
    EvalNode& operator=(const EvalNode&) = delete;

    virtual Datum evaluate(Run& run) const = 0;

    /// The node of the syntax tree it stands for.
    NodeId id() const { return m_id; }
    /// The value of a node that has one without running; else null.
    virtual const Datum* constant() const { return nullptr; }

protected:
    /// The result, with this node as the place of a fault that has none yet.
    Datum placed(Run& run, const Datum& result) const
    {
        return result.isError() ? placedFault(run, result) : result;
    }

private:
    Datum placedFault(Run& run, const Datum& fault) const;

    NodeId m_id;
};

using EvalNodePtr = std::unique_ptr<EvalNode>;
using EvalNodes = std::vector<EvalNodePtr>;

// --- names: eval_names.cpp ---
/// `cost` is what computing the value took: it is charged as if it were computed each time, so that folding
/// changes nothing.
EvalNodePtr makeConstant(NodeId id, const Datum& value, std::uint64_t cost = 0);
EvalNodePtr makeSlot(NodeId id, Slot slot, std::uint32_t reading, Type::Kind as, std::string_view name);
EvalNodePtr makeLocal(NodeId id, std::uint32_t index);
EvalNodePtr makeFault(NodeId id, FaultCode code, std::string_view detail);

/// One step of a path, and how what it leads to reads.
struct PathStepPlan {
    std::string name;
    std::uint32_t reading = 0;
};
/// `slot.a.b` over a stored value, without a datum for what lies between; its end is read as `as` says.
/// `slow` is the same step by step, for everything that is not as expected.
EvalNodePtr
makePath(NodeId id, Slot slot, const std::vector<PathStepPlan>& steps, Type::Kind as, EvalNodePtr slow);

// --- logic: eval_logic.cpp ---
EvalNodePtr makeAnd(NodeId id, EvalNodes operands);
EvalNodePtr makeOr(NodeId id, EvalNodes operands);
EvalNodePtr makeNot(NodeId id, EvalNodePtr operand);
EvalNodePtr makeConditional(NodeId id, EvalNodePtr condition, EvalNodePtr yes, EvalNodePtr no);

// --- operators: eval_operators.cpp ---
/// Any binary operator but And and Or. `literals` tells which operands are int literals, which beside a
/// double or a decimal are read as one.
struct LiteralOperands {
    bool left = false;
    bool right = false;
};
EvalNodePtr makeBinary(NodeId id, Operator op, EvalNodePtr left, EvalNodePtr right, LiteralOperands literals);
EvalNodePtr makeNegate(NodeId id, EvalNodePtr operand);

// --- parts of values: eval_access.cpp ---
enum class Access : std::uint8_t { Select, Test, Optional };
/// The field of a record that was found by checking; a select from anything else has none.
struct FieldHint {
    std::uint32_t record = UINT32_MAX;
    std::uint32_t reading = 0;
    Type::Kind as = Type::Kind::Dyn;
};
EvalNodePtr
makeSelect(NodeId id, EvalNodePtr operand, std::string_view name, Access access, FieldHint hint = {});
EvalNodePtr makeOptionalIndex(NodeId id, EvalNodePtr operand, EvalNodePtr key);

// --- aggregates: eval_aggregates.cpp ---
struct ItemPlan {
    EvalNodePtr value;
    bool isOptional = false;
};
struct EntryPlan {
    EvalNodePtr key;
    EvalNodePtr value;
    bool isOptional = false;
};
struct FieldPlan {
    std::string name;
    EvalNodePtr value;
    bool isOptional = false;
};
EvalNodePtr makeListNode(NodeId id, std::vector<ItemPlan> items);
EvalNodePtr makeMapNode(NodeId id, std::vector<EntryPlan> entries);
/// `fields` in the order they are declared; `missing` is the first field that must be set and is not.
EvalNodePtr
makeRecordNode(NodeId id, std::string_view typeName, std::vector<FieldPlan> fields, std::string missing);

// --- calls: eval_calls.cpp ---
EvalNodePtr makeCall(NodeId id, std::string_view name, Implementation implementation, EvalNodes arguments);
/// `text.matches(pattern)` with a pattern that is compiled once.
EvalNodePtr makeMatches(NodeId id, EvalNodePtr text, std::string_view pattern);
EvalNodePtr makeTypeOf(NodeId id, EvalNodePtr operand);
/// `dyn(x)`: x
EvalNodePtr makeSame(NodeId id, EvalNodePtr operand);
/// `a.or(b)` and `a.orValue(b)`: b is evaluated when a is nothing.
EvalNodePtr makeOrElse(NodeId id, EvalNodePtr optional, EvalNodePtr otherwise, bool unwraps);
/// Keeps the value of what it wraps in the run's trace.
EvalNodePtr makeTraced(EvalNodePtr node);

// --- macros: eval_loops.cpp ---
struct LoopPlan {
    Macro macro = Macro::None;
    EvalNodePtr range;
    EvalNodePtr filter; ///< may be null
    EvalNodePtr body;
    std::uint32_t firstLocal = 0;
    std::uint32_t localCount = 1;
    /// The nodes of filter and body, whose number each pass is charged, and whose kept values it clears.
    std::uint32_t firstNode = 0;
    std::uint32_t endNode = 0;
};
EvalNodePtr makeLoop(NodeId id, LoopPlan plan);
/// Bind, OptMap and OptFlatMap.
EvalNodePtr makeBinding(NodeId id, LoopPlan plan);

} // namespace hindcast::expr
