#include "engine/expr/container.h"
#include "engine/expr/functions.h"
#include "engine/expr/regex.h"

#include <array>
#include <string>

namespace hindcast::expr {

namespace {

/// What a search costs beside the pattern's compilation.
bool chargeSearch(Run& run, std::string_view text, std::string_view pattern)
{
    return run.charge(1 + pattern.size() / 8 + text.size() / 16);
}

Datum badPattern(Run& run, const Regex& regex)
{
    return run.fail(FaultCode::BadPattern, regex.error());
}

Datum matches(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("matches", arguments);
    }
    if (!chargeSearch(run, arguments[0].text(), arguments[1].text())) {
        return Run::exhausted();
    }
    const Regex regex(arguments[1].text());
    return regex.ok() ? Datum::boolean(regex.matches(arguments[0].text())) : badPattern(run, regex);
}

Datum replace(Run& run, Arguments arguments)
{
    const bool hasLimit = match(arguments, {Kind::String, Kind::String, Kind::String, Kind::Int});
    if (!hasLimit && !match(arguments, {Kind::String, Kind::String, Kind::String})) {
        return run.noOverload("regex.replace", arguments);
    }
    if (!chargeSearch(run, arguments[0].text(), arguments[1].text())) {
        return Run::exhausted();
    }
    const Regex regex(arguments[1].text());
    if (!regex.ok()) {
        return badPattern(run, regex);
    }
    const auto replaced = regex.replace(
        arguments[0].text(), arguments[2].text(), hasLimit ? arguments[3].asInt() : -1, maxTextSize);
    if (!replaced) {
        return run.fail(FaultCode::BadArgument, "a replacement names a group that the pattern has not");
    }
    return madeText(run, *replaced);
}

Datum extract(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("regex.extract", arguments);
    }
    if (!chargeSearch(run, arguments[0].text(), arguments[1].text())) {
        return Run::exhausted();
    }
    const Regex regex(arguments[1].text());
    if (!regex.ok()) {
        return badPattern(run, regex);
    }
    if (regex.groupCount() > 1) {
        return run.fail(FaultCode::BadPattern, "more than one group");
    }
    std::string_view found;
    std::string_view rest = arguments[0].text();
    return regex.extract(arguments[0].text(), rest, found)
        ? Datum::optional(run.arena.make(Datum::string(found)))
        : Datum::optional(nullptr);
}

Datum extractAll(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("regex.extractAll", arguments);
    }
    if (!chargeSearch(run, arguments[0].text(), arguments[1].text())) {
        return Run::exhausted();
    }
    const Regex regex(arguments[1].text());
    if (!regex.ok()) {
        return badPattern(run, regex);
    }
    if (regex.groupCount() > 1) {
        return run.fail(FaultCode::BadPattern, "more than one group");
    }
    ListBuilder all(run);
    std::string_view found;
    std::string_view rest = arguments[0].text();
    while (regex.extract(arguments[0].text(), rest, found)) {
        if (!run.charge(1)) {
            return Run::exhausted();
        }
        all.add(Datum::string(found));
    }
    return all.finish();
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
