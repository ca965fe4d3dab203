#include "engine/base/date_notation.h"

#include "engine/base/time_scanner.h"

#include <algorithm>
#include <array>

namespace hindcast {

namespace {

constexpr std::int64_t usPerDay = 86'400 * usPerSecond;
constexpr std::int64_t secondsPerHour = 3600;

constexpr std::array<std::string_view, 12> months{"january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december"};
constexpr std::array<std::string_view, 7>
    weekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

struct NamedZone {
    std::string_view name;
    int hours;
};
constexpr std::array<NamedZone, 17> namedZones{{{"UTC", 0},
    {"GMT", 0},
    {"UT", 0},
    {"Z", 0},
    {"EST", -5},
    {"EDT", -4},
    {"CST", -6},
    {"CDT", -5},
    {"MST", -7},
    {"MDT", -6},
    {"PST", -8},
    {"PDT", -7},
    {"WET", 0},
    {"CET", 1},
    {"CEST", 2},
    {"EET", 2},
    {"EEST", 3}}};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::string_view letters(const TimeScanner& in)
{
    const std::string_view rest = in.rest();
    return rest.substr(
        0, static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), isLetter) - rest.begin()));
}

/// Takes a word that is one of the names, whole or by its first three letters; tells which, from 1.
template <std::size_t Count>
std::optional<int> takeName(TimeScanner& in, const std::array<std::string_view, Count>& names)
{
    const std::string_view word = letters(in);
    for (std::size_t i = 0; i < Count && word.size() >= 3; ++i) {
        const std::string_view name = names[i];
        const bool whole = word.size() == name.size() || word.size() == 3;
        const bool same = whole && std::equal(word.begin(), word.end(), name.begin(), [](char a, char b) {
            return (a | ' ') == b;
        });
        if (same) {
            in.skip(word.size());
            return static_cast<int>(i) + 1;
        }
    }
    return {};
}

/// One or two digits that no third one follows.
bool takeShort(TimeScanner& in, int& number)
{
    const std::string_view rest = in.rest();
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    return digits <= 2 && digits > 0 && in.takeDigits(static_cast<int>(digits), number);
}

struct Date {
    int year = 0;
    int month = 0;
    int day = 0;
};

/// "24/11/2026": which of the first two is the month is for the order to say, unless one can't be.
bool arrange(char separator, int first, int second, DateOrder order, Date& date)
{
    if (separator == '.') {
        order = DateOrder::DayFirst;
    } else if (order == DateOrder::Unknown) {
        order = first > 12 || first == second ? DateOrder::DayFirst
            : second > 12                     ? DateOrder::MonthFirst
                                              : DateOrder::Unknown;
    }
    date.day = order == DateOrder::DayFirst ? first : second;
    date.month = order == DateOrder::DayFirst ? second : first;
    return order != DateOrder::Unknown;
}

/// "24 Nov 2026", "24/Nov/2026", "24.11.2026", "24/11/2026".
bool takeDayOrMonthFirst(TimeScanner& in, DateOrder order, Date& date)
{
    int first = 0;
    if (!takeShort(in, first)) {
        return false;
    }
    const char separator = in.peek();
    if (std::string_view(" -/.").find(separator) == std::string_view::npos || !in.take(separator)) {
        return false;
    }
    if (separator == '.') {
        in.take(' ');
    }
    if (const std::optional<int> month = takeName(in, months)) {
        date.day = first;
        date.month = *month;
        return (in.take(separator) || in.take(' ')) && in.takeDigits(4, date.year);
    }
    int second = 0;
    return separator != ' ' && takeShort(in, second) && in.take(separator) && in.takeDigits(4, date.year)
        && arrange(separator, first, second, order, date);
}

/// "20261124", "2026.11.24"; packed only where it can't be another number.
bool takeYearFirst(TimeScanner& in, Date& date)
{
    if (!in.takeDigits(4, date.year)) {
        return false;
    }
    if (in.take('.')) {
        return takeShort(in, date.month) && in.take('.') && takeShort(in, date.day);
    }
    return in.takeDigits(2, date.month) && in.takeDigits(2, date.day) && date.year >= 1900
        && date.year < 2200;
}

