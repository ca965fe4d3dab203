#pragma once

#include "engine/expr/arena.h"
#include "engine/expr/checker.h"
#include "engine/expr/eval_node.h"
#include "engine/expr/reading.h"

#include <cstdint>
#include <vector>

namespace hindcast::expr {

/// Turns a checked (or merely resolved) expression into the tree that evaluates it.
class Planner {
public:
    struct Options {
        /// Computes what depends on no input once. Errors are left where they are, and so is what takes more
        /// than a moment.
        bool folds = true;
        /// Keeps the value of every node, save literals and the steps within a path that leads somewhere;
        /// nothing is folded.
        bool traces = false;
    };

    /// The tree refers to all three; folded values lie in `constants`.
    Planner(const CheckedAst& checked, const Readings& readings, Arena& constants, Options options);

    EvalNodePtr plan();
    /// What folding has taken.
    std::uint64_t foldingSteps() const { return m_foldingSteps; }

private:
    /// A planned subtree and what it depends on.
    struct Part {
        EvalNodePtr node;
        std::uint32_t firstNode = 0; ///< the least id in it: ids of a subtree are contiguous
        std::uint32_t lowestLocal = noLocal; ///< the outermost macro's name that it reads
        bool readsInput = false;
        bool isPlain = true; ///< false once folding it or a part of it came to nothing

        void join(const Part& other);
    };
    static constexpr std::uint32_t noLocal = UINT32_MAX;

    Part part(NodeId id);
    Part build(NodeId id);
    Part constant(NodeId id);
    Part name(NodeId id);
    Part select(NodeId id);
    Part call(NodeId id);
    Part operation(NodeId id);
    Part list(NodeId id);
    Part map(NodeId id);
    Part record(NodeId id);
    Part comprehension(NodeId id);
    Part typeName(NodeId id);

    /// Plans a child and joins it to its parent's part.
    EvalNodePtr child(Part& parent, NodeId id);
    EvalNodePtr call(NodeId id, Part& made, std::span<const NodeId> arguments);
    EvalNodePtr path(NodeId id, EvalNodePtr slow);
    void fold(Part& made);
    bool isIntLiteral(NodeId id) const;

    const CheckedAst& m_checked;
    const Ast& m_ast;
    const Readings& m_readings;
    Arena& m_constants;
    Options m_options;
    Arena m_scratch;
    std::vector<Datum> m_frame;
    std::uint64_t m_foldingSteps = 0;
};

} // namespace hindcast::expr
