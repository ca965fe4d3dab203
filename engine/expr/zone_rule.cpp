#include "engine/expr/zone_rule.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <date/date.h>

namespace hindcast::expr {

/// Takes a rule from the front of a text, part by part. After a part that isn't there `hasFailed` stays.
class ZoneRuleReader {
public:
    explicit ZoneRuleReader(std::string_view text)
        : m_rest(text)
    {
    }

    std::optional<ZoneRule> rule()
    {
        ZoneRule rule;
        skipName();
        rule.m_standard = -clock();
        rule.m_daylight = rule.m_standard;
        if (!m_rest.empty()) {
            skipName();
            rule.m_daylight = m_rest.starts_with(',') ? rule.m_standard + 3600 : -clock();
            rule.m_start = change();
            rule.m_end = change();
        }
        return m_hasFailed || !m_rest.empty() ? std::nullopt : std::optional(rule);
    }

private:
    bool takes(char sign)
    {
        const bool is = m_rest.starts_with(sign);
        m_rest.remove_prefix(is ? 1 : 0);
        return is;
    }

    void expect(char sign) { m_hasFailed |= !takes(sign); }

    unsigned number(unsigned last)
    {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
        m_hasFailed |= error != std::errc() || value > last;
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        return value;
    }

    /// "EST", or "<+0530>" where it isn't letters alone.
    void skipName()
    {
        const bool isQuoted = takes('<');
        const auto isPart = [isQuoted](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                || (isQuoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
        };
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), isPart);
        m_hasFailed |= end == m_rest.begin();
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.begin()));
        if (isQuoted) {
            expect('>');
        }
    }

    /// "5", "-10:30", "0:00:01" in seconds. Up to a week, because a change may be told by a day before or
    /// after.
    std::int64_t clock()
    {
        const bool isNegative = takes('-');
        if (!isNegative) {
            takes('+');
        }
        std::int64_t seconds = number(167) * 3600;
        if (takes(':')) {
            seconds += number(59) * 60;
            if (takes(':')) {
                seconds += number(59);
            }
        }
        return isNegative ? -seconds : seconds;
    }

    /// ",M3.2.0" or ",M3.2.0/3"; at two o'clock unless told.
    ZoneRule::Change change()
    {
        ZoneRule::Change change;
        expect(',');
        expect('M');
        change.month = number(12);
        expect('.');
        change.week = number(5);
        expect('.');
        change.weekday = number(6);
        change.time = takes('/') ? clock() : 7200;
        m_hasFailed |= change.month == 0 || change.week == 0;
        return change;
    }

    std::string_view m_rest;
    bool m_hasFailed = false;
};

std::optional<ZoneRule> ZoneRule::parse(std::string_view text)
{
    return ZoneRuleReader(text).rule();
}

std::int64_t ZoneRule::Change::inYear(int year) const
{
    const date::year_month within = date::year(year) / static_cast<int>(month);
    const date::weekday day(weekday);
    const date::sys_days date =
        week == 5 ? date::sys_days(within / day[date::last]) : date::sys_days(within / day[week]);
    return std::chrono::seconds(date.time_since_epoch()).count() + time;
}

std::int64_t ZoneRule::offsetAt(std::int64_t seconds) const
{
    if (m_daylight == m_standard) {
        return m_standard;
    }
    const date::sys_seconds local{std::chrono::seconds(seconds + m_standard)};
    const int year = static_cast<int>(date::year_month_day(date::floor<date::days>(local)).year());
    const std::int64_t start = m_start.inYear(year) - m_standard;
    const std::int64_t end = m_end.inYear(year) - m_daylight;
    // South of the equator daylight time goes over the end of the year.
    const bool isDaylight =
        start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
    return isDaylight ? m_daylight : m_standard;
}

} // namespace hindcast::expr
