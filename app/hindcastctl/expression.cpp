#include "app/hindcastctl/expression.h"

#include <iostream>

namespace hindcast::ctl {

int failExpression(const Program& program,
    const expr::Source& source,
    const std::vector<expr::Diagnostic>& diagnostics)
{
    std::cerr << render(source, diagnostics) << '\n';
    if (program.json) {
        print(object({{"error", diagnosticValue(source, diagnostics.front())}}));
    }
    return Bad;
}

Value diagnosticValue(const expr::Source& source, const expr::Diagnostic& diagnostic)
{
    const expr::LineColumn at = source.at(diagnostic.span.offset);
    return object({{"code", Value::string(nameOf(diagnostic.code))},
        {"message", Value::string(reasonOf(diagnostic))},
        {"advice", Value::string(adviceFor(diagnostic))},
        {"file", Value::string(source.name())},
        {"line", Value::integer(at.line)},
        {"column", Value::integer(at.column)}});
}

} // namespace hindcast::ctl
