#include "engine/expr/time_zone.h"

#include "engine/expr/moment_text.h"
#include "engine/expr/zone_rule.h"

#include <chrono>
#include <date/date.h>
#include <date/tz.h>
#include <fstream>
#include <iterator>
#include <mutex>
#include <stdexcept>
#include <string>
#include <unordered_map>

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

/// The rule at the end of a zone's file, which the date library doesn't read.
std::optional<ZoneRule> readRule(const std::string& zone)
{
    std::ifstream file("/usr/share/zoneinfo/" + zone, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    if (!content.ends_with('\n')) {
        return std::nullopt;
    }
    const std::size_t before = content.rfind('\n', content.size() - 2);
    return before == std::string::npos
        ? std::nullopt
        : ZoneRule::parse(std::string_view(content).substr(before + 1, content.size() - before - 2));
}

/// The same, read once.
std::optional<ZoneRule> ruleOf(const date::time_zone* zone)
{
    static std::mutex mutex;
    static std::unordered_map<const date::time_zone*, std::optional<ZoneRule>> rules;
    const std::lock_guard lock(mutex);
    const auto known = rules.find(zone);
    return known != rules.end() ? known->second : rules.emplace(zone, readRule(zone->name())).first->second;
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
        const date::time_zone* const place = date::locate_zone(zone);
        const date::sys_info listed = place->get_info(seconds);
        // Once the listed changes are over, the library would leave the clock as the last one set it.
        const bool isOver = listed.end.time_since_epoch().count() > lastSecond;
        const std::optional<ZoneRule> rule = isOver ? ruleOf(place) : std::nullopt;
        return rule ? rule->offsetAt(moment.seconds) : listed.offset.count();
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
