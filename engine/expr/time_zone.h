#pragma once

#include "engine/expr/datum.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace hindcast::expr {

/// A moment as the calendar and the clock of a place show it.
struct LocalTime {
    std::int64_t year = 0;
    unsigned month = 0; ///< 0 to 11
    unsigned day = 0; ///< of the month, 1 to 31
    unsigned dayOfYear = 0; ///< 0 to 365
    unsigned dayOfWeek = 0; ///< 0 is Sunday
    unsigned hours = 0;
    unsigned minutes = 0;
    unsigned seconds = 0;
    unsigned milliseconds = 0;
};

LocalTime utcTime(Moment moment);

/// The moment at a place: a name of the machine's time zone database ("Europe/Berlin"), or an offset from UTC
/// ("+05:30", "02:00"). Nothing when there is no such place.
std::optional<LocalTime> localTime(Moment moment, std::string_view zone);

} // namespace hindcast::expr
