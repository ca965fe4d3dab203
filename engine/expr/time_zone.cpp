#include "engine/expr/time_zone.h"

#include <chrono>
#include <date/date.h>
#include <date/tz.h>
#include <stdexcept>
#include <string>

namespace hindcast::expr {

namespace {

LocalTime fieldsOf(std::int64_t localSeconds, std::uint32_t nanos)
{
    const date::sys_seconds seconds{std::chrono::seconds(localSeconds)};
    const auto day = date::floor<date::days>(seconds);
    const date::year_month_day date(day);
    const auto clock = static_cast<unsigned>((seconds - day).count());
    const date::sys_days newYear(date.year() / date::January / 1);
    return {static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()) - 1,
        static_cast<unsigned>(date.day()),
        static_cast<unsigned>((day - newYear).count()),
        date::weekday(day).c_encoding(),
        clock / 3600,
        clock / 60 % 60,
        clock % 60,
        nanos / 1'000'000};
}

/// "[+-]hh:mm" in seconds; nothing for any other text.
std::optional<std::int64_t> offsetOf(std::string_view zone)
{
    const bool isWest = zone.starts_with('-');
    if (isWest || zone.starts_with('+')) {
        zone.remove_prefix(1);
    }
    const auto isDigit = [zone](std::size_t i) { return zone[i] >= '0' && zone[i] <= '9'; };
    if (zone.size() != 5 || zone[2] != ':' || !isDigit(0) || !isDigit(1) || !isDigit(3) || !isDigit(4)) {
        return std::nullopt;
    }
    const int hours = (zone[0] - '0') * 10 + (zone[1] - '0');
    const int minutes = (zone[3] - '0') * 10 + (zone[4] - '0');
    if (hours > 23 || minutes > 59) {
        return std::nullopt;
    }
    const std::int64_t offset = hours * 3600 + minutes * 60;
    return isWest ? -offset : offset;
}

/// Seconds east of UTC there and then.
std::optional<std::int64_t> offsetAt(Moment moment, std::string_view zone)
{
    if (zone.empty() || zone == "UTC") {
        return 0;
    }
    if (const auto offset = offsetOf(zone)) {
        return offset;
    }
    // The library says "no such zone", and "no database on this machine", by throwing.
    try {
        const date::sys_seconds seconds{std::chrono::seconds(moment.seconds)};
        return date::locate_zone(zone)->get_info(seconds).offset.count();
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

} // namespace

LocalTime utcTime(Moment moment)
{
    return fieldsOf(moment.seconds, moment.nanos);
}

std::optional<LocalTime> localTime(Moment moment, std::string_view zone)
{
    const auto offset = offsetAt(moment, zone);
    return offset ? std::optional(fieldsOf(moment.seconds + *offset, moment.nanos)) : std::nullopt;
}

} // namespace hindcast::expr
