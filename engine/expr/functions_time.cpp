#include "engine/expr/functions.h"
#include "engine/expr/time_zone.h"

#include <array>

namespace hindcast::expr {

namespace {

/// A field of a timestamp, in UTC or at the place that the second argument names.
template <class Field>
Datum fieldOf(Run& run, std::string_view function, Arguments arguments, Field field)
{
    if (match(arguments, {Kind::Timestamp})) {
        return Datum::integer(static_cast<std::int64_t>(field(utcTime(arguments[0].asMoment()))));
    }
    if (match(arguments, {Kind::Timestamp, Kind::String})) {
        const auto local = localTime(arguments[0].asMoment(), arguments[1].text());
        return local ? Datum::integer(static_cast<std::int64_t>(field(*local)))
                     : run.fail(FaultCode::BadZone, arguments[1].text());
    }
    return run.noOverload(function, arguments);
}

/// The same, or a duration's length in whole units.
template <class Field>
Datum fieldOrLength(Run& run, std::string_view function, Arguments arguments, std::int64_t unit, Field field)
{
    return match(arguments, {Kind::Duration}) ? Datum::integer(arguments[0].asInt() / unit)
                                              : fieldOf(run, function, arguments, field);
}

constexpr std::int64_t nanosPerSecond = 1'000'000'000;

Datum getFullYear(Run& run, Arguments arguments)
{
    return fieldOf(run, "getFullYear", arguments, [](const LocalTime& time) { return time.year; });
}
Datum getMonth(Run& run, Arguments arguments)
{
    return fieldOf(run, "getMonth", arguments, [](const LocalTime& time) { return time.month; });
}
Datum getDate(Run& run, Arguments arguments)
{
    return fieldOf(run, "getDate", arguments, [](const LocalTime& time) { return time.day; });
}
Datum getDayOfMonth(Run& run, Arguments arguments)
{
    return fieldOf(run, "getDayOfMonth", arguments, [](const LocalTime& time) { return time.day - 1; });
}
Datum getDayOfWeek(Run& run, Arguments arguments)
{
    return fieldOf(run, "getDayOfWeek", arguments, [](const LocalTime& time) { return time.dayOfWeek; });
}
Datum getDayOfYear(Run& run, Arguments arguments)
{
    return fieldOf(run, "getDayOfYear", arguments, [](const LocalTime& time) { return time.dayOfYear; });
}
Datum getHours(Run& run, Arguments arguments)
{
    return fieldOrLength(
        run, "getHours", arguments, 3600 * nanosPerSecond, [](const LocalTime& time) { return time.hours; });
}
Datum getMinutes(Run& run, Arguments arguments)
{
    return fieldOrLength(run, "getMinutes", arguments, 60 * nanosPerSecond, [](const LocalTime& time) {
        return time.minutes;
    });
}
Datum getSeconds(Run& run, Arguments arguments)
{
    return fieldOrLength(
        run, "getSeconds", arguments, nanosPerSecond, [](const LocalTime& time) { return time.seconds; });
}
/// Of a duration too what is left beside its whole seconds, unlike the other three.
Datum getMilliseconds(Run& run, Arguments arguments)
{
    if (match(arguments, {Kind::Duration})) {
        return Datum::integer(arguments[0].asInt() % nanosPerSecond / 1'000'000);
    }
    return fieldOf(
        run, "getMilliseconds", arguments, [](const LocalTime& time) { return time.milliseconds; });
}

constexpr std::array<NamedImplementation, 10> table{{{"getFullYear", getFullYear},
    {"getMonth", getMonth},
    {"getDate", getDate},
    {"getDayOfMonth", getDayOfMonth},
    {"getDayOfWeek", getDayOfWeek},
    {"getDayOfYear", getDayOfYear},
    {"getHours", getHours},
    {"getMinutes", getMinutes},
    {"getSeconds", getSeconds},
    {"getMilliseconds", getMilliseconds}}};

} // namespace

std::span<const NamedImplementation> timeFunctions()
{
    return table;
}

} // namespace hindcast::expr
