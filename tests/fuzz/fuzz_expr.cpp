#include "engine/expr/checker.h"
#include "engine/expr/datum_text.h"
#include "engine/expr/explain.h"
#include "engine/expr/facts.h"
#include "engine/expr/parser.h"
#include "engine/expr/program.h"
#include "engine/expr/stored_form.h"
#include "engine/expr/unparser.h"
#include "engine/value/json.h"
#include "tests/fuzz/fuzz_support.h"

#include <array>
#include <memory>

namespace {

using namespace hindcast::expr;

Environment environment()
{
    return Environment::Builder()
        .container("bank")
        .enumeration({"Status", {"open", "closed"}})
        .record({"Account", {{"status", Type::enumeration("Status")}, {"balance", Type::Kind::Int}}})
        .variable("state", Type::record("Account"))
        .variable("x", Type::dyn())
        .variable("bank.y", Type::list(Type::Kind::Double))
        .build();
}

void checkDiagnostics(const Source& source, const std::vector<Diagnostic>& diagnostics)
{
    fuzz::check(!diagnostics.empty(), "a refusal says why");
    for (const Diagnostic& each : diagnostics) {
        fuzz::check(each.span.end() <= source.text().size(), "what is wrong is in the text");
        fuzz::check(!reasonOf(each).empty(), "what is wrong has words");
        fuzz::check(!render(source, each).empty(), "what is wrong can be shown");
    }
}

/// Folded, unfolded and traced it comes to the same, within the budget; and that can be shown, stored and
/// explained.
void checkEvaluation(const CheckedAst& checked)
{
    static const hindcast::Value state = *hindcast::readJson(R"({"status":"open","balance":7})");
    static const hindcast::Value any = *hindcast::readJson(R"({"a":[1,2.5,"c",null],"b":{"k":true}})");
    static const hindcast::Value list = *hindcast::readJson("[1,2.5]");
    const std::array<Input, 3> inputs{Input(state), Input(any), Input(list)};
    Workspace workspace;
    const auto told = [&workspace](const Datum& result) {
        return result.isError() ? std::string("error") : literalText(workspace.run(), result);
    };
    const Program folded(checked, {true});
    const std::string result = told(folded.evaluate(inputs, workspace));
    const Program unfolded(checked, {false});
    fuzz::check(told(unfolded.evaluate(inputs, workspace)) == result, "folding changes nothing");
    fuzz::check(told(folded.trace(inputs, workspace)) == result, "tracing changes nothing");
    hindcast::Value stored;
    const Datum again = folded.evaluate(inputs, workspace);
    if (storeValue(workspace.run(), again, stored).isNull()) {
        fuzz::check(!writeJson(stored).empty(), "what is stored can be written");
    }
    const Explanation explanation(folded, inputs, workspace);
    fuzz::check(!toText(explanation.reason()).empty(), "every result has a reason");
}

} // namespace

/// Any text is an expression or refused with a place; an expression written again is the same tree; evaluated
/// it comes to one result in every way.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Source source{std::string(fuzz::textOf(data, size))};
    auto parsed = parse(source);
    if (!parsed) {
        checkDiagnostics(source, parsed.diagnostics());
        return 0;
    }
    const auto ast = std::make_shared<const Ast>(*std::move(parsed));
    const Source written(unparse(*ast));
    // What was short as typed may be long as written: [1,1,1] becomes [1, 1, 1].
    if (written.text().size() <= maxSourceSize) {
        const auto again = parse(written);
        fuzz::check(again && *again == *ast, "what is written is the same tree");
    }
    static const Environment known = environment();
    const CheckedAst resolved = resolve(ast, known);
    (void)factsOf(resolved);
    checkEvaluation(resolved);
    if (const auto checked = check(ast, known)) {
        (void)factsOf(*checked);
        checkEvaluation(*checked);
    } else {
        checkDiagnostics(source, checked.diagnostics());
    }
    return 0;
}