/// "8:02", "08:02:53.5 AM".
std::optional<std::int64_t> takeLooseTime(TimeScanner& in)
{
    int hour = 0;
    std::string padded;
    if (const std::string_view rest = in.rest(); rest.size() > 1 && rest[1] == ':') {
        padded = '0' + std::string(rest);
    } else {
        padded = rest;
    }
    const std::size_t before = padded.size() - in.rest().size();
    TimeScanner clock(padded);
    TimeScanner(padded).takeDigits(2, hour);
    std::optional<std::int64_t> us = takeTimeOfDay(clock);
    if (!us) {
        return {};
    }
    in.skip(padded.size() - clock.rest().size() - before);
    TimeScanner half = in;
    half.take(' ');
    const std::string_view word = letters(half);
    const bool morning = word == "AM" || word == "am";
    if (!morning && word != "PM" && word != "pm") {
        return us;
    }
    if (hour < 1 || hour > 12) {
        return {};
    }
    half.skip(word.size());
    in = half;
    constexpr std::int64_t usPerHour = secondsPerHour * usPerSecond;
    return *us + (hour % 12 - hour + (morning ? 0 : 12)) * usPerHour;
}

/// "080253" behind a packed date.
std::optional<std::int64_t> takePackedTime(TimeScanner& in)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::int64_t fraction = 0;
    if (!in.takeDigits(2, hour) || !in.takeDigits(2, minute) || hour > 23 || minute > 59) {
        return {};
    }
    if (in.nextIsDigit() && (!in.takeDigits(2, second) || second > 60)) {
        return {};
    }
    if (in.take('.') && !in.takeFraction(fraction)) {
        return {};
    }
    return ((hour * 60 + minute) * 60 + second) * usPerSecond + fraction;
}

std::optional<ZoneOffset> takeNamedZone(TimeScanner& in)
{
    TimeScanner behind = in;
    behind.take(' ');
    const std::string_view word = letters(behind);
    for (const NamedZone& zone : namedZones) {
        if (zone.name == word) {
            behind.skip(word.size());
            in = behind;
            return ZoneOffset{zone.hours * secondsPerHour, true};
        }
    }
    return takeZone(in);
}

