#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hindcast::expr {

/// How a time zone goes on after the last change that its file lists (most list them until 2037): the POSIX
/// TZ text at the file's end, such as "EST5EDT,M3.2.0,M11.1.0" (RFC 9636, 3.3.1). Days of change are read as
/// month, week and weekday, as all zones of the database have them.
class ZoneRule {
public:
    /// Nothing when the text is no such rule.
    static std::optional<ZoneRule> parse(std::string_view text);

    /// Seconds east of UTC at a second of UTC.
    std::int64_t offsetAt(std::int64_t seconds) const;

private:
    friend class ZoneRuleReader;

    /// A weekday's `week`th time in a month, 5 being the last, and seconds after its midnight.
    struct Change {
        unsigned month = 1;
        unsigned week = 1;
        unsigned weekday = 0;
        std::int64_t time = 0;

        /// Seconds since 1970 on the clock of the place.
        std::int64_t inYear(int year) const;
    };

    std::int64_t m_standard = 0;
    std::int64_t m_daylight = 0; ///< as m_standard where the clock never changes
    Change m_start; ///< of daylight time, by the standard clock
    Change m_end; ///< by the daylight clock
};

} // namespace hindcast::expr
