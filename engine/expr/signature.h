#pragma once

#include "engine/expr/environment.h"

#include <string_view>

namespace hindcast::expr {

/// Reads a signature in the notation of `Environment::Builder::overload` and gives it that id. The notation
/// must be well-formed: signatures are written by us, not by users.
OverloadDeclaration readSignature(std::string_view id, std::string_view signature);

/// The same notation, the name in front: "contains(string) -> bool", "string.contains(string) -> bool".
std::string signatureText(std::string_view function, const OverloadDeclaration& overload);

} // namespace hindcast::expr
