#include "app/hindcastctl/bench/bench.h"
#include "app/hindcastctl/bench/script_engine.h"
#include "engine/expr/assignment.h"
#include "engine/expr/explain.h"
#include "engine/expr/parser.h"
#include "engine/expr/program.h"
#include "engine/value/json.h"

#include <array>
#include <memory>

namespace hindcast::ctl {

namespace {

using namespace expr;

constexpr const char* guardText = "state.status == 'open' && cmd.amount <= state.balance";
constexpr const char* applyText = "balance = state.balance - cmd.amount\n"
                                  "count = state.count + 1\n"
                                  "last = cmd.id";
constexpr int rounds = 7;
constexpr int repeats = 200'000;

Environment accounts()
{
    Environment::Builder builder;
    builder.record({"Account",
        {{"id", Type::Kind::String, false},
            {"status", Type::Kind::String, false},
            {"owner", Type::Kind::String, false},
            {"balance", Type::Kind::Int, false},
            {"limit", Type::Kind::Int, false},
            {"count", Type::Kind::Int, false},
            {"last", Type::Kind::String, true}}});
    builder.record({"Withdraw", {{"id", Type::Kind::String, false}, {"amount", Type::Kind::Int, false}}});
    builder.variable("state", Type::record("Account")).variable("cmd", Type::record("Withdraw"));
    return builder.build();
}

Program compiled(const char* text, const Environment& environment)
{
    auto ast = parse(Source(text));
    return Program(*check(std::make_shared<const Ast>(*std::move(ast)), environment));
}

/// Nanoseconds of one call: the best of some rounds, since whatever else runs here only adds.
template <class Call>
double nanosecondsOf(Call call, int calls)
{
    double best = 0;
    for (int round = 0; round < rounds; ++round) {
        const Stopwatch watch;
        for (int i = 0; i < calls; ++i) {
            call();
        }
        const double each = watch.seconds() * 1e9 / calls;
        best = round == 0 ? each : std::min(best, each);
    }
    return best;
}

} // namespace

Result<BenchResult> benchExpr(const BenchRequest&)
{
    const Environment environment = accounts();
    const Value state =
        *readJson(R"({"id":"account-7","status":"open","owner":"Ada Lovelace","balance":1000,)"
                  R"("limit":200,"count":41,"last":"w-99"})");
    const Value command = *readJson(R"({"id":"w-100","amount":120})");
    const std::array<Input, 2> inputs{Input(state), Input(command)};
    const Program guard = compiled(guardText, environment);
    const auto apply = Assignments::compile(Source(applyText), environment, Type::record("Account"));
    Workspace workspace;

    std::size_t hits = 0;
    const double guarded =
        nanosecondsOf([&] { hits += guard.evaluate(inputs, workspace).isTrue() ? 1U : 0U; }, repeats);
    const double applied = nanosecondsOf(
        [&] { hits += apply->apply(state, inputs, workspace).fault.isNull() ? 1U : 0U; }, repeats);
    const double explained = nanosecondsOf(
        [&] { hits += Explanation(guard, inputs, workspace).result().isTrue() ? 1U : 0U; }, repeats);
    const double told = nanosecondsOf(
        [&] { hits += toText(Explanation(guard, inputs, workspace).reason()).size(); }, repeats / 100);
    const double made =
        nanosecondsOf([&] { hits += compiled(guardText, environment).checked().frameSize(); }, repeats / 100);
    if (hits == 0) {
        return Error{ErrorCode::Internal, {"the guard is never true"}, {}};
    }

    BenchResult result;
    result.name = "expr";
    result.figures = {{"guard", guarded, "ns", 0},
        {"apply", applied, "ns", 0},
        {"explain", explained, "ns", guarded},
        {"reasons", told, "ns", 0},
        {"compile", made, "ns", 0}};
    if (const auto script = measureScriptEngine()) {
        result.figures.push_back({"qjs guard", script->guard, "ns", guarded});
        result.figures.push_back({"qjs with copying", script->guardWithCopying, "ns", guarded});
    } else {
        result.remarks.emplace_back(
            "QJSEngine is absent: install qt6-declarative-dev and build again to compare");
    }
    result.peakBytes = peakResidentBytes();
    return result;
}

} // namespace hindcast::ctl
