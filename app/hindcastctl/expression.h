#pragma once

#include "app/hindcastctl/command.h"
#include "engine/expr/diagnostic.h"
#include "engine/expr/source.h"

#include <vector>

namespace hindcast::ctl {

/// Prints what is wrong with an expression, the place under its line, on standard error; with --json also as
/// an object. Returns the exit code for it.
int failExpression(const Program& program,
    const expr::Source& source,
    const std::vector<expr::Diagnostic>& diagnostics);

/// The members of the object that --json answers with, for an expression's diagnostic.
Value diagnosticValue(const expr::Source& source, const expr::Diagnostic& diagnostic);

} // namespace hindcast::ctl
