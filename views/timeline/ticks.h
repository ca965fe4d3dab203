#pragma once

#include "views/timeline/coordinates.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace hindcast {

struct Tick {
    double unit = 0;
    QString label; ///< empty for a minor tick
};

/// What the ruler shows: ticks, and what all their labels have in common ("23 Nov 2026"), which stands once
/// at the left.
struct TickSet {
    std::vector<Tick> ticks;
    QString prefix;
};

/// 1-2-5 steps of whole positions, at least `minDistance` pixels apart.
TickSet positionTicks(const PixelMap& map, double minDistance);

/// Steps that a calendar has (1, 2, 5, 10, 15, 30 seconds; 1, 3, 6, 12 hours; days, months, years), in UTC.
/// `originUs` is the moment of unit 0, in microseconds since 1970.
TickSet timeTicks(const PixelMap& map, double minDistance, std::int64_t originUs);

/// As timeTicks, told from the moment `referenceUs`, where a tick stands: "+00:01:30", "−2 d".
TickSet
relativeTicks(const PixelMap& map, double minDistance, std::int64_t originUs, std::int64_t referenceUs);

/// The smallest of 1, 2, 5 times a power of ten that is not below `least`.
double niceStep(double least);

} // namespace hindcast
