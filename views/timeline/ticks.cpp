#include "views/timeline/ticks.h"

#include "model/session/words.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace hindcast {

namespace {

constexpr std::int64_t ms = 1000;
constexpr std::int64_t second = 1000 * ms;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

constexpr std::array fixedSteps{1 * ms,
    2 * ms,
    5 * ms,
    10 * ms,
    20 * ms,
    50 * ms,
    100 * ms,
    200 * ms,
    500 * ms,
    1 * second,
    2 * second,
    5 * second,
    10 * second,
    15 * second,
    30 * second,
    1 * minute,
    2 * minute,
    5 * minute,
    10 * minute,
    15 * minute,
    30 * minute,
    1 * hour,
    2 * hour,
    3 * hour,
    6 * hour,
    12 * hour,
    1 * day,
    2 * day,
    7 * day};
constexpr std::array monthSteps{1, 2, 3, 6};

constexpr double averageMonth = 30.44 * static_cast<double>(day);
/// A guard against asking for more labels than any screen can hold.
constexpr std::size_t mostTicks = 2000;

std::int64_t floorTo(std::int64_t value, std::int64_t step)
{
    const std::int64_t rest = value % step;
    return rest < 0 ? value - rest - step : value - rest;
}

QDateTime utc(std::int64_t us)
{
    return QDateTime::fromMSecsSinceEpoch(floorTo(us, ms) / ms, Qt::UTC);
}

QString text(std::int64_t us, const QString& format)
{
    return QLocale(QLocale::English).toString(utc(us), format);
}

/// Ticks a fixed number of microseconds apart.
TickSet fixedTicks(const PixelMap& map, std::int64_t origin, std::int64_t step)
{
    const auto from = origin + static_cast<std::int64_t>(std::floor(map.range.first));
    const auto to = origin + static_cast<std::int64_t>(std::ceil(map.range.end()));
    QString format = QStringLiteral("HH:mm");
    if (step >= day) {
        format = QStringLiteral("d MMM");
    } else if (step < second) {
        format = QStringLiteral("HH:mm:ss.zzz");
    } else if (step < minute) {
        format = QStringLiteral("HH:mm:ss");
    }
    TickSet set;
    // What stands at the left edge, or at the first event where the edge lies before it.
    set.prefix =
        text(std::max(from, origin), step >= day ? QStringLiteral("yyyy") : QStringLiteral("d MMM yyyy"));
    for (std::int64_t us = floorTo(from, step) + step; us <= to && set.ticks.size() < mostTicks; us += step) {
        // Midnight names the day: the label that tells where the prefix ends.
        const bool midnight = step < day && us % day == 0;
        set.ticks.push_back(
            {static_cast<double>(us - origin), text(us, midnight ? QStringLiteral("d MMM") : format)});
    }
    return set;
}

/// The step from the table that is not below `least` microseconds, or else days in 1-2-5.
std::int64_t clockStep(double least)
{
    for (const std::int64_t step : fixedSteps) {
        if (static_cast<double>(step) >= least) {
            return step;
        }
    }
    return static_cast<std::int64_t>(niceStep(least / static_cast<double>(day))) * day;
}

TickSet monthTicks(const PixelMap& map, std::int64_t origin, int months)
{
    const std::int64_t from = origin + static_cast<std::int64_t>(std::floor(map.range.first));
    const double end = map.range.end();
    const QDate start = utc(std::max(from, origin)).date();
    TickSet set;
    set.prefix = months < 12 ? start.toString(QStringLiteral("yyyy")) : QString();
    const QDate edge = utc(from).date();
    int index = edge.year() * 12 + edge.month() - 1;
    index -= index % months;
    while (set.ticks.size() < mostTicks) {
        index += months;
        const QDate date(index / 12, index % 12 + 1, 1);
        if (!date.isValid()) {
            return set;
        }
        const double unit = static_cast<double>(date.startOfDay(Qt::UTC).toMSecsSinceEpoch() * ms - origin);
        if (unit > end) {
            return set;
        }
        const bool wholeYear = months >= 12 || date.month() == 1;
        set.ticks.push_back({unit,
            QLocale(QLocale::English)
                .toString(date, wholeYear ? QStringLiteral("yyyy") : QStringLiteral("MMM"))});
    }
    return set;
}

} // namespace

double niceStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9)) {
            return factor * power;
        }
    }
    return 10 * power;
}

TickSet positionTicks(const PixelMap& map, double minDistance)
{
    TickSet set;
    if (map.range.length <= 0 || map.width <= 0) {
        return set;
    }
    const double step = std::max(1.0, niceStep(map.unitsPerPixel() * minDistance));
    const double first = std::max(step, std::ceil(map.range.first / step) * step);
    for (double at = first; at <= map.range.end() && set.ticks.size() < mostTicks; at += step) {
        set.ticks.push_back({at, grouped(static_cast<std::int64_t>(std::llround(at)))});
    }
    return set;
}

TickSet
relativeTicks(const PixelMap& map, double minDistance, std::int64_t originUs, std::int64_t referenceUs)
{
    if (map.range.length <= 0 || map.width <= 0) {
        return {};
    }
    const std::int64_t step = clockStep(map.unitsPerPixel() * minDistance);
    const std::int64_t shift = originUs - referenceUs;
    const std::int64_t from = shift + static_cast<std::int64_t>(std::floor(map.range.first));
    const std::int64_t to = shift + static_cast<std::int64_t>(std::ceil(map.range.end()));
    TickSet set;
    for (std::int64_t at = floorTo(from, step) + step; at <= to && set.ticks.size() < mostTicks; at += step) {
        const bool wholeDays = step >= day;
        const QString label = wholeDays
            ? (at < 0 ? u'−' : u'+') + grouped(std::abs(at / day)) + QStringLiteral(" d")
            : relativeTimeText(at, 0, step < second);
        set.ticks.push_back({static_cast<double>(at - shift), label});
    }
    return set;
}

TickSet timeTicks(const PixelMap& map, double minDistance, std::int64_t originUs)
{
    if (map.range.length <= 0 || map.width <= 0) {
        return {};
    }
    const double least = map.unitsPerPixel() * minDistance;
    for (const std::int64_t step : fixedSteps) {
        if (static_cast<double>(step) >= least) {
            return fixedTicks(map, originUs, step);
        }
    }
    for (const int months : monthSteps) {
        if (months * averageMonth >= least) {
            return monthTicks(map, originUs, months);
        }
    }
    const double years = niceStep(std::max(1.0, least / (12 * averageMonth)));
    return monthTicks(map, originUs, 12 * static_cast<int>(years));
}

} // namespace hindcast
