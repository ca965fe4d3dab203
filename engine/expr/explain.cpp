#include "engine/expr/explain.h"

#include "engine/expr/datum_text.h"
#include "engine/expr/fault.h"
#include "engine/expr/unparser.h"

#include <fmt/format.h>

#include <algorithm>

namespace hindcast::expr {

namespace {

constexpr std::size_t shownValue = 80;

bool isLogic(Operator op)
{
    return op == Operator::And || op == Operator::Or || op == Operator::Not || op == Operator::Conditional;
}

/// " >= " between two values; empty for what isn't written between its operands.
std::string_view symbolOf(Operator op)
{
    switch (op) {
    case Operator::Equal:
        return " == ";
    case Operator::NotEqual:
        return " != ";
    case Operator::Less:
        return " < ";
    case Operator::LessOrEqual:
        return " <= ";
    case Operator::Greater:
        return " > ";
    case Operator::GreaterOrEqual:
        return " >= ";
    case Operator::In:
        return " in ";
    case Operator::Add:
        return " + ";
    case Operator::Subtract:
        return " - ";
    case Operator::Multiply:
        return " * ";
    case Operator::Divide:
        return " / ";
    case Operator::Modulo:
        return " % ";
    default:
        return {};
    }
}

/// Makes the tree of one traced expression.
class Explainer {
public:
    Explainer(const Program& program,
        std::span<const Input> inputs,
        Run& run,
        const Trace& trace,
        std::span<const Definition> definitions)
        : m_checked(program.checked())
        , m_ast(m_checked.ast())
        , m_inputs(inputs)
        , m_run(run)
        , m_trace(trace)
        , m_definitions(definitions)
    {
    }

    Reason explain(NodeId id)
    {
        Reason reason;
        reason.node = id;
        reason.expression = unparse(m_ast, id);
        reason.value = valueText(id);
        const Node& node = m_ast.node(id);
        if (m_trace.has(id) && m_trace.value(id).isError()) {
            explainFault(reason, m_trace.value(id).asFault());
        } else if (node.kind == NodeKind::Call && isLogic(node.op)) {
            explainLogic(reason);
        } else if (node.kind == NodeKind::Comprehension) {
            explainLoop(reason);
        } else {
            explainLeaf(reason);
        }
        return reason;
    }

    /// "80 - 200" for `state.balance - cmd.amount`; empty where it would only repeat the value.
    std::string substituted(NodeId id) const
    {
        const Node& node = m_ast.node(id);
        if (node.kind != NodeKind::Call) {
            return {};
        }
        std::vector<std::string> values;
        for (const NodeId child : m_ast.children(id)) {
            values.push_back(valueText(child));
        }
        if (const std::string_view symbol = symbolOf(node.op); !symbol.empty()) {
            return values[0] + std::string(symbol) + values[1];
        }
        if (node.op == Operator::Index) {
            return {};
        }
        if (node.op != Operator::None) {
            return {};
        }
        const bool isNamespaced = m_checked.reference(id).isNamespaced;
        std::string text = !node.hasReceiver ? std::string()
            : isNamespaced                   ? unparse(m_ast, m_ast.child(id, 0)) + "."
                                             : values[0] + ".";
        text += m_ast.name(id);
        text += '(';
        for (std::size_t i = node.hasReceiver ? 1 : 0; i < values.size(); ++i) {
            text += i > (node.hasReceiver ? 1U : 0U) ? ", " : "";
            text += values[i];
        }
        return text + ")";
    }

private:
    std::string valueText(NodeId id) const
    {
        return m_trace.has(id) ? literalText(m_run, m_trace.value(id), shownValue) : unparse(m_ast, id);
    }
    bool came(NodeId id, bool value) const
    {
        if (m_ast.node(id).kind == NodeKind::Literal) {
            const bool* literal = std::get_if<bool>(&m_ast.constant(id));
            return literal != nullptr && *literal == value;
        }
        return m_trace.has(id) && m_trace.value(id).is(Kind::Bool) && m_trace.value(id).asBool() == value;
    }

