#include "engine/expr/container.h"
#include "engine/expr/eval_node.h"
#include "engine/expr/regex.h"
#include "engine/expr/trace.h"

#include <array>

namespace hindcast::expr {

namespace {

class CallNode final : public EvalNode {
public:
    CallNode(NodeId id, Implementation implementation, EvalNodes arguments)
        : EvalNode(id)
        , m_implementation(implementation)
        , m_arguments(std::move(arguments))
    {
    }
    Datum evaluate(Run& run) const override
    {
        std::array<Datum, 6> few;
        const std::span<Datum> arguments = m_arguments.size() <= few.size()
            ? std::span<Datum>(few).first(m_arguments.size())
            : run.arena.array<Datum>(m_arguments.size());
        for (std::size_t i = 0; i < m_arguments.size(); ++i) {
            arguments[i] = m_arguments[i]->evaluate(run);
            if (arguments[i].isOutcome()) {
                return arguments[i];
            }
        }
        // Whatever a function does with a text takes time by its length.
        for (const Datum& argument : arguments) {
            if ((argument.is(Kind::String) || argument.is(Kind::Bytes))
                && !run.chargeBytes(argument.text().size())) {
                return Run::exhausted();
            }
        }
        return placed(run, m_implementation(run, arguments));
    }

private:
    Implementation m_implementation;
    EvalNodes m_arguments;
};

class MatchesNode final : public EvalNode {
public:
    MatchesNode(NodeId id, EvalNodePtr text, std::string_view pattern)
        : EvalNode(id)
        , m_text(std::move(text))
        , m_size(pattern.size())
        , m_regex(pattern)
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum text = m_text->evaluate(run);
        if (text.isOutcome()) {
            return text;
        }
        if (!text.is(Kind::String)) {
            const std::array<Datum, 2> operands{text, Datum::string({})};
            return placed(run, run.noOverload("matches", operands));
        }
        // What it would cost with a pattern that is not known before.
        const std::size_t size = text.text().size();
        if (!run.chargeBytes(size) || !run.chargeBytes(m_size) || !run.charge(1 + m_size / 8)) {
            return Run::exhausted();
        }
        if (!m_regex.ok()) {
            return placed(run, run.fail(FaultCode::BadPattern, m_regex.error()));
        }
        return run.charge(m_regex.compileCost()) && run.charge(m_regex.searchCost(size))
            ? Datum::boolean(m_regex.matches(text.text()))
            : Run::exhausted();
    }

private:
    EvalNodePtr m_text;
    std::size_t m_size;
    Regex m_regex;
};

class TypeOfNode final : public EvalNode {
public:
    TypeOfNode(NodeId id, EvalNodePtr operand)
        : EvalNode(id)
        , m_operand(std::move(operand))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum value = m_operand->evaluate(run);
        return value.isOutcome() ? value : Datum::type(typeNameOf(value, run.readings));
    }

private:
    EvalNodePtr m_operand;
};

class SameNode final : public EvalNode {
public:
    SameNode(NodeId id, EvalNodePtr operand)
        : EvalNode(id)
        , m_operand(std::move(operand))
    {
    }
    Datum evaluate(Run& run) const override { return m_operand->evaluate(run); }

private:
    EvalNodePtr m_operand;
};

class OrElseNode final : public EvalNode {
public:
    OrElseNode(NodeId id, EvalNodePtr optional, EvalNodePtr otherwise, bool unwraps)
        : EvalNode(id)
        , m_optional(std::move(optional))
        , m_otherwise(std::move(otherwise))
        , m_unwraps(unwraps)
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum optional = m_optional->evaluate(run);
        if (optional.isOutcome()) {
            return optional;
        }
        if (!optional.is(Kind::Optional)) {
            return placed(run, run.noOverload(m_unwraps ? "orValue" : "or", {&optional, 1}));
        }
        if (optional.optionalValue() != nullptr) {
            return m_unwraps ? *optional.optionalValue() : optional;
        }
        const Datum other = m_otherwise->evaluate(run);
        return m_unwraps || other.isOutcome() || other.is(Kind::Optional)
            ? other
            : placed(run, run.noOverload("or", {&other, 1}));
    }

private:
    EvalNodePtr m_optional;
    EvalNodePtr m_otherwise;
    bool m_unwraps;
};

class TracedNode final : public EvalNode {
public:
    explicit TracedNode(EvalNodePtr node)
        : EvalNode(node->id())
        , m_node(std::move(node))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum value = m_node->evaluate(run);
        run.trace->keep(id(), value);
        return value;
    }
    const Datum* constant() const override { return m_node->constant(); }

private:
    EvalNodePtr m_node;
};

} // namespace

EvalNodePtr makeCall(NodeId id, std::string_view name, Implementation implementation, EvalNodes arguments)
{
    if (implementation == nullptr) {
        return makeFault(id, FaultCode::NoSuchOverload, name);
    }
    return std::make_unique<CallNode>(id, implementation, std::move(arguments));
}

EvalNodePtr makeMatches(NodeId id, EvalNodePtr text, std::string_view pattern)
{
    return std::make_unique<MatchesNode>(id, std::move(text), pattern);
}

EvalNodePtr makeTypeOf(NodeId id, EvalNodePtr operand)
{
    return std::make_unique<TypeOfNode>(id, std::move(operand));
}

EvalNodePtr makeSame(NodeId id, EvalNodePtr operand)
{
    return std::make_unique<SameNode>(id, std::move(operand));
}

EvalNodePtr makeOrElse(NodeId id, EvalNodePtr optional, EvalNodePtr otherwise, bool unwraps)
{
    return std::make_unique<OrElseNode>(id, std::move(optional), std::move(otherwise), unwraps);
}

EvalNodePtr makeTraced(EvalNodePtr node)
{
    return std::make_unique<TracedNode>(std::move(node));
}

} // namespace hindcast::expr
