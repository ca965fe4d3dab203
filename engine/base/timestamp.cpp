#include "engine/base/timestamp.h"

#include "engine/base/time_scanner.h"

#include <fmt/format.h>

#include <cstddef>
#include <limits>

namespace hindcast {

namespace {

constexpr std::int64_t secondsPerDay = 86'400;

/// Days since 1970, or nothing for a day that does not exist.
std::optional<std::int64_t> takeDate(TimeScanner& in)
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

struct Date {
    std::int64_t year = 0;
    std::int64_t month = 0;
    std::int64_t day = 0;
};

/// The day of that number since 1970, after "chrono-Compatible Low-Level Date Algorithms" (H. Hinnant): an
/// era is 400 years, and a year begins in March, so that the leap day is its last.
Date dateOf(std::int64_t days)
{
    constexpr std::int64_t daysPerEra = 146'097;
    const std::int64_t shifted = days + 719'468; // since 0000-03-01
    const std::int64_t era = shifted / daysPerEra - (shifted % daysPerEra < 0 ? 1 : 0);
    const std::int64_t dayOfEra = shifted - era * daysPerEra;
    const std::int64_t yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t month = (5 * dayOfYear + 2) / 153; // from March
    return {yearOfEra + era * 400 + (month >= 10 ? 1 : 0),
        month < 10 ? month + 3 : month - 9,
        dayOfYear - (153 * month + 2) / 5 + 1};
}

} // namespace

std::optional<Timestamp> parseTimestamp(std::string_view text)
{
    TimeScanner in(text);
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
    constexpr std::int64_t usPerDay = secondsPerDay * usPerSecond;
    const std::int64_t rest = (us % usPerDay + usPerDay) % usPerDay;
    // std::chrono's years end at 32,767, and its floor() overflows before the numbers do.
    const Date date = dateOf(us / usPerDay - (us % usPerDay < 0 ? 1 : 0));
    const std::int64_t seconds = rest / usPerSecond;
    const std::int64_t fraction = rest % usPerSecond;
    std::string out = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        date.year,
        date.month,
        date.day,
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
