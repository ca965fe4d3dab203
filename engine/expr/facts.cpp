#include "engine/expr/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace hindcast::expr {

namespace {

using Path = std::optional<AccessPath>;

bool isPlainName(std::string_view name)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto isInside = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); };
    return !name.empty() && isLetter(name.front()) && std::all_of(name.begin(), name.end(), isInside);
}

template <class T>
void sortOnce(std::vector<T>& items)
{
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

class Collector {
public:
    explicit Collector(const CheckedAst& checked)
        : m_checked(checked)
        , m_ast(checked.ast())
        , m_aliases(checked.frameSize())
    {
    }

    Facts run()
    {
        read(m_ast.root(), false);
        m_facts.isConstant = m_facts.reads.empty() && !m_isUnresolved;
        sortOnce(m_facts.reads);
        sortOnce(m_facts.functions);
        m_facts.cost = costs();
        return std::move(m_facts);
    }

private:
    /// Notes what evaluating the node reads; of a path only its shape where that is all that matters.
    void read(NodeId id, bool isShapeOnly)
    {
        const Reference& reference = m_checked.reference(id);
        m_isUnresolved = m_isUnresolved || reference.kind == Reference::Kind::Unresolved;
        if (reference.kind == Reference::Kind::TypeName) {
            return;
        }
        if (Path path = pathOf(id)) {
            path->isShapeOnly = isShapeOnly || m_ast.node(id).isTest;
            m_facts.reads.push_back(*std::move(path));
            readKeys(id);
            return;
        }
        if (m_ast.node(id).kind == NodeKind::Comprehension) {
            comprehension(id);
            return;
        }
        if (reference.kind == Reference::Kind::Function && m_ast.node(id).op == Operator::None) {
            m_facts.functions.push_back(reference.index);
        }
        for (const NodeId each : m_ast.children(id).subspan(reference.isNamespaced ? 1 : 0)) {
            read(each, false);
        }
    }

    void comprehension(NodeId id)
    {
        const ComprehensionView view = m_ast.comprehension(id);
        const Path range = pathOf(view.range);
        // What is bound or transformed whole is read where its name is; filter and sortBy give items back.
        const bool givesItems = view.macro == Macro::Filter || view.macro == Macro::SortBy;
        if (view.macro != Macro::Bind || !range) {
            read(view.range, !givesItems);
        } else {
            readKeys(view.range);
        }
        for (std::size_t i = 0; i < view.variables.size(); ++i) {
            m_aliases[m_checked.reference(view.variables[i]).index] = aliasOf(view, i, range);
        }
        if (view.hasFilter) {
            read(view.filter, false);
        }
        read(view.body, false);
    }

    /// Where the values of a macro's variable lie, if they lie anywhere.
    Path aliasOf(const ComprehensionView& view, std::size_t variable, Path range) const
    {
        if (!range || view.macro == Macro::Bind || view.macro == Macro::OptMap
            || view.macro == Macro::OptFlatMap) {
            return range;
        }
        const bool isKeyOrIndex =
            view.variables.size() == 2 ? variable == 0 : m_checked.type(view.range).is(Type::Kind::Map);
        if (isKeyOrIndex) {
            return {};
        }
        range->steps.emplace_back();
        return range;
    }

    /// The path that a node stands for: a variable, a name that a macro gave to a path, selections and
    /// indices from these.
    Path pathOf(NodeId id) const
    {
        const Reference& reference = m_checked.reference(id);
        const Node& node = m_ast.node(id);
        if (reference.kind == Reference::Kind::Variable) {
            return AccessPath{reference.index, {}, false};
        }
        if (reference.kind == Reference::Kind::Local) {
            return m_aliases[reference.index];
        }
        const bool isIndex = node.op == Operator::Index || node.op == Operator::OptionalIndex;
        if (node.kind != NodeKind::Select && !isIndex) {
            return {};
        }
        Path path = pathOf(m_ast.child(id, 0));
        if (path) {
            path->steps.push_back(
                isIndex ? stepOf(m_ast.child(id, 1)) : PathStep(std::string(m_ast.name(id))));
        }
        return path;
    }

    std::optional<PathStep> stepOf(NodeId key) const
    {
        if (m_ast.node(key).kind != NodeKind::Literal) {
            return {};
        }
        const Constant& constant = m_ast.constant(key);
        if (const auto* name = std::get_if<std::string>(&constant)) {
            return PathStep(*name);
        }
        const auto* index = std::get_if<std::int64_t>(&constant);
        return index != nullptr && *index >= 0 ? std::optional<PathStep>(static_cast<std::size_t>(*index))
                                               : std::nullopt;
    }

    /// What the keys in a path read.
    void readKeys(NodeId id)
    {
        const Reference::Kind kind = m_checked.reference(id).kind;
        if (kind == Reference::Kind::Variable || kind == Reference::Kind::Local) {
            return;
        }
        readKeys(m_ast.child(id, 0));
        if (m_ast.node(id).kind == NodeKind::Call) {
            read(m_ast.child(id, 1), false);
        }
    }

    CostBound costs() const
    {
        std::vector<CostBound> bounds(m_ast.size());
        for (std::uint32_t i = 0; i < m_ast.size(); ++i) {
            const NodeId id{i};
            bounds[i] =
                m_ast.node(id).kind == NodeKind::Comprehension ? loopCost(id, bounds) : plainCost(id, bounds);
        }
        return bounds.back();
    }

    CostBound plainCost(NodeId id, const std::vector<CostBound>& bounds) const
    {
        CostBound sum{1, 0};
        const Reference::Kind kind = m_checked.reference(id).kind;
        if (kind == Reference::Kind::Variable || kind == Reference::Kind::TypeName) {
            return sum;
        }
        for (const NodeId each : m_ast.children(id)) {
            sum = added(sum, bounds[indexOf(each)]);
        }
        return sum;
    }

    CostBound loopCost(NodeId id, const std::vector<CostBound>& bounds) const
    {
        const ComprehensionView view = m_ast.comprehension(id);
        CostBound body = bounds[indexOf(view.body)];
        if (view.hasFilter) {
            body = added(body, bounds[indexOf(view.filter)]);
        }
        const Node& range = m_ast.node(view.range);
        const bool isOnce =
            view.macro == Macro::Bind || view.macro == Macro::OptMap || view.macro == Macro::OptFlatMap;
        const bool isKnown = range.kind == NodeKind::List || range.kind == NodeKind::Map;
        if (!isOnce && isKnown) {
            const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
            const std::uint64_t times = range.childCount;
            body.steps = times != 0 && body.steps > most / times ? most : body.steps * times;
        } else if (!isOnce) {
            ++body.loops;
        }
        return added(added({1, 0}, bounds[indexOf(view.range)]), body);
    }

    static CostBound added(CostBound a, CostBound b)
    {
        const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
        return {a.steps > most - b.steps ? most : a.steps + b.steps, std::max(a.loops, b.loops)};
    }

    const CheckedAst& m_checked;
    const Ast& m_ast;
    std::vector<Path> m_aliases; ///< by place in the frame
    bool m_isUnresolved = false;
    Facts m_facts;
};

} // namespace

std::string AccessPath::text(const Environment& environment) const
{
    std::string out = environment.variables()[variable].name;
    for (const std::optional<PathStep>& step : steps) {
        if (!step) {
            out += "[*]";
        } else if (const auto* name = std::get_if<std::string>(&*step)) {
            out += isPlainName(*name) ? "." + *name : fmt::format("['{}']", *name);
        } else {
            out += fmt::format("[{}]", std::get<std::size_t>(*step));
        }
    }
    return out;
}

Facts factsOf(const CheckedAst& checked)
{
    return Collector(checked).run();
}

} // namespace hindcast::expr
