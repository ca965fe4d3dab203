#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/datum.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace hindcast::expr {

/// What one evaluation left behind: a value for each node of the syntax tree that it came to, the passes that
/// decided loops, and the errors that && and || made go away. Values are as good as any Datum: until the
/// workspace's next evaluation.
class Trace {
public:
    /// The pass of a loop that decided its result.
    struct Pass {
        NodeId loop{};
        std::size_t number = 0; ///< from 0
        Datum key; ///< a list's index, a map's key
    };

    /// `wantsAll`: operands of && that can't change the result any more are evaluated too.
    void start(std::size_t nodes, bool wantsAll)
    {
        m_values.assign(nodes, notEvaluated());
        m_passes.clear();
        m_absorbed.clear();
        m_extraSteps = wantsAll ? maxExtraSteps : 0;
    }

    /// What may still be spent on what can't change the result. Taken out of no evaluation's budget.
    std::uint64_t extraSteps() const { return m_extraSteps; }
    void spend(std::uint64_t steps) { m_extraSteps -= std::min(m_extraSteps, steps + 1); }

    void keep(NodeId id, const Datum& value) { m_values[indexOf(id)] = value; }
    /// Before a loop's next pass: nothing in it was evaluated.
    void forget(std::uint32_t first, std::uint32_t end)
    {
        std::fill(m_values.begin() + first, m_values.begin() + end, notEvaluated());
        while (!m_passes.empty() && indexOf(m_passes.back().loop) >= first
            && indexOf(m_passes.back().loop) < end) {
            m_passes.pop_back();
        }
    }
    void decide(const Pass& pass) { m_passes.push_back(pass); }
    void absorb(const Datum& fault) { m_absorbed.push_back(fault); }

    bool has(NodeId id) const { return !isNotEvaluated(m_values[indexOf(id)]); }
    const Datum& value(NodeId id) const { return m_values[indexOf(id)]; }
    /// The last pass that decided this loop; null when none did.
    const Pass* pass(NodeId loop) const
    {
        const auto found = std::find_if(
            m_passes.rbegin(), m_passes.rend(), [loop](const Pass& pass) { return pass.loop == loop; });
        return found == m_passes.rend() ? nullptr : &*found;
    }
    const std::vector<Datum>& absorbed() const { return m_absorbed; }

private:
    static Datum notEvaluated() { return Datum::unknown(UINT32_MAX); }
    static bool isNotEvaluated(const Datum& value)
    {
        return value.is(Kind::Unknown) && value.unknownSlot() == UINT32_MAX;
    }

    static constexpr std::uint64_t maxExtraSteps = 100'000;

    std::uint64_t m_extraSteps = 0;
    std::vector<Datum> m_values; ///< by node
    std::vector<Pass> m_passes;
    std::vector<Datum> m_absorbed;
};

} // namespace hindcast::expr
