#pragma once

#include "engine/base/timestamp.h"

namespace hindcast {

/// Which number of "03/04/2026" is the day. One value can't tell, the other values of its column may.
enum class DateOrder : std::uint8_t { Unknown, DayFirst, MonthFirst };

/// Reads what parseTimestamp() reads, blanks around it allowed, and these:
///
///   Tue, 24 Nov 2026 08:02:53 +0000     RFC 5322; weekday and comma may be missing
///   Tue Nov 24 08:02:53 UTC 2026        asctime and date(1)
///   24/Nov/2026:08:02:53 +0000          web servers; also 24-Nov-2026
///   Nov 24, 2026, 8:02:53 AM            months are English, by three letters or whole
///   24.11.2026 08:02                    a dot means day first
///   24/11/2026 08:02, 11/24/2026        where a number above 12, or `order`, tells which is the day
///   2026.11.24 08:02, 20261124T080253Z  year first, with dots or packed; 20261124 and 20261124080253 too
///   2026-11-24T09:02:53+01:00[Europe/Berlin], 2026-11-24 08:02:53 +0000 UTC
///
/// Zones are offsets, UTC, GMT, the North American ones of RFC 5322 and the European ones (CET, EEST...),
/// which mean one offset each. Others (IST, BST, Europe/Berlin alone) mean several, so their texts are not
/// times. Neither are years of two digits. Never looks at the locale.
std::optional<Timestamp> readTime(std::string_view text, DateOrder order = DateOrder::Unknown);

/// What the text tells of its column's order: "24/11/2026" is day first. Unknown for all that tell nothing.
DateOrder dateOrderOf(std::string_view text);

} // namespace hindcast
