#include "tests/engine/expr/evaluated.h"

#include "engine/expr/datum_text.h"
#include "engine/expr/diagnostic.h"
#include "engine/expr/fault.h"
#include "engine/expr/parser.h"
#include "engine/expr/program.h"
#include "engine/value/json.h"

#include <memory>
#include <vector>

using namespace hindcast;
using namespace hindcast::expr;

namespace {

struct Bound {
    Environment environment;
    std::vector<Value> values;
};

Bound bind(std::string_view bindings)
{
    const Value document = readJson(bindings).value();
    Environment::Builder builder;
    Bound bound;
    document.forEachMember([&](std::string_view name, const Value& value) {
        builder.variable(std::string(name), Type::dyn());
        bound.values.push_back(value);
    });
    bound.environment = builder.build();
    return bound;
}

std::string textOf(Workspace& workspace, const Datum& result)
{
    return result.isError() ? "error: " + describe(result.asFault()) : literalText(workspace.run(), result);
}

std::string threeWays(const CheckedAst& checked, const std::vector<Input>& inputs)
{
    Workspace workspace;
    const Program folded(checked, {true});
    const Program unfolded(checked, {false});
    const std::string plain = textOf(workspace, folded.evaluate(inputs, workspace));
    const std::uint64_t steps = workspace.run().steps();
    const std::string whole = textOf(workspace, unfolded.evaluate(inputs, workspace));
    const std::uint64_t wholeSteps = workspace.run().steps();
    const std::string traced = textOf(workspace, folded.trace(inputs, workspace));
    if (plain != whole || plain != traced) {
        return "folded " + plain + ", unfolded " + whole + ", traced " + traced;
    }
    // Beyond the budget nobody counts any more.
    const bool agree = steps > maxSteps || (steps == wholeSteps && steps == workspace.run().steps());
    return agree ? plain : plain + " in different steps";
}

} // namespace

std::string evaluatedUnchecked(std::string_view source, std::string_view bindings)
{
    const Bound bound = bind(bindings);
    auto ast = parse(Source(std::string(source)));
    if (!ast) {
        return "refused: " + reasonOf(ast.diagnostics().front());
    }
    const std::vector<Input> inputs(bound.values.begin(), bound.values.end());
    return threeWays(resolve(std::make_shared<const Ast>(*std::move(ast)), bound.environment), inputs);
}

std::string evaluated(std::string_view source, std::string_view bindings)
{
    const Bound bound = bind(bindings);
    auto ast = parse(Source(std::string(source)));
    if (!ast) {
        return "refused: " + reasonOf(ast.diagnostics().front());
    }
    const auto checked = check(std::make_shared<const Ast>(*std::move(ast)), bound.environment);
    if (!checked) {
        return "refused: " + reasonOf(checked.diagnostics().front());
    }
    const std::vector<Input> inputs(bound.values.begin(), bound.values.end());
    const std::string result = threeWays(*checked, inputs);
    const std::string unchecked = evaluatedUnchecked(source, bindings);
    return result == unchecked ? result : "checked " + result + ", unchecked " + unchecked;
}
