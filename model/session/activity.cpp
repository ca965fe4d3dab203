#include "model/session/activity.h"

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

/// A column looks at this many events at least: fewer tell more of chance than of pace.
constexpr std::int64_t leastEvents = 16;
constexpr double busiestShare = 0.98;

/// The square root of events per microsecond around a position; 0 where times are missing or stand still.
double paceAround(const TimeColumns& columns, std::int64_t first, std::int64_t last)
{
    const std::int64_t begin = columns.time(Position{first});
    const std::int64_t end = columns.time(Position{last});
    if (begin == noTime || end == noTime || end <= begin) {
        return 0;
    }
    return std::sqrt(static_cast<double>(last - first) / static_cast<double>(end - begin));
}

} // namespace

std::vector<std::uint32_t> activity(const TimeColumns& columns, int width)
{
    const std::int64_t events = columns.last().value;
    if (columns.firstTime() == noTime || events < 2 || width < 1) {
        return {};
    }
    std::vector<double> paces;
    paces.reserve(static_cast<std::size_t>(width));
    const std::int64_t reach = std::max<std::int64_t>(events / width, leastEvents) / 2;
    for (int c = 0; c < width; ++c) {
        const std::int64_t middle = 1 + events * c / width;
        const std::int64_t first = std::max<std::int64_t>(middle - reach, 1);
        const std::int64_t last = std::min(middle + reach, events);
        paces.push_back(paceAround(columns, first, last));
    }
    std::vector<double> sorted = paces;
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(busiestShare * (width - 1));
    std::nth_element(sorted.begin(), nth, sorted.end());
    const double full = *nth > 0 ? *nth : *std::max_element(paces.begin(), paces.end());
    std::vector<std::uint32_t> heights;
    heights.reserve(paces.size());
    for (const double pace : paces) {
        const double share = full > 0 ? std::min(pace / full, 1.0) : 1.0;
        heights.push_back(
            std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::lround(share * fullActivity))));
    }
    return heights;
}

} // namespace hindcast
