#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/diagnostic.h"

namespace hindcast::expr {

/// How large a source may be, in bytes.
inline constexpr std::uint32_t maxSourceSize = 64 * 1024;
/// How many brackets, calls, prefix operators and macros may stand inside each other.
inline constexpr std::uint32_t maxNesting = 250;
/// How high a tree may be. Chains (`a + b + c`, `a.b.c`, `a ? b : c ? d : e`) make it higher without
/// nesting; whoever walks a tree by recursion may rely on it.
inline constexpr std::uint32_t maxHeight = 500;

/// Reads one expression, which must fill `span`. Stops at the first thing that is wrong. O(length).
Diagnosed<Ast> parse(const Source& source, Span span);
Diagnosed<Ast> parse(const Source& source);

} // namespace hindcast::expr
