#pragma once

#include "engine/expr/checker.h"
#include "engine/expr/datum.h"
#include "engine/expr/input.h"
#include "engine/expr/reading.h"
#include "engine/expr/run.h"
#include "engine/expr/trace.h"
#include "engine/value/value.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace hindcast::expr {

/// What evaluations work in: memory and names, kept from one to the next so that a scalar result allocates
/// nothing. For one thread at a time; results are good until its next evaluation.
class Workspace {
public:
    Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    /// The last evaluation: what reads its results (container.h, datum_text.h, stored_form.h) asks for it.
    Run& run() { return *m_run; }
    /// What the last traced evaluation left behind.
    const Trace& trace() const { return m_trace; }

private:
    friend class Program;
    friend class PlaceChanges;

    Run& start(const Readings& readings, std::span<const Input> inputs, std::size_t frameSize);

    Arena m_arena;
    std::vector<Datum> m_frame;
    std::optional<Run> m_run;
    Trace m_trace;
    std::vector<Value> m_values; ///< of assignments under way
};

/// A compiled expression: immutable, cheap to copy, usable from many threads at once, each with a workspace.
///
/// Evaluation is pure and total: whatever the inputs, it ends within `maxSteps` with a value, an error or
/// unknown, and folding, checking or tracing make no difference to which.
class Program {
public:
    struct Options {
        bool folds = true;
    };

    explicit Program(CheckedAst checked, Options options);
    explicit Program(CheckedAst checked)
        : Program(std::move(checked), Options())
    {
    }

    /// `inputs` by slot, as the environment declares its variables; what is left out at the end is bound to
    /// nothing. Cost: about the steps it takes, some nanoseconds each.
    Datum evaluate(std::span<const Input> inputs, Workspace& workspace) const;

    /// The same with the value of every node kept in the workspace's trace. `wantsAll`: operands of && that
    /// can't change the result are evaluated too, their steps not counted; for explain.h.
    Datum trace(std::span<const Input> inputs, Workspace& workspace, bool wantsAll = false) const;

    const CheckedAst& checked() const;
    /// Steps that folding took when it was compiled: what tests count.
    std::uint64_t foldingSteps() const;

private:
    struct Content;
    std::shared_ptr<const Content> m_content;
};

} // namespace hindcast::expr
