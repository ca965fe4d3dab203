#pragma once

#include "model/session/timeline_index.h"

#include <cstdint>
#include <vector>

namespace hindcast {

/// What the overview strip shows of the whole log, kept for as long as data, extent and width stay the same.
/// By position it is how busy the log was (the number of events would be the same everywhere); by time, and
/// where no event has a time, how many events lie in each pixel column.
class OverviewCache {
public:
    void setView(std::shared_ptr<const TimelineData> data, AxisSpan extent, int width);
    const std::vector<std::uint32_t>& heights() const { return m_heights; }
    /// The height that fills the strip.
    double full() const { return m_full; }
    /// How often the heights were computed: the work that scrubbing must not cause.
    int computations() const { return m_computations; }

private:
    std::shared_ptr<const TimelineData> m_data;
    AxisSpan m_extent;
    int m_width = 0;
    std::vector<std::uint32_t> m_heights;
    double m_full = 1;
    int m_computations = 0;
};

} // namespace hindcast
