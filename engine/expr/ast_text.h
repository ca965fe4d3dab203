#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/checker.h"

#include <string>

namespace hindcast::expr {

/// The tree in one line, every operation in parentheses, for tests and for looking at:
///
///     a.b + 1 > 2 && has(c.d)     (&& (> (+ a.b 1) 2) (has c.d))
///     f(x).g(y)                   (.g (f x) y)
///     l.map(x, x > 1, -x)         (map l (x) (> x 1) (- x))
std::string treeText(const Ast& ast);

/// The tree with what the checker found, a node a line: what it is, its type, what it refers to.
///
///     == : bool = equals
///       .status : Status = Account.status
///         state : Account = variable 0, state
///       'open' : string
std::string outline(const CheckedAst& checked);

} // namespace hindcast::expr