    void explainLogic(Reason& reason)
    {
        const Node& node = m_ast.node(reason.node);
        const auto operands = m_ast.children(reason.node);
        if (node.op == Operator::Conditional) {
            reason.because.push_back(explain(operands[0]));
            const NodeId taken = came(operands[0], true) ? operands[1] : operands[2];
            if (m_trace.has(taken) || m_ast.node(taken).kind == NodeKind::Literal) {
                reason.because.push_back(explain(taken));
            }
            return;
        }
        if (node.op == Operator::Not) {
            reason.because.push_back(explain(operands[0]));
            return;
        }
        // Those that decide it, or all where all had to agree.
        const bool result = came(reason.node, true);
        for (const NodeId operand : operands) {
            if (came(operand, result)) {
                reason.because.push_back(explain(operand));
            }
        }
    }

    void explainLoop(Reason& reason)
    {
        const ComprehensionView view = m_ast.comprehension(reason.node);
        if (view.macro == Macro::Bind || view.macro == Macro::OptMap || view.macro == Macro::OptFlatMap) {
            if (m_trace.has(view.body)) {
                reason.because.push_back(explain(view.body));
            }
            return;
        }
        if (const Trace::Pass* pass = m_trace.pass(reason.node)) {
            Reason example = explain(view.body);
            example.pass =
                (pass->key.is(Kind::Int) ? "item " : "key ") + literalText(m_run, pass->key, shownValue);
            reason.because.push_back(std::move(example));
            return;
        }
        addOperands(reason, view.range);
    }

    void explainLeaf(Reason& reason)
    {
        reason.substituted = substituted(reason.node);
        addOperands(reason, reason.node);
    }

    /// Down to where it happened.
    void explainFault(Reason& reason, const Fault& fault)
    {
        reason.value = "error: " + describe(fault);
        const bool isElsewhere = fault.node >= 0
            && static_cast<std::uint32_t>(fault.node) != indexOf(reason.node)
            && static_cast<std::uint32_t>(fault.node) < m_ast.size();
        if (isElsewhere) {
            const NodeId place{static_cast<std::uint32_t>(fault.node)};
            Reason at;
            at.node = place;
            at.expression = unparse(m_ast, place);
            at.value = reason.value;
            at.substituted = substituted(place);
            addOperands(at, place);
            reason.because.push_back(std::move(at));
            return;
        }
        explainLeaf(reason);
    }

    void addOperands(Reason& reason, NodeId id)
    {
        const Reference& reference = m_checked.reference(id);
        const bool isVariable = reference.kind == Reference::Kind::Variable;
        const bool isLocal =
            reference.kind == Reference::Kind::Local && m_ast.node(id).kind == NodeKind::Name;
        if (isVariable || isLocal || isPathOf(id)) {
            addOperand(reason, id);
            return;
        }
        for (const NodeId child : m_ast.children(id)) {
            addOperands(reason, child);
        }
    }

    /// Selects and constant-free index steps down to a variable or a bound name.
    bool isPathOf(NodeId id) const
    {
        const Node& node = m_ast.node(id);
        const Reference::Kind kind = m_checked.reference(id).kind;
        if (kind == Reference::Kind::Variable
            || (kind == Reference::Kind::Local && node.kind == NodeKind::Name)) {
            return true;
        }
        const bool isStep = (node.kind == NodeKind::Select && !node.isTest)
            || (node.kind == NodeKind::Call && node.op == Operator::Index);
        return isStep && isPathOf(m_ast.child(id, 0));
    }

    std::string pathText(NodeId id) const
    {
        const Node& node = m_ast.node(id);
        if (node.kind == NodeKind::Call && node.op == Operator::Index) {
            return pathText(m_ast.child(id, 0)) + "[" + valueText(m_ast.child(id, 1)) + "]";
        }
        if (node.kind == NodeKind::Select && m_checked.reference(id).kind != Reference::Kind::Variable) {
            return pathText(m_ast.child(id, 0)) + (node.isOptional ? ".?" : ".")
                + std::string(m_ast.name(id));
        }
        return unparse(m_ast, id);
    }

