#include "engine/expr/run.h"

#include "engine/expr/container.h"

#include <string>

namespace hindcast::expr {

Datum Run::exhausted()
{
    static const Fault fault{FaultCode::TooManySteps, "the limit is 1000000", -1};
    return Datum::fault(fault);
}

Datum Run::fail(FaultCode code, std::string_view detail)
{
    return Datum::fault(*arena.make(Fault{code, arena.copy(detail), -1}));
}

Datum Run::noOverload(std::string_view function, std::span<const Datum> operands)
{
    std::string detail(function);
    detail += '(';
    for (const Datum& operand : operands) {
        if (&operand != operands.data()) {
            detail += ", ";
        }
        detail += typeNameOf(operand, readings);
    }
    detail += ')';
    return fail(FaultCode::NoSuchOverload, detail);
}

} // namespace hindcast::expr
