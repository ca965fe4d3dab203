#include "engine/expr/functions.h"
#include "engine/expr/planner.h"

namespace hindcast::expr {

Planner::Part Planner::call(NodeId id)
{
    const Node& node = m_ast.node(id);
    if (node.op != Operator::None) {
        return operation(id);
    }
    Part made;
    made.firstNode = indexOf(id);
    const Reference& reference = m_checked.reference(id);
    std::span<const NodeId> arguments = m_ast.children(id);
    if (reference.kind != Reference::Kind::Function || m_checked.candidates(id).empty()) {
        made.isPlain = false;
        made.node = makeFault(id, FaultCode::NoSuchOverload, m_ast.name(id));
        return made;
    }
    if (reference.isNamespaced) {
        arguments = arguments.subspan(1);
    }
    made.node = call(id, made, arguments);
    return made;
}

EvalNodePtr Planner::call(NodeId id, Part& made, std::span<const NodeId> arguments)
{
    const std::string_view name = m_checked.environment().functions()[m_checked.reference(id).index].name;
    if (name == "type" && arguments.size() == 1) {
        return makeTypeOf(id, child(made, arguments[0]));
    }
    if (name == "dyn" && arguments.size() == 1) {
        return makeSame(id, child(made, arguments[0]));
    }
    if ((name == "or" || name == "orValue") && arguments.size() == 2) {
        EvalNodePtr optional = child(made, arguments[0]);
        EvalNodePtr otherwise = child(made, arguments[1]);
        return makeOrElse(id, std::move(optional), std::move(otherwise), name == "orValue");
    }
    if (name == "matches" && arguments.size() == 2 && m_ast.node(arguments[1]).kind == NodeKind::Literal) {
        EvalNodePtr text = child(made, arguments[0]);
        const EvalNodePtr pattern = child(made, arguments[1]);
        if (pattern->constant()->is(Kind::String) && !m_options.traces) {
            return makeMatches(id, std::move(text), pattern->constant()->text());
        }
    }
    EvalNodes planned;
    for (const NodeId argument : arguments) {
        planned.push_back(child(made, argument));
    }
    return makeCall(id, name, implementationOf(name), std::move(planned));
}

Planner::Part Planner::operation(NodeId id)
{
    Part made;
    made.firstNode = indexOf(id);
    const Operator op = m_ast.node(id).op;
    EvalNodes operands;
    for (const NodeId operand : m_ast.children(id)) {
        operands.push_back(child(made, operand));
    }
    switch (op) {
    case Operator::And:
        made.node = makeAnd(id, std::move(operands));
        break;
    case Operator::Or:
        made.node = makeOr(id, std::move(operands));
        break;
    case Operator::Not:
        made.node = makeNot(id, std::move(operands[0]));
        break;
    case Operator::Negate:
        made.node = makeNegate(id, std::move(operands[0]));
        break;
    case Operator::Conditional:
        made.node =
            makeConditional(id, std::move(operands[0]), std::move(operands[1]), std::move(operands[2]));
        break;
    case Operator::OptionalIndex:
        made.node = makeOptionalIndex(id, std::move(operands[0]), std::move(operands[1]));
        break;
    default: {
        // Beside a double a literal without a point is one too, whether or not types were checked.
        const bool isArithmetic = op == Operator::Add || op == Operator::Subtract || op == Operator::Multiply
            || op == Operator::Divide;
        const LiteralOperands literals{isArithmetic && isIntLiteral(m_ast.child(id, 0)),
            isArithmetic && isIntLiteral(m_ast.child(id, 1))};
        made.node = makeBinary(id, op, std::move(operands[0]), std::move(operands[1]), literals);
        break;
    }
    }
    return made;
}

} // namespace hindcast::expr
