#include "engine/base/time_scanner.h"

#include <chrono>

namespace hindcast {

std::optional<std::int64_t> daysOf(int year, int month, int day)
{
    const std::chrono::year_month_day date{std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};
    if (year == 0 || !date.ok()) {
        return {};
    }
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::optional<std::int64_t> takeTimeOfDay(TimeScanner& in)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::int64_t fraction = 0;
    if (!in.takeDigits(2, hour) || !in.take(':') || !in.takeDigits(2, minute)) {
        return {};
    }
    if (in.take(':')) {
        if (!in.takeDigits(2, second)) {
            return {};
        }
        if ((in.take('.') || in.take(',')) && !in.takeFraction(fraction)) {
            return {};
        }
    }
    const bool endOfDay = hour == 24 && minute == 0 && second == 0 && fraction == 0;
    if ((hour > 23 && !endOfDay) || minute > 59 || second > 60) {
        return {};
    }
    return ((hour * 60 + minute) * 60 + second) * usPerSecond + fraction;
}

std::optional<ZoneOffset> takeZone(TimeScanner& in)
{
    if (in.atEnd()) {
        return ZoneOffset{0, false};
    }
    if (in.take('Z') || in.take('z')) {
        return ZoneOffset{};
    }
    in.take(' ');
    if (in.take("UTC") || in.take("GMT")) {
        return ZoneOffset{};
    }
    const bool west = in.peek() == '-';
    if (!in.take('+') && !in.take('-')) {
        return {};
    }
    int hours = 0;
    int minutes = 0;
    if (!in.takeDigits(2, hours)) {
        return {};
    }
    const bool colon = in.take(':');
    if ((colon || in.nextIsDigit()) && !in.takeDigits(2, minutes)) {
        return {};
    }
    // xs:dateTime ends at fourteen hours; anything beyond is no zone on Earth but a damaged text.
    if (minutes > 59 || hours * 60 + minutes > 14 * 60) {
        return {};
    }
    const std::int64_t seconds = (std::int64_t{hours} * 60 + minutes) * 60;
    return ZoneOffset{west ? -seconds : seconds, true};
}

} // namespace hindcast
