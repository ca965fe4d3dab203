#include "model/session/timeline_axis.h"

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

/// Half an event's room at both ends.
constexpr double room = 0.5;
constexpr double fewestEvents = 8;

class PositionAxis : public TimelineAxis {
public:
    PositionAxis(std::shared_ptr<const TimeColumns> columns, std::shared_ptr<const LaneIndex> lanes)
        : m_columns(std::move(columns))
        , m_lanes(std::move(lanes))
    {
    }

    AxisKind kind() const override { return AxisKind::ByPosition; }
    AxisSpan extent() const override { return {1 - room, std::max(1.0, static_cast<double>(last()))}; }
    double minLength() const override { return fewestEvents; }

    double unitOf(Position position) const override
    {
        return std::max(static_cast<double>(position.value), 1 - room);
    }

    Position nearest(double unit) const override
    {
        const double clamped = std::clamp(unit, 0.0, static_cast<double>(last()));
        return Position{static_cast<std::int64_t>(std::floor(clamped + 0.5))};
    }

    std::int64_t rankAt(double unit) const override
    {
        const double clamped = std::clamp(unit, 1.0, static_cast<double>(last()) + 1);
        return static_cast<std::int64_t>(std::ceil(clamped)) - 1;
    }

    Position positionAtRank(std::int64_t rank) const override { return Position{rank + 1}; }

    bool isInversion(std::int64_t rank) const override
    {
        if (rank < 1) {
            return false;
        }
        const std::int64_t here = m_columns->time(Position{rank + 1});
        const std::int64_t before = m_columns->time(Position{rank});
        return here != noTime && before != noTime && here < before;
    }

    std::vector<std::uint32_t> density(int lane, AxisSpan range, int width) const override
    {
        return m_lanes->density(lane, range.first, range.length, width);
    }

private:
    std::int64_t last() const { return m_columns->last().value; }

    std::shared_ptr<const TimeColumns> m_columns;
    std::shared_ptr<const LaneIndex> m_lanes;
};

} // namespace

std::shared_ptr<const TimelineAxis> makePositionAxis(std::shared_ptr<const TimeColumns> columns,
    std::shared_ptr<const LaneIndex> lanes)
{
    return std::make_shared<PositionAxis>(std::move(columns), std::move(lanes));
}

} // namespace hindcast
