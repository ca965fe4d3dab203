#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

#include <initializer_list>
#include <span>
#include <string_view>

namespace hindcast::expr {

using Arguments = std::span<const Datum>;

/// What a function does: the receiver comes first, no argument is an outcome. Arguments may be of any types
/// and any number; what it has no overload for it answers with `fault NoSuchOverload`.
using Implementation = Datum (*)(Run& run, Arguments arguments);

/// The implementation of a declared function, by its name; null when there is none. Operators, `type`, `dyn`,
/// `or` and `orValue` are none: the planner knows them.
Implementation implementationOf(std::string_view name);

struct NamedImplementation {
    std::string_view name;
    Implementation implementation;
};

// One table a family; each is in the file of its name.
std::span<const NamedImplementation> conversionFunctions();
std::span<const NamedImplementation> textFunctions();
std::span<const NamedImplementation> regexFunctions();
std::span<const NamedImplementation> timeFunctions();
std::span<const NamedImplementation> mathFunctions();
std::span<const NamedImplementation> listFunctions();
std::span<const NamedImplementation> setFunctions();
std::span<const NamedImplementation> optionalFunctions();
std::span<const NamedImplementation> decimalFunctions();

/// Whether the arguments are of exactly these kinds.
inline bool match(Arguments arguments, std::initializer_list<Kind> kinds)
{
    if (arguments.size() != kinds.size()) {
        return false;
    }
    std::size_t i = 0;
    for (const Kind kind : kinds) {
        if (!arguments[i++].is(kind)) {
            return false;
        }
    }
    return true;
}

/// A text made by a function: copied into the arena, charged and held to `maxTextSize`.
Datum madeText(Run& run, std::string_view text, Kind kind = Kind::String);

} // namespace hindcast::expr
