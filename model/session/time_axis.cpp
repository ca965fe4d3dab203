#include "model/session/rank_counts.h"
#include "model/session/timeline_axis.h"

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

constexpr double second = 1e6;
/// Shares of the log's length: room at both ends, and the distance of the events without a time.
constexpr double room = 0.01;
constexpr double untimedGap = 0.04;

class TimeAxis : public TimelineAxis {
public:
    TimeAxis(std::shared_ptr<const TimeColumns> columns, std::shared_ptr<const LaneIndex> lanes)
        : m_columns(std::move(columns))
        , m_lanes(std::move(lanes))
        , m_inOrder(m_columns->timeOrder().empty())
    {
        m_timed =
            m_inOrder ? m_columns->last().value : static_cast<std::int64_t>(m_columns->timeOrder().size());
        m_length = static_cast<double>(m_columns->lastTime() - m_columns->firstTime());
        // A log whose times are all the same still needs some width to stand in.
        m_scale = m_length > 0 ? m_length : 2 * second;
        if (!m_inOrder) {
            orderLanes();
        }
    }

    AxisKind kind() const override { return AxisKind::ByTime; }

    AxisSpan extent() const override
    {
        const double tail = hasUntimed() ? untimedGap + room : room;
        return m_length > 0 ? AxisSpan{-room * m_scale, m_scale * (1 + room + tail)}
                            : AxisSpan{-m_scale / 2, m_scale * (1 + tail)};
    }

    double minLength() const override { return std::min(extent().length, 1000.0); }

    double unitOf(Position position) const override
    {
        if (position < Position{1}) {
            return extent().first;
        }
        // A playhead or a flag may be ahead of an axis that is still to be made anew.
        const std::int64_t us = m_columns->time(std::min(position, m_columns->last()));
        return us == noTime ? *untimedUnit() : static_cast<double>(us - m_columns->firstTime());
    }

    Position nearest(double unit) const override
    {
        // The gap between left and right neighbour is halved; of equals the last one is taken.
        const std::int64_t right = rankAt(unit);
        if (right == 0) {
            const double first = unitAtRank(0);
            return unit < first - room * m_scale / 2 ? Position{0} : positionAtRank(lastOfEquals(0));
        }
        if (right < total() && unitAtRank(right) - unit < unit - unitAtRank(right - 1)) {
            return positionAtRank(lastOfEquals(right));
        }
        return positionAtRank(right - 1);
    }

    std::int64_t rankAt(double unit) const override
    {
        if (hasUntimed() && unit > *untimedUnit()) {
            return total();
        }
        return firstNotBefore(unit, 0, m_timed);
    }

    Position positionAtRank(std::int64_t rank) const override
    {
        if (m_inOrder) {
            return Position{rank + 1};
        }
        return rank < m_timed ? Position{m_columns->timeOrder()[static_cast<std::size_t>(rank)]}
                              : Position{m_untimed[static_cast<std::size_t>(rank - m_timed)]};
    }

    bool isInversion(std::int64_t rank) const override
    {
        return !m_inOrder && rank > 0 && rank < m_timed && positionAtRank(rank) < positionAtRank(rank - 1);
    }

    std::vector<std::uint32_t> density(int lane, AxisSpan range, int width) const override
    {
        std::vector<std::uint32_t> columns(static_cast<std::size_t>(std::max(width, 0)), 0);
        if (columns.empty() || range.length <= 0) {
            return columns;
        }
        std::int64_t left = rankAt(range.first);
        std::int64_t counted = before(lane, left);
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const double edge = range.first + range.length * static_cast<double>(c + 1) / width;
            const std::int64_t right = nextRank(edge, left);
            if (right != left) {
                const std::int64_t upTo = before(lane, right);
                columns[c] = static_cast<std::uint32_t>(upTo - counted);
                counted = upTo;
                left = right;
            }
        }
        return columns;
    }

    std::optional<double> untimedUnit() const override
    {
        return hasUntimed()
            ? std::optional<double>(m_scale * (m_length > 0 ? 1 + untimedGap : 0.5 + untimedGap))
            : std::nullopt;
    }

private:
    std::int64_t total() const { return m_columns->last().value; }
    bool hasUntimed() const { return m_timed < total(); }

    double unitAtRank(std::int64_t rank) const { return unitOf(positionAtRank(rank)); }

    /// The last rank with the same unit.
    std::int64_t lastOfEquals(std::int64_t rank) const
    {
        const double unit = unitAtRank(rank);
        return rankAt(std::nextafter(unit, std::numeric_limits<double>::infinity())) - 1;
    }

    double timeAt(std::int64_t rank) const
    {
        const std::int64_t us =
            m_inOrder ? m_columns->time(Position{rank + 1}) : m_times[static_cast<std::size_t>(rank)];
        return static_cast<double>(us - m_columns->firstTime());
    }

    std::int64_t firstNotBefore(double unit, std::int64_t from, std::int64_t to) const
    {
        while (from < to) {
            const std::int64_t middle = from + (to - from) / 2;
            if (timeAt(middle) < unit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// rankAt(unit), searched for from a rank that is known to be not behind it: the steps double, so that
    /// neighbouring columns cost little.
    std::int64_t nextRank(double unit, std::int64_t from) const
    {
        if (hasUntimed() && unit > *untimedUnit()) {
            return total();
        }
        std::int64_t step = 1;
        std::int64_t low = from;
        while (low + step < m_timed && timeAt(low + step) < unit) {
            low += step;
            step *= 2;
        }
        return firstNotBefore(unit, std::min(low, m_timed), std::min(low + step, m_timed));
    }

    std::int64_t before(int lane, std::int64_t rank) const
    {
        return m_inOrder ? m_lanes->count(lane, {Position{1}, Position{rank}}) : m_counts.before(lane, rank);
    }

    void orderLanes()
    {
        const auto order = m_columns->timeOrder();
        std::vector<std::uint8_t> laneByRank;
        laneByRank.reserve(static_cast<std::size_t>(total()));
        m_times.reserve(order.size());
        for (const std::uint32_t position : order) {
            laneByRank.push_back(static_cast<std::uint8_t>(m_lanes->laneOf(Position{position})));
            m_times.push_back(m_columns->time(Position{position}));
        }
        for (Position p{1}; hasUntimed() && p <= m_columns->last(); p = p + 1) {
            if (m_columns->time(p) == noTime) {
                m_untimed.push_back(static_cast<std::uint32_t>(p.value));
                laneByRank.push_back(static_cast<std::uint8_t>(m_lanes->laneOf(p)));
            }
        }
        m_counts = RankCounts(std::move(laneByRank), static_cast<int>(m_lanes->lanes().size()));
    }

    std::shared_ptr<const TimeColumns> m_columns;
    std::shared_ptr<const LaneIndex> m_lanes;
    bool m_inOrder;
    std::int64_t m_timed = 0;
    double m_length = 0;
    double m_scale = 1;
    // Only for logs that are not in time order:
    std::vector<std::int64_t> m_times; ///< by rank
    std::vector<std::uint32_t> m_untimed; ///< positions without a time, ascending
    RankCounts m_counts;
};

} // namespace

std::shared_ptr<const TimelineAxis> makeTimeAxis(std::shared_ptr<const TimeColumns> columns,
    std::shared_ptr<const LaneIndex> lanes)
{
    if (columns->firstTime() == noTime) {
        return nullptr;
    }
    return std::make_shared<TimeAxis>(std::move(columns), std::move(lanes));
}

} // namespace hindcast
