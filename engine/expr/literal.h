#pragma once

#include "engine/expr/ast.h"
#include "engine/expr/diagnostic.h"
#include "engine/expr/token.h"

#include <string>

namespace hindcast::expr {

/// What a token from Null to Bytes means, or what is wrong with it. A '-' in front of an Int or a Double
/// belongs to it: so the least int can be written.
Diagnosed<Constant> decodeLiteral(const Token& token, bool isNegative);

/// As CEL would write the constant: 1.0, 7u, 'it\'s', b'\xff', null.
std::string literalText(const Constant& constant);

} // namespace hindcast::expr
