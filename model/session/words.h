#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>

namespace hindcast {

class TimeColumns;

/// How figures, names and times read in the window. One place, so that a position looks the same in every
/// pane. English and independent of the machine's locale, like the rest of the interface.

QString fromUtf8(std::string_view text);
/// The first `bytes` of a text at most, never ending inside a UTF-8 sequence.
std::string_view clipped(std::string_view text, std::size_t bytes);

/// "1,386"
QString grouped(std::int64_t number);

/// "1 event", "1,386 events"
QString counted(std::int64_t number, const QString& one, const QString& many);

/// The many of a category's name: "order" -> "orders", "entity" -> "entities", "stock" -> "stocks".
QString pluralOf(const QString& noun);

/// An event type as a person says it: "OrderCreated", "order_created" and "order-created" are "Order
/// Created"; "HTTPError" is "HTTP Error". Single words and names with blanks, dots, slashes or colons stay as
/// they are.
QString typeWords(std::string_view type);

/// Which parts of a time a log needs so that all its times have the same width.
struct TimeStyle {
    bool date = true;
    bool fraction = true;

    /// Without date when the log lies within one day (UTC), without fraction when a sample of its times holds
    /// whole seconds only. Cost: at most 512 looks at the columns.
    static TimeStyle of(const TimeColumns& columns);
};

/// "10:42:09.018" or "2026-11-23 10:42:09.018", in UTC; empty for noTime.
QString timeText(std::int64_t us, TimeStyle style);

/// How far a moment lies behind another, as a clock would say it: "+00:01:23.450", "−2 d 03:00:00", and
/// "+00:00:00" for the moment itself. Parts below what is shown are cut. Empty for noTime.
QString relativeTimeText(std::int64_t us, std::int64_t referenceUs, bool fraction);

/// A time as the window tells it now: from the reference where there is one, else as it was recorded.
QString shownTime(std::int64_t us, TimeStyle style, std::optional<std::int64_t> referenceUs);

/// How far two moments lie apart: "12.4 s", "3 min 20 s", "2 d 4 h"; with a sign in front.
QString distanceText(std::int64_t us);

} // namespace hindcast
