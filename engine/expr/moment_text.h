#pragma once

#include "engine/expr/datum.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hindcast::expr {

/// The first and the last second a timestamp may have: years 0001 to 9999.
inline constexpr std::int64_t firstSecond = -62135596800;
inline constexpr std::int64_t lastSecond = 253402300799;

/// RFC 3339 with up to nanoseconds, a zone, and nothing else; years 0001 to 9999.
std::optional<Moment> parseMoment(std::string_view text);

/// RFC 3339 in UTC with as many fraction digits as are needed.
std::string formatMoment(Moment moment);

Moment momentFromMicroseconds(std::int64_t us);

/// The moment that many nanoseconds away; nothing outside of the years 0001 to 9999.
std::optional<Moment> shifted(Moment moment, std::int64_t nanos);
/// a - b in nanoseconds; nothing beyond 64 bits of them.
std::optional<std::int64_t> between(Moment a, Moment b);

/// A sequence of numbers with units, such as "1h30m", "-1.5s" or "10ms" (ns, us, ms, s, m, h); "0" needs
/// none. Nothing beyond 64 bits of nanoseconds.
std::optional<std::int64_t> parseDuration(std::string_view text);

/// Seconds with as many fraction digits as are needed: "5400s", "-1.5s".
std::string formatDuration(std::int64_t nanos);

} // namespace hindcast::expr
