#pragma once

#include "engine/io/import.h"

#include <cstdint>
#include <deque>

namespace hindcast {

/// How fast an import goes and how long it will still take.
struct ImportRate {
    double eventsPerSecond = 0;
    double bytesPerSecond = 0;
    /// Seconds left; negative while nothing can be said yet.
    double remainingSeconds = -1;
};

/// Turns progress reports into rates over the last few seconds, so that the figures neither flicker nor lag.
class RateMeter {
public:
    /// `milliseconds` since the start; must not go back. Returns the rate as of this report.
    ImportRate add(std::int64_t milliseconds, const ImportProgress& progress);

private:
    struct Sample {
        std::int64_t milliseconds = 0;
        std::int64_t events = 0;
        std::int64_t bytes = 0;
    };
    std::deque<Sample> m_samples;
};

} // namespace hindcast