    void addOperand(Reason& reason, NodeId id)
    {
        Operand operand;
        operand.node = id;
        operand.path = pathText(id);
        const auto known = std::find_if(reason.operands.begin(),
            reason.operands.end(),
            [&](const Operand& each) { return each.path == operand.path; });
        if (known != reason.operands.end()) {
            return;
        }
        operand.value = valueText(id);
        NodeId base = id;
        while (m_checked.reference(base).kind != Reference::Kind::Variable
            && m_ast.node(base).kind != NodeKind::Name) {
            base = m_ast.child(base, 0);
        }
        const Reference& reference = m_checked.reference(base);
        operand.isInput = reference.kind == Reference::Kind::Variable;
        operand.slot = operand.isInput ? reference.index : 0;
        if (operand.isInput) {
            operand.origin = originOf(m_checked.environment().variables()[operand.slot].name);
        }
        reason.operands.push_back(std::move(operand));
        // What a computed step read is read too.
        for (NodeId step = id; step != base; step = m_ast.child(step, 0)) {
            if (m_ast.node(step).kind == NodeKind::Call) {
                addOperands(reason, m_ast.child(step, 1));
            }
        }
    }

    std::string originOf(std::string_view name)
    {
        for (const Definition& definition : m_definitions) {
            if (definition.name != name) {
                continue;
            }
            Workspace workspace;
            definition.program.trace(m_inputs, workspace);
            const Ast& ast = definition.program.checked().ast();
            const std::string values =
                Explainer(definition.program, m_inputs, workspace.run(), workspace.trace(), {})
                    .substituted(ast.root());
            return unparse(ast) + (values.empty() ? "" : " = " + values);
        }
        return {};
    }

    const CheckedAst& m_checked;
    const Ast& m_ast;
    std::span<const Input> m_inputs;
    Run& m_run;
    const Trace& m_trace;
    std::span<const Definition> m_definitions;
};

void addLines(std::string& out, const Reason& reason, std::size_t depth, std::string_view name)
{
    out.append(depth * 2, ' ');
    if (!name.empty()) {
        out.append(name).append(": ");
    }
    if (!reason.pass.empty()) {
        out.append(reason.pass).append(": ");
    }
    out.append(reason.expression).append(" is ").append(reason.value);
    if (!reason.substituted.empty()) {
        out.append(": ").append(reason.substituted);
    }
    std::string origins;
    for (const Operand& operand : reason.operands) {
        if (!operand.origin.empty()) {
            origins += origins.empty() ? "" : ", ";
            origins += operand.path + " = " + operand.origin;
        }
    }
    if (!origins.empty()) {
        out.append(" (").append(origins).append(")");
    }
    out += '\n';
    for (const Reason& because : reason.because) {
        addLines(out, because, depth + 1, {});
    }
}

} // namespace

Explanation::Explanation(const Program& program, std::span<const Input> inputs, Workspace& workspace)
    : m_program(program)
    , m_inputs(inputs)
    , m_workspace(workspace)
    , m_result(program.trace(inputs, workspace, true))
{
}

Reason Explanation::reason(std::span<const Definition> definitions) const
{
    Explainer explainer(m_program, m_inputs, m_workspace.run(), m_workspace.trace(), definitions);
    return explainer.explain(m_program.checked().ast().root());
}

std::vector<AbsorbedError> Explanation::absorbed() const
{
    const Ast& ast = m_program.checked().ast();
    std::vector<AbsorbedError> errors;
    for (const Datum& datum : m_workspace.trace().absorbed()) {
        const Fault& fault = datum.asFault();
        const NodeId place = fault.node < 0 ? ast.root() : NodeId{static_cast<std::uint32_t>(fault.node)};
        errors.push_back({place, unparse(ast, place), describe(fault)});
    }
    return errors;
}

std::string toText(const Reason& reason, std::string_view name)
{
    std::string out;
    addLines(out, reason, 0, name);
    return out;
}

std::string toText(const AbsorbedError& error)
{
    return fmt::format("absorbed: {} is an error: {}\n", error.expression, error.words);
}

} // namespace hindcast::expr
