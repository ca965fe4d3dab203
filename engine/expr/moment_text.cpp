#include "engine/expr/moment_text.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <date/date.h>
#include <limits>

namespace hindcast::expr {

namespace {

constexpr std::int64_t nanosPerSecond = 1'000'000'000;

// Wide enough for any sum of two 64-bit counts.
__extension__ using Wide = __int128;

/// Takes digits off the front of a text.
class Digits {
public:
    explicit Digits(std::string_view text)
        : m_rest(text)
    {
    }
    bool take(char letter)
    {
        if (!m_rest.starts_with(letter)) {
            return false;
        }
        m_rest.remove_prefix(1);
        return true;
    }
    std::optional<int> takeNumber(std::size_t count)
    {
        int number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (i >= m_rest.size() || m_rest[i] < '0' || m_rest[i] > '9') {
                return std::nullopt;
            }
            number = number * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(count);
        return number;
    }
    /// Digits after a point as nanoseconds; one to nine of them.
    std::optional<std::uint32_t> takeFraction()
    {
        std::uint32_t nanos = 0;
        std::size_t count = 0;
        for (; count < m_rest.size() && m_rest[count] >= '0' && m_rest[count] <= '9'; ++count) {
            if (count == 9) {
                return std::nullopt;
            }
            nanos = nanos * 10 + static_cast<std::uint32_t>(m_rest[count] - '0');
        }
        if (count == 0) {
            return std::nullopt;
        }
        for (std::size_t i = count; i < 9; ++i) {
            nanos *= 10;
        }
        m_rest.remove_prefix(count);
        return nanos;
    }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

/// "Z" or "+hh:mm", in seconds east of Greenwich.
std::optional<int> takeOffset(Digits& text)
{
    if (text.take('Z') || text.take('z')) {
        return 0;
    }
    const bool isWest = text.take('-');
    if (!isWest && !text.take('+')) {
        return std::nullopt;
    }
    const auto hours = text.takeNumber(2);
    if (!hours || !text.take(':')) {
        return std::nullopt;
    }
    const auto minutes = text.takeNumber(2);
    if (!minutes || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    const int offset = *hours * 3600 + *minutes * 60;
    return isWest ? -offset : offset;
}

/// ".5" for 500,000,000; empty for 0.
std::string fractionText(std::uint64_t nanos)
{
    if (nanos == 0) {
        return {};
    }
    std::string digits = fmt::format(".{:09}", nanos);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits;
}

struct Unit {
    std::string_view name;
    std::int64_t nanos;
};
// Longer names first where one begins like another.
constexpr std::array<Unit, 8> units{{{"ns", 1},
    {"us", 1'000},
    {"\xc2\xb5s", 1'000},
    {"\xce\xbcs", 1'000},
    {"ms", 1'000'000},
    {"s", nanosPerSecond},
    {"m", 60 * nanosPerSecond},
    {"h", 3600 * nanosPerSecond}}};

const Unit* unitAt(std::string_view text)
{
    for (const Unit& unit : units) {
        if (text.starts_with(unit.name)) {
            return &unit;
        }
    }
    return nullptr;
}

} // namespace

std::optional<Moment> parseMoment(std::string_view text)
{
    Digits rest(text);
    const auto year = rest.takeNumber(4);
    const bool dashed = year && rest.take('-');
    const auto month = dashed ? rest.takeNumber(2) : std::nullopt;
    const auto day = month && rest.take('-') ? rest.takeNumber(2) : std::nullopt;
    if (!day || !(rest.take('T') || rest.take('t'))) {
        return std::nullopt;
    }
    const auto hour = rest.takeNumber(2);
    const auto minute = hour && rest.take(':') ? rest.takeNumber(2) : std::nullopt;
    const auto second = minute && rest.take(':') ? rest.takeNumber(2) : std::nullopt;
    if (!second || *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    std::uint32_t nanos = 0;
    if (rest.take('.')) {
        const auto fraction = rest.takeFraction();
        if (!fraction) {
            return std::nullopt;
        }
        nanos = *fraction;
    }
    const auto offset = takeOffset(rest);
    const date::year_month_day date(date::year(*year),
        date::month(static_cast<unsigned>(*month)),
        date::day(static_cast<unsigned>(*day)));
    if (!offset || !rest.atEnd() || !date.ok()) {
        return std::nullopt;
    }
    const std::int64_t days = date::sys_days(date).time_since_epoch().count();
    const std::int64_t seconds = days * 86400 + *hour * 3600 + *minute * 60 + *second - *offset;
    return seconds < firstSecond || seconds > lastSecond ? std::nullopt
                                                         : std::optional<Moment>({seconds, nanos});
}

std::string formatMoment(Moment moment)
{
    const date::sys_seconds seconds{std::chrono::seconds(moment.seconds)};
    const auto day = date::floor<date::days>(seconds);
    const date::year_month_day date(day);
    const auto clock = (seconds - day).count();
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        clock / 3600,
        clock / 60 % 60,
        clock % 60,
        fractionText(moment.nanos));
}

Moment momentFromMicroseconds(std::int64_t us)
{
    const std::int64_t rest = (us % 1'000'000 + 1'000'000) % 1'000'000;
    return {(us - rest) / 1'000'000, static_cast<std::uint32_t>(rest * 1000)};
}

std::optional<Moment> shifted(Moment moment, std::int64_t nanos)
{
    const Wide total = static_cast<Wide>(moment.seconds) * nanosPerSecond + moment.nanos + nanos;
    const auto rest = static_cast<std::int64_t>((total % nanosPerSecond + nanosPerSecond) % nanosPerSecond);
    const auto seconds = static_cast<std::int64_t>((total - rest) / nanosPerSecond);
    return seconds < firstSecond || seconds > lastSecond
        ? std::nullopt
        : std::optional<Moment>({seconds, static_cast<std::uint32_t>(rest)});
}

std::optional<std::int64_t> between(Moment a, Moment b)
{
    const Wide nanos = static_cast<Wide>(a.seconds - b.seconds) * nanosPerSecond
        + (static_cast<std::int64_t>(a.nanos) - static_cast<std::int64_t>(b.nanos));
    return nanos < std::numeric_limits<std::int64_t>::min()
            || nanos > std::numeric_limits<std::int64_t>::max()
        ? std::nullopt
        : std::optional<std::int64_t>(static_cast<std::int64_t>(nanos));
}

std::optional<std::int64_t> parseDuration(std::string_view text)
{
    constexpr Wide most = std::numeric_limits<std::int64_t>::max();
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    if (text == "0") {
        return 0;
    }
    if (text.empty()) {
        return std::nullopt;
    }
    Wide total = 0;
    while (!text.empty()) {
        Wide whole = 0;
        Wide fraction = 0;
        Wide scale = 1;
        bool hasDigit = false;
        bool afterPoint = false;
        std::size_t at = 0;
        for (; at < text.size(); ++at) {
            const char letter = text[at];
            if (letter == '.' && !afterPoint) {
                afterPoint = true;
                continue;
            }
            if (letter < '0' || letter > '9') {
                break;
            }
            hasDigit = true;
            if (!afterPoint) {
                whole = whole * 10 + (letter - '0');
            } else if (scale < 1'000'000'000'000'000) { // what is finer than any unit's nanosecond is cut
                fraction = fraction * 10 + (letter - '0');
                scale *= 10;
            }
            if (whole > most) {
                return std::nullopt;
            }
        }
        text.remove_prefix(at);
        const Unit* unit = unitAt(text);
        if (!hasDigit || unit == nullptr) {
            return std::nullopt;
        }
        text.remove_prefix(unit->name.size());
        total += whole * unit->nanos + fraction * unit->nanos / scale;
        if (total > most + 1) {
            return std::nullopt;
        }
    }
    if (total > most && !isNegative) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(isNegative ? -total : total);
}

std::string formatDuration(std::int64_t nanos)
{
    const bool isNegative = nanos < 0;
    const std::uint64_t size =
        isNegative ? 0 - static_cast<std::uint64_t>(nanos) : static_cast<std::uint64_t>(nanos);
    constexpr auto perSecond = static_cast<std::uint64_t>(nanosPerSecond);
    return fmt::format("{}{}{}s", isNegative ? "-" : "", size / perSecond, fractionText(size % perSecond));
}

} // namespace hindcast::expr
