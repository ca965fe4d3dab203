#include "engine/expr/container.h"
#include "engine/expr/functions.h"
#include "engine/expr/regex.h"

#include <array>
#include <string_view>

namespace hindcast::expr {

namespace {

/// Charges for a search of the first argument beside the pattern's compilation, reads the pattern, which is
/// the second, and lets `use` search by it.
template <class Use>
Datum search(Run& run, Arguments arguments, const Use& use)
{
    const std::string_view text = arguments[0].text();
    const std::string_view pattern = arguments[1].text();
    if (!run.charge(1 + pattern.size() / 8 + text.size() / 16)) {
        return Run::exhausted();
    }
    const Regex regex(pattern);
    return regex.ok() ? use(text, regex) : run.fail(FaultCode::BadPattern, regex.error());
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
    return search(run, arguments, [](std::string_view text, const Regex& regex) {
        return Datum::boolean(regex.matches(text));
    });
}

Datum replace(Run& run, Arguments arguments)
{
    const bool hasLimit = match(arguments, {Kind::String, Kind::String, Kind::String, Kind::Int});
    if (!hasLimit && !match(arguments, {Kind::String, Kind::String, Kind::String})) {
        return run.noOverload("regex.replace", arguments);
    }
    return search(run, arguments, [&](std::string_view text, const Regex& regex) {
        const auto replaced =
            regex.replace(text, arguments[2].text(), hasLimit ? arguments[3].asInt() : -1, maxTextSize);
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
        return regex.extract(text, rest, found) ? Datum::optional(run.arena.make(Datum::string(found)))
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
        while (regex.extract(text, rest, found)) {
            if (!run.charge(1)) {
                return Run::exhausted();
            }
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
