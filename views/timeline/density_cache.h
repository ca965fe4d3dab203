#pragma once

#include "model/session/timeline_index.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hindcast {

/// Densities of the lanes in the visible range, kept for as long as data, range and width stay the same: the
/// playhead, the mouse and the selection move over them without a look at the index.
class DensityCache {
public:
    using Columns = std::vector<std::uint32_t>;

    /// Sets what is looked at; forgets everything when it differs from before.
    void setView(std::shared_ptr<const TimelineData> data, AxisSpan range, int width);
    /// Counts by pixel column; lane -1 holds all lanes together. Computed on first use.
    const Columns& lane(int index);

    /// How often the index was asked: the work that scrubbing must not cause.
    int computations() const { return m_computations; }

private:
    std::shared_ptr<const TimelineData> m_data;
    AxisSpan m_range;
    int m_width = 0;
    std::vector<std::optional<Columns>> m_lanes; ///< index 0 is lane -1
    int m_computations = 0;
};

} // namespace hindcast
