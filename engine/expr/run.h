#pragma once

#include "engine/expr/arena.h"
#include "engine/expr/datum.h"
#include "engine/expr/input.h"
#include "engine/expr/reading.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace hindcast::expr {

class Trace;

/// How much one evaluation may do. A step is about one node evaluated, one item visited or 64 bytes made, and
/// the count depends on the expression and its inputs alone: what exceeds it does so everywhere.
inline constexpr std::uint64_t maxSteps = 1'000'000;

/// The longest text, in bytes, that an operation may make.
inline constexpr std::size_t maxTextSize = 8 << 20;

/// One evaluation under way: its memory, its names and its budget.
class Run {
public:
    Run(Arena& memory,
        const Readings& types,
        std::span<const Input> inputValues,
        std::span<Datum> names,
        std::uint64_t limit = maxSteps)
        : arena(memory)
        , readings(types)
        , inputs(inputValues)
        , frame(names)
        , m_limit(limit)
    {
    }

    Arena& arena;
    const Readings& readings;
    std::span<const Input> inputs; ///< by slot
    std::span<Datum> frame; ///< what macros bind
    Trace* trace = nullptr; ///< who wants to know what was absorbed

    /// Takes steps off the budget. False once it is exceeded: the caller gives up with `exhausted()`, and
    /// whatever the whole comes to, the evaluation's result is that fault.
    bool charge(std::uint64_t steps)
    {
        m_steps += steps;
        return m_steps <= m_limit;
    }
    bool chargeBytes(std::size_t bytes) { return charge(bytes / 64); }
    std::uint64_t steps() const { return m_steps; }
    /// Takes back what was charged since: for what is evaluated besides.
    void restoreSteps(std::uint64_t steps) { m_steps = steps; }
    bool isExhausted() const { return m_steps > m_limit; }
    static Datum exhausted();

    Datum fail(FaultCode code, std::string_view detail = {});
    /// The same for operands that no overload takes: names their types.
    Datum noOverload(std::string_view function, std::span<const Datum> operands);

private:
    std::uint64_t m_steps = 0;
    std::uint64_t m_limit;
};

} // namespace hindcast::expr
