#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hindcast {

/// A moment read from text. Microseconds since 1970-01-01T00:00:00Z on the proleptic Gregorian calendar;
/// digits beyond microseconds are cut (the text itself is kept in the log, so nothing is lost).
struct Timestamp {
    std::int64_t us = 0;
    /// The text named no zone, so UTC was assumed.
    bool zoneAssumed = false;
};

/// Reads the date-times that real logs hold: RFC 3339 and xs:dateTime (any number of fraction digits, `Z` or
/// an offset with or without colon, `T`, `t` or a blank between date and time, lower-case `z`, year 0001 to
/// 9999), the same with `/` instead of `-`, a date alone (midnight), and seconds left out. A leap second 60
/// reads as the following second.
/// Returns nothing for any other text. Never looks at the locale or the machine's zone. Cost: linear, no
/// allocation.
std::optional<Timestamp> parseTimestamp(std::string_view text);

/// Reads an epoch number: its magnitude tells seconds, milliseconds, microseconds or nanoseconds.
std::optional<Timestamp> timestampFromEpoch(std::int64_t number);

/// RFC 3339 in UTC with 0, 3 or 6 fraction digits, whichever is the shortest exact form. Any number is told;
/// years outside of 0000 to 9999, which RFC 3339 has not, with their sign and all their digits.
std::string formatTimestamp(std::int64_t us);

} // namespace hindcast
