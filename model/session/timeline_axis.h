#pragma once

#include "engine/time/density.h"
#include "model/session/axis_span.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hindcast {

enum class AxisKind { ByPosition, ByTime };

/// Where the events of one log lie on the timeline's x axis. Every event has a unit (a point) and a rank: its
/// place from left to right, starting with 0. Immutable; many threads may read it.
class TimelineAxis {
public:
    TimelineAxis() = default;
    TimelineAxis(const TimelineAxis&) = delete;
    TimelineAxis& operator=(const TimelineAxis&) = delete;
    virtual ~TimelineAxis() = default;

    virtual AxisKind kind() const = 0;
    /// The whole log with some room at both ends, so that no mark is cut.
    virtual AxisSpan extent() const = 0;
    /// The shortest range worth showing.
    virtual double minLength() const = 0;

    /// Position 0 lies at the extent's beginning.
    virtual double unitOf(Position position) const = 0;
    /// The event nearest to a unit (the latest of several at the same unit), or 0 left of all events.
    virtual Position nearest(double unit) const = 0;
    /// How many events lie left of a unit: the rank of the first that does not.
    virtual std::int64_t rankAt(double unit) const = 0;
    virtual Position positionAtRank(std::int64_t rank) const = 0;
    /// True when the event stands out of order here: on the position axis it was recorded before its
    /// predecessor, on the time axis it was logged before it.
    virtual bool isInversion(std::int64_t rank) const = 0;

    /// Counts of one lane (-1: all) in `width` equal columns of the range. Cost: width lookups.
    virtual std::vector<std::uint32_t> density(int lane, AxisSpan range, int width) const = 0;

    /// Where the events without a recorded time are gathered, on an axis that needs one.
    virtual std::optional<double> untimedUnit() const { return {}; }
};

/// By position: event N lies at N.
std::shared_ptr<const TimelineAxis> makePositionAxis(std::shared_ptr<const TimeColumns> columns,
    std::shared_ptr<const LaneIndex> lanes);

/// By recorded time, in microseconds since the log's first; events without a time lie together behind the
/// last. Null when no event has a time. Cost: linear when the log is not in time order (and 9 bytes an event
/// then), else nothing.
std::shared_ptr<const TimelineAxis> makeTimeAxis(std::shared_ptr<const TimeColumns> columns,
    std::shared_ptr<const LaneIndex> lanes);

} // namespace hindcast
