#include "engine/base/timestamp.h"

#include "engine/base/time_cursor.h"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <limits>

namespace hindcast {

namespace {

constexpr std::int64_t secondsPerDay = 86'400;

/// Days since 1970, or nothing for a day that does not exist.
std::optional<std::int64_t> takeDate(TimeCursor& in)
{
    int year = 0;
    int month = 0;
    int day = 0;
    if (!in.takeDigits(4, year)) {
        return {};
    }
    const char separator = in.peek();
    if ((separator != '-' && separator != '/') || !in.take(separator) || !in.takeDigits(2, month)
        || !in.take(separator) || !in.takeDigits(2, day)) {
        return {};
    }
    return daysOf(year, month, day);
}

} // namespace

std::optional<Timestamp> parseTimestamp(std::string_view text)
{
    TimeCursor in(text);
    const std::optional<std::int64_t> days = takeDate(in);
    if (!days) {
        return {};
    }
    std::int64_t us = *days * secondsPerDay * usPerSecond;
    if (in.peek() == 'T' || in.peek() == 't' || in.peek() == ' ') {
        in.take(in.peek());
        const std::optional<std::int64_t> sinceMidnight = takeTimeOfDay(in);
        if (!sinceMidnight) {
            return {};
        }
        us += *sinceMidnight;
    }
    const std::optional<ZoneOffset> zone = takeZone(in);
    if (!zone || !in.atEnd()) {
        return {};
    }
    return Timestamp{us - zone->seconds * usPerSecond, !zone->given};
}

std::optional<Timestamp> timestampFromEpoch(std::int64_t number)
{
    // Each bound is about the year 5138 in its unit and 1973 in the next finer one.
    constexpr std::int64_t secondsBound = 100'000'000'000;
    constexpr std::int64_t millisecondsBound = secondsBound * 1000;
    constexpr std::int64_t microsecondsBound = millisecondsBound * 1000;
    if (number == std::numeric_limits<std::int64_t>::min()) {
        return {};
    }
    const std::int64_t magnitude = number < 0 ? -number : number;
    if (magnitude < secondsBound) {
        const std::int64_t us = number * usPerSecond;
        constexpr std::int64_t firstYear = -62'135'596'800; // 0001-01-01
        return number < firstYear ? std::nullopt : std::optional(Timestamp{us, false});
    }
    if (magnitude < millisecondsBound) {
        return Timestamp{number * 1000, false};
    }
    if (magnitude < microsecondsBound) {
        return Timestamp{number, false};
    }
    return Timestamp{number / 1000, false};
}

std::string formatTimestamp(std::int64_t us)
{
    const std::chrono::sys_time<std::chrono::microseconds> moment{std::chrono::microseconds{us}};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const std::int64_t rest = (moment - day).count();
    const std::int64_t seconds = rest / usPerSecond;
    const std::int64_t fraction = rest % usPerSecond;
    std::string out = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60);
    if (fraction % 1000 != 0) {
        out += fmt::format(".{:06}", fraction);
    } else if (fraction != 0) {
        out += fmt::format(".{:03}", fraction / 1000);
    }
    return out + 'Z';
}

} // namespace hindcast
