#pragma once

#include "engine/expr/checker.h"
#include "engine/value/path.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hindcast::expr {

/// Something that an expression reads: a variable, or what lies in it.
struct AccessPath {
    Slot variable = 0;
    std::vector<std::optional<PathStep>> steps; ///< nothing for a step that only evaluation knows
    /// Only which members there are, as for has() and the ranges of macros; else all that lies there.
    bool isShapeOnly = false;

    /// "state.items[*].price", "state.byName['a b'][0]".
    std::string text(const Environment& environment) const;

    friend auto operator<=>(const AccessPath&, const AccessPath&) = default;
};

/// How much evaluation may cost, in nodes evaluated.
struct CostBound {
    std::uint64_t steps = 0; ///< if every range of unknown size had one item
    std::uint32_t loops = 0; ///< how deep such ranges nest: 0 if `steps` is all it can cost
};

/// What is known of an expression without running it. It drives what a rule depends on: arrows on the board,
/// blame, breakpoints that skip events which can't matter.
struct Facts {
    std::vector<AccessPath> reads; ///< sorted, each once; complete, save for what Unresolved names would read
    std::vector<FunctionId> functions; ///< called by name, sorted, each once
    bool isConstant = true; ///< reads nothing, so it has one value (or one error) for ever
    CostBound cost;
};

/// O(nodes * height).
Facts factsOf(const CheckedAst& checked);

} // namespace hindcast::expr
