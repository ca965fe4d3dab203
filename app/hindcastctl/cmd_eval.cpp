#include "app/hindcastctl/command.h"
#include "app/hindcastctl/expression.h"
#include "app/hindcastctl/watched_place.h"
#include "engine/expr/ast_text.h"
#include "engine/expr/datum_text.h"
#include "engine/expr/explain.h"
#include "engine/expr/facts.h"
#include "engine/expr/fault.h"
#include "engine/expr/parser.h"
#include "engine/expr/program.h"
#include "engine/expr/stored_form.h"
#include "engine/value/json.h"

#include <fmt/format.h>

#include <iostream>

namespace hindcast::ctl {

namespace {

struct Arguments {
    std::string expression;
    std::string bindings;
    std::string place;
    bool onlyChecks = false;
    bool explains = false;
    bool showsTree = false;
};

/// What an expression may see here, and the values of it.
struct Bindings {
    expr::Environment environment = expr::Environment::standard();
    std::vector<Value> values; ///< by slot
};

Result<Bindings> bindJson(const std::string& text)
{
    const auto document = readJson(text);
    if (!document || !document->isMap()) {
        Error error = document
            ? Error{ErrorCode::BadArgument, {"--bind takes an object", "write it as {\"name\": value}"}, {}}
            : document.error();
        return error;
    }
    Bindings bound;
    expr::Environment::Builder builder;
    document->forEachMember([&](std::string_view name, const Value& value) {
        builder.variable(std::string(name), expr::Type::dyn());
        bound.values.push_back(value);
    });
    bound.environment = builder.build();
    return bound;
}

Result<Bindings> bind(const Arguments& arguments)
{
    if (!arguments.bindings.empty()) {
        return bindJson(arguments.bindings);
    }
    if (arguments.place.empty()) {
        return Bindings{};
    }
    auto place = watchPlace(arguments.place);
    if (!place) {
        return place.error();
    }
    return Bindings{WatchedPlace::environment(), std::move(place->values)};
}

void printChecked(const Program& program, const expr::CheckedAst& checked)
{
    const expr::Facts facts = factsOf(checked);
    std::vector<Value> reads;
    for (const expr::AccessPath& path : facts.reads) {
        reads.push_back(Value::string(path.text(checked.environment())));
    }
    if (program.json) {
        print(object({{"type", Value::string(checked.resultType().text())},
            {"reads", Value::list(std::move(reads))},
            {"constant", Value::boolean(facts.isConstant)}}));
        return;
    }
    std::cout << checked.resultType().text() << '\n';
    for (const Value& path : reads) {
        std::cout << "  reads " << path.text() << '\n';
    }
}

Value reasonValue(const expr::Reason& reason)
{
    std::vector<Value> operands;
    for (const expr::Operand& operand : reason.operands) {
        operands.push_back(
            object({{"path", Value::string(operand.path)}, {"value", Value::string(operand.value)}}));
    }
    std::vector<Value> because;
    for (const expr::Reason& each : reason.because) {
        because.push_back(reasonValue(each));
    }
    return object({{"expression", Value::string(reason.expression)},
        {"value", Value::string(reason.value)},
        {"substituted", textOrNull(reason.substituted)},
        {"pass", textOrNull(reason.pass)},
        {"operands", Value::list(std::move(operands))},
        {"because", Value::list(std::move(because))}});
}

int explain(const Program& program, const expr::Program& compiled, std::span<const expr::Input> inputs)
{
    expr::Workspace workspace;
    const expr::Explanation explanation(compiled, inputs, workspace);
    const bool isError = explanation.result().isOutcome();
    const expr::Reason reason = explanation.reason();
    const auto absorbed = explanation.absorbed();
    if (program.json) {
        std::vector<Value> errors;
        for (const expr::AbsorbedError& error : absorbed) {
            errors.push_back(object(
                {{"expression", Value::string(error.expression)}, {"error", Value::string(error.words)}}));
        }
        print(object({{"reason", reasonValue(reason)}, {"absorbed", Value::list(std::move(errors))}}));
    } else {
        std::cout << toText(reason);
        for (const expr::AbsorbedError& error : absorbed) {
            std::cout << toText(error);
        }
    }
    return isError ? Bad : Done;
}

/// Where in the expression an error came up, as every other error tells its place.
int failEvaluation(const Program& program,
    const expr::Source& source,
    const expr::Ast& ast,
    const expr::Fault& fault)
{
    const expr::Span span = fault.node < 0
        ? source.whole()
        : ast.node(expr::NodeId{static_cast<std::uint32_t>(fault.node)}).anchor;
    const expr::LineColumn at = source.at(span.offset);
    std::cerr << fmt::format("{}:{}: {}\n", at.line, at.column, describe(fault));
    if (program.json) {
        print(object({{"error",
            object({{"code", Value::string(nameOf(fault.code))},
                {"message", Value::string(describe(fault))},
                {"advice", Value::string("")},
                {"file", Value::string("")},
                {"line", Value::integer(at.line)},
                {"column", Value::integer(at.column)}})}}));
    }
    return Bad;
}

int evaluate(const Program& program,
    const expr::Source& source,
    const expr::Program& compiled,
    std::span<const expr::Input> inputs)
{
    expr::Workspace workspace;
    const expr::Datum result = compiled.evaluate(inputs, workspace);
    if (result.isError()) {
        return failEvaluation(program, source, compiled.checked().ast(), result.asFault());
    }
    if (!program.json) {
        std::cout << literalText(workspace.run(), result, 1 << 20) << '\n';
        return Done;
    }
    Value stored;
    const expr::Datum fault = storeValue(workspace.run(), result, stored);
    if (fault.isError()) {
        return failEvaluation(program, source, compiled.checked().ast(), fault.asFault());
    }
    print(object({{"value", stored},
        {"type", Value::string(expr::nameOf(result.kind()))},
        {"text", Value::string(literalText(workspace.run(), result, 1 << 20))}}));
    return Done;
}

int eval(const Program& program, const Arguments& arguments)
{
    const auto bindings = bind(arguments);
    if (!bindings) {
        return fail(program, bindings.error());
    }
    const expr::Source source(arguments.expression);
    auto ast = parse(source);
    if (!ast) {
        return failExpression(program, source, ast.diagnostics());
    }
    auto checked = check(std::make_shared<const expr::Ast>(*std::move(ast)), bindings->environment);
    if (!checked) {
        return failExpression(program, source, checked.diagnostics());
    }
    if (arguments.showsTree) {
        std::cout << outline(*checked);
        return Done;
    }
    if (arguments.onlyChecks) {
        printChecked(program, *checked);
        return Done;
    }
    const expr::Program compiled(*std::move(checked));
    const std::vector<expr::Input> inputs(bindings->values.begin(), bindings->values.end());
    return arguments.explains ? explain(program, compiled, inputs)
                              : evaluate(program, source, compiled, inputs);
}

} // namespace

void addEval(Program& program)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = addCommand(program,
        "eval",
        "Evaluate an expression of the rule language (CEL)",
        "hindcastctl eval 'state.total > 100' --at orders.hindcast:order-42:1386 --explain",
        [&program, arguments] { return eval(program, *arguments); });
    addText(command, "EXPRESSION", arguments->expression, "The expression")->required();
    CLI::Option* bindings =
        addText(command, "--bind", arguments->bindings, "Variables and their values, as a JSON object");
    addText(command,
        "--at",
        arguments->place,
        "FILE:STREAM:N, an entity as of a position: state, prev, event, version and now are variables")
        ->excludes(bindings);
    command->add_flag("--check", arguments->onlyChecks, "Only say its type and what it reads");
    command->add_flag("--explain", arguments->explains, "Say why it comes to what it comes to");
    command->add_flag("--ast", arguments->showsTree, "Show its syntax tree with the types");
}

} // namespace hindcast::ctl
