#include "engine/expr/container.h"
#include "engine/expr/functions.h"
#include "engine/expr/regex.h"

#include <array>
#include <string_view>

namespace hindcast::expr {

namespace {

Regex::Charge chargeOf(Run& run)
{
    return [&run](std::uint64_t steps) { return run.charge(steps); };
}

/// Reads the pattern, the second argument, and lets `use` search the first by it, which charges for each
/// search.
template <class Use>
Datum search(Run& run, Arguments arguments, const Use& use)
{
    const std::string_view text = arguments[0].text();
    const std::string_view pattern = arguments[1].text();
    if (!run.charge(1 + pattern.size() / 8)) {
        return Run::exhausted();
    }
    const Regex regex(pattern);
    if (!regex.ok()) {
        return run.fail(FaultCode::BadPattern, regex.error());
    }
    if (!run.charge(regex.compileCost())) {
        return Run::exhausted();
    }
    const Datum found = use(text, regex);
    return run.isExhausted() ? Run::exhausted() : found;
}

/// The same for what takes the pattern's only group out of a text.
template <class Use>
Datum searchGroup(Run& run, Arguments arguments, const Use& use)
{
    return search(run, arguments, [&](std::string_view text, const Regex& regex) {
        return regex.groupCount() > 1 ? run.fail(FaultCode::BadPattern, "more than one group")
                                      : use(text, regex);
    });
}

Datum matches(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("matches", arguments);
    }
    return search(run, arguments, [&](std::string_view text, const Regex& regex) {
        return run.charge(regex.searchCost(text.size())) ? Datum::boolean(regex.matches(text))
                                                         : Run::exhausted();
    });
}

Datum replace(Run& run, Arguments arguments)
{
    const bool hasLimit = match(arguments, {Kind::String, Kind::String, Kind::String, Kind::Int});
    if (!hasLimit && !match(arguments, {Kind::String, Kind::String, Kind::String})) {
        return run.noOverload("regex.replace", arguments);
    }
    return search(run, arguments, [&](std::string_view text, const Regex& regex) {
        const auto replaced = regex.replace(
            text, arguments[2].text(), hasLimit ? arguments[3].asInt() : -1, maxTextSize, chargeOf(run));
        return replaced
            ? madeText(run, *replaced)
            : run.fail(FaultCode::BadArgument, "a replacement names a group that the pattern has not");
    });
}

Datum extract(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("regex.extract", arguments);
    }
    return searchGroup(run, arguments, [&](std::string_view text, const Regex& regex) {
        std::string_view found;
        std::string_view rest = text;
        return regex.extract(text, rest, found, chargeOf(run))
            ? Datum::optional(run.arena.make(Datum::string(found)))
            : Datum::optional(nullptr);
    });
}

Datum extractAll(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("regex.extractAll", arguments);
    }
    return searchGroup(run, arguments, [&](std::string_view text, const Regex& regex) {
        ListBuilder all(run);
        std::string_view found;
        std::string_view rest = text;
        while (regex.extract(text, rest, found, chargeOf(run))) {
            all.add(Datum::string(found));
        }
        return all.finish();
    });
}

constexpr std::array<NamedImplementation, 4> table{{{"matches", matches},
    {"regex.replace", replace},
    {"regex.extract", extract},
    {"regex.extractAll", extractAll}}};

} // namespace

std::span<const NamedImplementation> regexFunctions()
{
    return table;
}

} // namespace hindcast::expr
