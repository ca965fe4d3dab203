#pragma once

#include <span>
#include <string_view>

namespace hindcast::expr {

/// One overload, as `Environment::Builder::overload` takes it.
struct Declared {
    std::string_view function;
    std::string_view id;
    std::string_view signature;
};

/// Operators by CEL's names for them. `&&`, `||`, `!` and `? :` are none: the checker knows them.
std::span<const Declared> operatorDeclarations();
/// Sizes, conversions, texts and times: what the language definition lists.
std::span<const Declared> standardDeclarations();
/// Optionals and the extension libraries: strings, math, encoders, lists, sets, regex.
std::span<const Declared> extensionDeclarations();
/// What CEL has not: decimals, and sums over numbers.
std::span<const Declared> ownDeclarations();

} // namespace hindcast::expr
