#include "engine/expr/program.h"

#include "engine/expr/planner.h"

#include <mutex>

namespace hindcast::expr {

Datum Input::nothing()
{
    static const Fault fault{FaultCode::UnboundVariable, {}, -1};
    return Datum::fault(fault);
}

Workspace::Workspace() = default;

Run& Workspace::start(const Readings& readings, std::span<const Input> inputs, std::size_t frameSize)
{
    m_arena.reset();
    if (m_frame.size() < frameSize) {
        m_frame.resize(frameSize);
    }
    return m_run.emplace(m_arena, readings, inputs, std::span<Datum>(m_frame));
}

struct Program::Content {
    Content(CheckedAst ast, Options options)
        : checked(std::move(ast))
        , readings(checked.environment())
    {
        Planner planner(checked, readings, constants, {options.folds, false});
        root = planner.plan();
        foldingSteps = planner.foldingSteps();
    }

    const EvalNode& tracedRoot() const
    {
        std::call_once(tracedOnce, [this] {
            traced = Planner(checked, readings, tracedConstants, {false, true}).plan();
        });
        return *traced;
    }

    CheckedAst checked;
    Readings readings;
    Arena constants;
    EvalNodePtr root;
    std::uint64_t foldingSteps = 0;

    // Planned when somebody first asks why.
    mutable std::once_flag tracedOnce;
    mutable Arena tracedConstants;
    mutable EvalNodePtr traced;
};

Program::Program(CheckedAst checked, Options options)
    : m_content(std::make_shared<const Content>(std::move(checked), options))
{
}

Datum Program::evaluate(std::span<const Input> inputs, Workspace& workspace) const
{
    Run& run = workspace.start(m_content->readings, inputs, m_content->checked.frameSize());
    const Datum result = m_content->root->evaluate(run);
    return run.isExhausted() ? Run::exhausted() : result;
}

Datum Program::trace(std::span<const Input> inputs, Workspace& workspace, bool wantsAll) const
{
    const EvalNode& root = m_content->tracedRoot();
    Run& run = workspace.start(m_content->readings, inputs, m_content->checked.frameSize());
    workspace.m_trace.start(m_content->checked.ast().size(), wantsAll);
    run.trace = &workspace.m_trace;
    const Datum result = root.evaluate(run);
    return run.isExhausted() ? Run::exhausted() : result;
}

std::uint64_t Program::foldingSteps() const
{
    return m_content->foldingSteps;
}

const CheckedAst& Program::checked() const
{
    return m_content->checked;
}

} // namespace hindcast::expr
