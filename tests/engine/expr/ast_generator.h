#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/macros.h"
#include "engine/expr/unparser.h"

#include <rapidcheck.h>

#include <limits>
#include <ostream>
#include <string>
#include <vector>

namespace generate {

/// Any tree that the parser can make, at most `depth` high and a few nodes wide.
class AstGrower {
public:
    explicit AstGrower(rc::Random random)
        : m_random(random)
    {
    }

    hindcast::expr::Ast grow(int depth)
    {
        node(depth);
        return std::move(m_builder).finish();
    }

private:
    using NodeId = hindcast::expr::NodeId;
    using Node = hindcast::expr::Node;
    using NodeKind = hindcast::expr::NodeKind;
    using Operator = hindcast::expr::Operator;

    std::size_t below(std::size_t count) { return m_random.next() % count; }
    bool oneIn(std::size_t count) { return below(count) == 0; }

    NodeId node(int depth)
    {
        switch (depth <= 1 ? below(2) : below(12)) {
        case 0:
            return literal();
        case 1:
            return add(NodeKind::Name, oneIn(8) ? "." + name() : name(), {});
        case 2:
            return select(depth);
        case 3:
        case 4:
            return operation(depth);
        case 5:
        case 6:
            return chain(depth);
        case 7:
            return call(depth);
        case 8:
            return list(depth);
        case 9:
            return oneIn(2) ? map(depth) : record(depth);
        default:
            return comprehension(depth);
        }
    }

    NodeId literal()
    {
        using hindcast::expr::Bytes;
        using hindcast::expr::Constant;
        const std::vector<Constant> constants{nullptr,
            true,
            false,
            std::int64_t(0),
            std::int64_t(7),
            std::int64_t(-7),
            std::numeric_limits<std::int64_t>::min(),
            std::uint64_t(7),
            1.0,
            -2.5,
            1e300,
            -0.0,
            0.1,
            std::string(),
            std::string("it's \"quoted\" \\ \n\t\x01\x7f gr\xc3\xbc\xc3\x9f"),
            Bytes{std::string("\xff\x00'\\a", 5)}};
        return m_builder.constant(constants[below(constants.size())], {});
    }

    NodeId select(int depth)
    {
        Node made;
        made.kind = NodeKind::Select;
        made.isOptional = oneIn(4);
        made.isTest = !made.isOptional && oneIn(4);
        const NodeId from = node(depth - 1);
        return m_builder.add(made, field(), std::span(&from, 1));
    }

    NodeId operation(int depth)
    {
        static const std::vector<Operator> unary{Operator::Not, Operator::Negate};
        static const std::vector<Operator> binary{Operator::Equal,
            Operator::NotEqual,
            Operator::Less,
            Operator::LessOrEqual,
            Operator::Greater,
            Operator::GreaterOrEqual,
            Operator::In,
            Operator::Add,
            Operator::Subtract,
            Operator::Multiply,
            Operator::Divide,
            Operator::Modulo,
            Operator::Index,
            Operator::OptionalIndex};
        if (oneIn(4)) {
            return operate(unary[below(unary.size())], several(1, depth));
        }
        return operate(binary[below(binary.size())], several(2, depth));
    }

    NodeId chain(int depth)
    {
        switch (below(3)) {
        case 0:
            return operate(Operator::And, several(2 + below(3), depth));
        case 1:
            return operate(Operator::Or, several(2 + below(3), depth));
        default:
            return operate(Operator::Conditional, several(3, depth));
        }
    }

    NodeId operate(Operator op, const std::vector<NodeId>& operands)
    {
        // A number and a sign before it are one literal.
        Node made;
        made.kind = NodeKind::Call;
        made.op = op;
        return m_builder.add(made, functionOf(op), operands);
    }

    NodeId call(int depth)
    {
        Node made;
        made.kind = NodeKind::Call;
        made.hasReceiver = oneIn(2);
        const bool isRooted = !made.hasReceiver && oneIn(8);
        return m_builder.add(
            made, (isRooted ? "." : "") + name(), several(below(3) + (made.hasReceiver ? 1 : 0), depth));
    }

    NodeId list(int depth)
    {
        const std::vector<NodeId> items = several(below(4), depth);
        for (const NodeId each : items) {
            m_builder.node(each).isOptionalItem = oneIn(4);
        }
        return add(NodeKind::List, {}, items);
    }

    NodeId map(int depth)
    {
        std::vector<NodeId> entries;
        for (std::size_t count = below(3); count > 0; --count) {
            entries.push_back(add(NodeKind::Entry, {}, several(2, depth)));
            m_builder.node(entries.back()).isOptionalItem = oneIn(4);
        }
        return add(NodeKind::Map, {}, entries);
    }

    NodeId record(int depth)
    {
        std::vector<NodeId> fields;
        for (std::size_t count = below(3); count > 0; --count) {
            fields.push_back(add(NodeKind::Field, field(), several(1, depth)));
            m_builder.node(fields.back()).isOptionalItem = oneIn(4);
        }
        return add(NodeKind::Record, oneIn(2) ? "Money" : ".bank.Money", fields);
    }

    NodeId comprehension(int depth)
    {
        static const std::vector<hindcast::expr::MacroForm> forms = [] {
            std::vector<hindcast::expr::MacroForm> out{{"bind", hindcast::expr::Macro::Bind, 1, false}};
            for (const char* name : {"all",
                     "exists",
                     "exists_one",
                     "existsOne",
                     "map",
                     "filter",
                     "transformList",
                     "transformMap",
                     "transformMapEntry",
                     "sortBy",
                     "optMap",
                     "optFlatMap"}) {
                for (std::size_t count = 2; count <= 4; ++count) {
                    if (const auto form = hindcast::expr::findMacro(name, count)) {
                        out.push_back(*form);
                    }
                }
            }
            return out;
        }();
        const auto& form = forms[below(forms.size())];
        std::vector<NodeId> parts{node(depth - 1)};
        for (std::size_t i = 0; i < form.variableCount; ++i) {
            parts.push_back(add(NodeKind::Variable, i == 0 ? "x" : "y", {}));
        }
        for (std::size_t i = 0; i < (form.hasFilter ? 2U : 1U); ++i) {
            parts.push_back(node(depth - 1));
        }
        Node made;
        made.kind = NodeKind::Comprehension;
        made.macro = form.macro;
        return m_builder.add(made, form.name, parts);
    }

    std::vector<NodeId> several(std::size_t count, int depth)
    {
        std::vector<NodeId> out;
        for (; count > 0; --count) {
            out.push_back(node(depth - 1));
        }
        return out;
    }

    NodeId add(NodeKind kind, const std::string& text, const std::vector<NodeId>& children)
    {
        Node made;
        made.kind = kind;
        return m_builder.add(made, text, children);
    }

    std::string name()
    {
        static const std::vector<std::string> names{"a", "b", "state", "r", "_x9", "size", "optional"};
        return names[below(names.size())];
    }

    std::string field()
    {
        static const std::vector<std::string> names{"a", "for", "x-y", "in", "true", "a b", "9", "a.b"};
        return names[below(names.size())];
    }

    rc::Random m_random;
    hindcast::expr::AstBuilder m_builder;
};

inline rc::Gen<hindcast::expr::Ast> ast(int depth = 5)
{
    return [depth](
               const rc::Random& random, int) { return rc::shrinkable::just(AstGrower(random).grow(depth)); };
}

} // namespace generate

namespace hindcast::expr {

/// How RapidCheck prints a counter-example.
inline void showValue(const Ast& ast, std::ostream& out)
{
    out << unparse(ast);
}

} // namespace hindcast::expr
