#include "engine/base/timestamp.h"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <limits>

namespace hindcast {

namespace {

constexpr std::int64_t usPerSecond = 1'000'000;
constexpr std::int64_t secondsPerDay = 86'400;

/// Reads a text from left to right; every take either consumes what it names or consumes nothing.
class Cursor {
public:
    explicit Cursor(std::string_view text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_at == m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool nextIsDigit() const { return peek() >= '0' && peek() <= '9'; }

    bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c) {
            return false;
        }
        ++m_at;
        return true;
    }

    bool take(std::string_view word)
    {
        if (m_text.substr(m_at, word.size()) != word) {
            return false;
        }
        m_at += word.size();
        return true;
    }

    bool takeDigits(int count, int& number)
    {
        if (m_text.size() - m_at < static_cast<std::size_t>(count)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < count; ++i) {
            const char c = m_text[m_at + static_cast<std::size_t>(i)];
            if (c < '0' || c > '9') {
                return false;
            }
            sum = sum * 10 + (c - '0');
        }
        number = sum;
        m_at += static_cast<std::size_t>(count);
        return true;
    }

    /// Any number of digits after a decimal point, as microseconds; the rest is cut.
    bool takeFraction(std::int64_t& us)
    {
        if (!nextIsDigit()) {
            return false;
        }
        std::int64_t weight = usPerSecond;
        us = 0;
        for (; nextIsDigit(); ++m_at) {
            weight /= 10;
            us += weight * (peek() - '0');
        }
        return true;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

/// Days since 1970, or nothing for a day that does not exist.
std::optional<std::int64_t> takeDate(Cursor& in)
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
    const std::chrono::year_month_day date{std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};
    if (year == 0 || !date.ok()) {
        return {};
    }
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

/// Microseconds since midnight. 24:00:00 is the end of the day, as xs:dateTime has it.
std::optional<std::int64_t> takeTime(Cursor& in)
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

struct Zone {
    std::int64_t offsetSeconds = 0;
    bool given = true;
};

std::optional<Zone> takeZone(Cursor& in)
{
    if (in.atEnd()) {
        return Zone{0, false};
    }
    if (in.take('Z') || in.take('z')) {
        return Zone{};
    }
    in.take(' ');
    if (in.take("UTC") || in.take("GMT")) {
        return Zone{};
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
    const std::int64_t seconds = (hours * 60 + minutes) * 60;
    return Zone{west ? -seconds : seconds, true};
}

} // namespace

std::optional<Timestamp> parseTimestamp(std::string_view text)
{
    Cursor in(text);
    const std::optional<std::int64_t> days = takeDate(in);
    if (!days) {
        return {};
    }
    std::int64_t us = *days * secondsPerDay * usPerSecond;
    if (in.peek() == 'T' || in.peek() == 't' || in.peek() == ' ') {
        in.take(in.peek());
        const std::optional<std::int64_t> sinceMidnight = takeTime(in);
        if (!sinceMidnight) {
            return {};
        }
        us += *sinceMidnight;
    }
    const std::optional<Zone> zone = takeZone(in);
    if (!zone || !in.atEnd()) {
        return {};
    }
    return Timestamp{us - zone->offsetSeconds * usPerSecond, !zone->given};
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