/// What some writers repeat behind an offset: "[Europe/Berlin]", " UTC", " (CET)".
void skipZoneComment(TimeScanner& in)
{
    const std::string_view rest = in.rest();
    const bool bracketed =
        (rest.starts_with('[') && rest.ends_with(']')) || (rest.starts_with(" (") && rest.ends_with(')'));
    const bool word = rest.size() > 2 && rest.front() == ' '
        && std::all_of(rest.begin() + 1, rest.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (bracketed || word) {
        in.skip(rest.size());
    }
}

std::optional<Timestamp> moment(const Date& date, std::int64_t us, const ZoneOffset& zone)
{
    const std::optional<std::int64_t> days = daysOf(date.year, date.month, date.day);
    if (!days) {
        return {};
    }
    return Timestamp{*days * usPerDay + us - zone.seconds * usPerSecond, !zone.given};
}

/// "Nov 24 08:02:53 UTC 2026" or "Nov 24, 2026, 8:02:53 AM", from behind the month's name on.
std::optional<Timestamp> readBehindMonth(TimeScanner& in, int month)
{
    Date date{0, month, 0};
    in.take('.');
    while (in.take(' ')) { }
    if (!takeShort(in, date.day)) {
        return {};
    }
    std::int64_t us = 0;
    ZoneOffset zone{0, false};
    if (TimeScanner year = in; (year.take(", ") || year.take(' ')) && year.takeDigits(4, date.year)) {
        in = year;
        in.take(',');
        if (in.take(' ') || in.take('T')) {
            in.take("at ");
            const std::optional<std::int64_t> time = takeLooseTime(in);
            const std::optional<ZoneOffset> behind = time ? takeNamedZone(in) : std::nullopt;
            if (!behind) {
                return {};
            }
            us = *time;
            zone = *behind;
        }
    } else {
        const std::optional<std::int64_t> time = in.take(' ') ? takeLooseTime(in) : std::nullopt;
        if (!time) {
            return {};
        }
        us = *time;
        if (in.rest().size() > 5) {
            // A zone stands between the time and the year.
            TimeScanner between(in.rest().substr(0, in.rest().size() - 5));
            const std::optional<ZoneOffset> named = takeNamedZone(between);
            if (!named || !between.atEnd()) {
                return {};
            }
            zone = *named;
            in.skip(in.rest().size() - 5);
        }
        if (!in.take(' ') || !in.takeDigits(4, date.year)) {
            return {};
        }
    }
    return in.atEnd() ? moment(date, us, zone) : std::nullopt;
}

std::optional<Timestamp> readNotation(std::string_view text, DateOrder order)
{
    TimeScanner in(text);
    if (takeName(in, weekdays)) {
        in.take(',');
        if (!in.take(' ')) {
            return {};
        }
    }
    if (const std::optional<int> month = takeName(in, months)) {
        return readBehindMonth(in, *month);
    }
    Date date;
    TimeScanner packed = in;
    const bool yearFirst = takeYearFirst(packed, date);
    const bool isPacked = yearFirst && text.find('.') != 4;
    if (yearFirst) {
        in = packed;
    } else if (!takeDayOrMonthFirst(in, order, date)) {
        return {};
    }
    std::int64_t us = 0;
    ZoneOffset zone{0, false};
    if (!in.atEnd()) {
        const bool apart = in.take(", ") || in.take(' ') || in.take('T') || in.take(':');
        const bool digits = isPacked && in.nextIsDigit() && in.rest().find(':') == std::string_view::npos;
        const std::optional<std::int64_t> time = digits ? takePackedTime(in)
            : apart                                     ? takeLooseTime(in)
                                                        : std::nullopt;
        const std::optional<ZoneOffset> behind = time ? takeNamedZone(in) : std::nullopt;
        if (!behind) {
            return {};
        }
        us = *time;
        zone = *behind;
        skipZoneComment(in);
    }
    return in.atEnd() ? moment(date, us, zone) : std::nullopt;
}

/// An ISO date-time with a zone's name, or with a comment behind its offset.
std::optional<Timestamp> readIsoAndZone(std::string_view text)
{
    const std::size_t bracket = std::min(text.find_first_of("[("), text.find_last_of(' '));
    if (bracket == std::string_view::npos || bracket < 10) {
        return {};
    }
    const std::optional<Timestamp> time = parseTimestamp(trimmed(text.substr(0, bracket)));
    if (!time) {
        return {};
    }
    TimeScanner behind(text.substr(bracket));
    if (!time->zoneAssumed) {
        skipZoneComment(behind);
        return behind.atEnd() ? time : std::nullopt;
    }
    const std::optional<ZoneOffset> zone = takeNamedZone(behind);
    if (!zone || !zone->given || !behind.atEnd()) {
        return {};
    }
    return Timestamp{time->us - zone->seconds * usPerSecond, false};
}

} // namespace

std::optional<Timestamp> readTime(std::string_view text, DateOrder order)
{
    if (const std::optional<Timestamp> time = parseTimestamp(text)) {
        return time;
    }
    // Most texts that are no times are told here, before anything is tried.
    constexpr std::size_t shortest = 8;
    constexpr std::size_t longest = 80;
    text = trimmed(text);
    const bool likely = text.size() >= shortest && text.size() <= longest
        && text.find_first_of("0123456789") != std::string_view::npos;
    if (!likely) {
        return {};
    }
    if (const std::optional<Timestamp> time = parseTimestamp(text)) {
        return time;
    }
    if (const std::optional<Timestamp> time = readNotation(text, order)) {
        return time;
    }
    return readIsoAndZone(text);
}

DateOrder dateOrderOf(std::string_view text)
{
    text = trimmed(text);
    const auto reads = [text](DateOrder order) { return readNotation(text, order).has_value(); };
    TimeScanner in(text);
    int first = 0;
    int second = 0;
    const bool numeric = takeShort(in, first) && (in.take('/') || in.take('-')) && takeShort(in, second);
    if (!numeric || first == second) {
        return DateOrder::Unknown;
    }
    const bool dayFirst = reads(DateOrder::DayFirst);
    return dayFirst == reads(DateOrder::MonthFirst) ? DateOrder::Unknown
        : dayFirst                                  ? DateOrder::DayFirst
                                                    : DateOrder::MonthFirst;
}

} // namespace hindcast
