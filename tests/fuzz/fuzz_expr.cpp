#include "engine/expr/checker.h"
#include "engine/expr/facts.h"
#include "engine/expr/parser.h"
#include "engine/expr/unparser.h"
#include "tests/fuzz/fuzz_support.h"

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

} // namespace

/// Any text is an expression or refused with a place; an expression written again is the same tree.
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
    (void)factsOf(resolve(ast, known));
    if (const auto checked = check(ast, known)) {
        (void)factsOf(*checked);
    } else {
        checkDiagnostics(source, checked.diagnostics());
    }
    return 0;
}
