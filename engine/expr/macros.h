#pragma once

#include "engine/expr/ast.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// One way to call a macro that binds names: `receiver.name(variables..., [filter,] body)`.
struct MacroForm {
    std::string_view name;
    Macro macro = Macro::None;
    std::size_t variableCount = 1;
    bool hasFilter = false;

    std::size_t argumentCount() const { return variableCount + (hasFilter ? 2 : 1); }
};

/// The macro that a call with a receiver stands for; nothing when it is a function's. `cel.bind` is none of
/// these: its receiver is part of its name.
std::optional<MacroForm> findMacro(std::string_view name, std::size_t argumentCount);

/// The names of all macros: "has", those of `MacroForm`, and the "bind" of `cel.bind`.
std::vector<std::string_view> macroNames();

/// How a macro of that name is written, such as "list.all(x, condition)"; empty when there is none.
std::string_view macroUsage(std::string_view name);

} // namespace hindcast::expr
