#pragma once

#include <algorithm>
#include <cmath>

namespace hindcast {

/// The value that stands for a full column. Follows the greatest count in sight over some frames instead of
/// jumping, so that densities breathe and do not flicker while one zooms.
class SmoothedMax {
public:
    /// Jumps: for another log, other lanes, the first frame.
    void set(double target) { m_value = std::max(target, 1.0); }
    /// Moves a part of the way; returns true while more frames are needed.
    bool follow(double target)
    {
        const double goal = std::max(target, 1.0);
        m_value += (goal - m_value) * 0.4;
        if (std::abs(goal - m_value) < 0.02 * goal) {
            m_value = goal;
        }
        return m_value != goal;
    }
    double value() const { return m_value; }

private:
    double m_value = 1;
};

} // namespace hindcast
