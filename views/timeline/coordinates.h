#pragma once

#include "model/session/axis_span.h"

#include <cmath>

namespace hindcast {

/// Pure functions between units of the axis and pixels of a strip. toUnit(toPixel(u)) == u up to rounding for
/// every u, inside and outside of the range.
struct PixelMap {
    AxisSpan range; ///< what the strip shows
    double left = 0; ///< the strip's first pixel
    double width = 1; ///< of the strip, above 0

    double toPixel(double unit) const { return left + (unit - range.first) / range.length * width; }
    double toUnit(double x) const { return range.first + (x - left) / width * range.length; }
    double unitsPerPixel() const { return range.length / width; }
    double right() const { return left + width; }

    /// The whole column of pixels that a unit falls into, as densities count it.
    int column(double unit) const { return static_cast<int>(std::floor(toPixel(unit) - left)); }
};

} // namespace hindcast
