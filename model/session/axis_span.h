#pragma once

namespace hindcast {

/// A half-open stretch [first, first + length) of a timeline's x axis, in the axis's own units: positions, or
/// microseconds since the log's first event.
struct AxisSpan {
    double first = 0;
    double length = 0;

    constexpr double end() const { return first + length; }
    constexpr double center() const { return first + length / 2; }
    constexpr bool contains(double unit) const { return unit >= first && unit < end(); }
    constexpr bool operator==(const AxisSpan&) const = default;
};

} // namespace hindcast
