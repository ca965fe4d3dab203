#include "engine/expr/arithmetic.h"
#include "engine/expr/compare.h"
#include "engine/expr/decimal.h"
#include "engine/expr/eval_node.h"

#include <algorithm>
#include <array>

namespace hindcast::expr {

namespace {

/// An int literal as what stands beside it: a double, a decimal, or the int that it is.
Datum beside(const Datum& other, const Datum& literal)
{
    if (!literal.is(Kind::Int)) {
        return literal; // the checker has read it already
    }
    if (other.is(Kind::Double)) {
        return Datum::real(static_cast<double>(literal.asInt()));
    }
    const auto number = other.is(Kind::Decimal) ? decimalOf(literal.asInt()) : std::nullopt;
    return number ? Datum::decimal(*number) : literal;
}

/// Two operands, and what two ints come to without a detour.
template <class Operation>
class BinaryNode final : public EvalNode {
public:
    BinaryNode(NodeId id, EvalNodePtr left, EvalNodePtr right, LiteralOperands literals)
        : EvalNode(id)
        , m_left(std::move(left))
        , m_right(std::move(right))
        , m_literals(literals)
    {
    }
    Datum evaluate(Run& run) const override
    {
        Datum left = m_left->evaluate(run);
        Datum right = m_right->evaluate(run);
        Datum result;
        if (left.is(Kind::Int) && right.is(Kind::Int)
            && Operation::onInts(left.asInt(), right.asInt(), result)) {
            return result;
        }
        if (left.isOutcome() || right.isOutcome()) {
            return left.isOutcome() ? left : right;
        }
        if (m_literals.left) {
            left = beside(right, left);
        }
        if (m_literals.right) {
            right = beside(left, right);
        }
        return placed(run, Operation::onAny(run, left, right));
    }

private:
    EvalNodePtr m_left;
    EvalNodePtr m_right;
    LiteralOperands m_literals;
};

struct Add {
    static bool onInts(std::int64_t a, std::int64_t b, Datum& result)
    {
        std::int64_t sum = 0;
        const bool fits = !__builtin_add_overflow(a, b, &sum);
        result = Datum::integer(sum);
        return fits;
    }
    static Datum onAny(Run& run, const Datum& a, const Datum& b) { return add(run, a, b); }
};

struct Subtract {
    static bool onInts(std::int64_t a, std::int64_t b, Datum& result)
    {
        std::int64_t difference = 0;
        const bool fits = !__builtin_sub_overflow(a, b, &difference);
        result = Datum::integer(difference);
        return fits;
    }
    static Datum onAny(Run& run, const Datum& a, const Datum& b) { return subtract(run, a, b); }
};

template <Datum (*operation)(Run&, const Datum&, const Datum&)>
struct Plain {
    static bool onInts(std::int64_t, std::int64_t, Datum&) { return false; }
    static Datum onAny(Run& run, const Datum& a, const Datum& b) { return operation(run, a, b); }
};

template <bool wanted>
struct Equal {
    static bool onInts(std::int64_t a, std::int64_t b, Datum& result)
    {
        result = Datum::boolean((a == b) == wanted);
        return true;
    }
    static Datum onAny(Run& run, const Datum& a, const Datum& b)
    {
        if (a.is(Kind::String) && b.is(Kind::String)) {
            const std::size_t size = a.text().size();
            const bool isSame = size == b.text().size() && run.chargeBytes(size) && a.text() == b.text();
            return Datum::boolean(isSame == wanted);
        }
        return Datum::boolean(equals(run, a, b) == wanted);
    }
};

template <Operator op>
struct Ordered {
    template <class T>
    static bool holds(T order)
    {
        if constexpr (op == Operator::Less) {
            return order < 0;
        } else if constexpr (op == Operator::LessOrEqual) {
            return order <= 0;
        } else if constexpr (op == Operator::Greater) {
            return order > 0;
        } else {
            return order >= 0;
        }
    }
    static bool onInts(std::int64_t a, std::int64_t b, Datum& result)
    {
        result = Datum::boolean(holds(a <=> b));
        return true;
    }
    static Datum onAny(Run& run, const Datum& a, const Datum& b)
    {
        if ((a.is(Kind::String) || a.is(Kind::Bytes)) && a.kind() == b.kind()
            && !run.chargeBytes(std::min(a.text().size(), b.text().size()))) {
            return Run::exhausted();
        }
        if (const auto compared = order(a, b)) {
            return Datum::boolean(holds(*compared));
        }
        const std::array<Datum, 2> operands{a, b};
        return run.noOverload(functionOf(op), operands);
    }
};

class NegateNode final : public EvalNode {
public:
    NegateNode(NodeId id, EvalNodePtr operand)
        : EvalNode(id)
        , m_operand(std::move(operand))
    {
    }
    Datum evaluate(Run& run) const override
    {
        const Datum value = m_operand->evaluate(run);
        return value.isOutcome() ? value : placed(run, negate(run, value));
    }

private:
    EvalNodePtr m_operand;
};

/// `container[key]`; on an optional it looks inside and gives an optional.
Datum indexed(Run& run, const Datum& container, const Datum& key)
{
    if (!container.is(Kind::Optional)) {
        return index(run, container, key);
    }
    Datum found;
    if (container.optionalValue() == nullptr || !tryIndex(run, *container.optionalValue(), key, found)) {
        return Datum::optional(nullptr);
    }
    return found.isOutcome() ? found : Datum::optional(run.arena.make(found));
}

} // namespace

EvalNodePtr makeBinary(NodeId id, Operator op, EvalNodePtr left, EvalNodePtr right, LiteralOperands literals)
{
    const auto made = [&]<class Operation>(Operation) -> EvalNodePtr {
        return std::make_unique<BinaryNode<Operation>>(id, std::move(left), std::move(right), literals);
    };
    switch (op) {
    case Operator::Equal:
        return made(Equal<true>());
    case Operator::NotEqual:
        return made(Equal<false>());
    case Operator::Less:
        return made(Ordered<Operator::Less>());
    case Operator::LessOrEqual:
        return made(Ordered<Operator::LessOrEqual>());
    case Operator::Greater:
        return made(Ordered<Operator::Greater>());
    case Operator::GreaterOrEqual:
        return made(Ordered<Operator::GreaterOrEqual>());
    case Operator::In:
        return made(Plain<contains>());
    case Operator::Add:
        return made(Add());
    case Operator::Subtract:
        return made(Subtract());
    case Operator::Multiply:
        return made(Plain<multiply>());
    case Operator::Divide:
        return made(Plain<divide>());
    case Operator::Modulo:
        return made(Plain<modulo>());
    case Operator::Index:
        return made(Plain<indexed>());
    default:
        return makeFault(id, FaultCode::NoSuchOverload, functionOf(op));
    }
}

EvalNodePtr makeNegate(NodeId id, EvalNodePtr operand)
{
    return std::make_unique<NegateNode>(id, std::move(operand));
}

} // namespace hindcast::expr
