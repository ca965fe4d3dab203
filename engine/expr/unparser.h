#pragma once

#include "engine/expr/ast.h"

#include <string>

namespace hindcast::expr {

/// The expression in one line, with the parentheses it needs and no others. Parsing it gives the same tree.
std::string unparse(const Ast& ast);
/// A part of it.
std::string unparse(const Ast& ast, NodeId id);

} // namespace hindcast::expr
