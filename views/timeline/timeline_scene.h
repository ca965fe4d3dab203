#pragma once

#include "views/timeline/coordinates.h"
#include "views/timeline/density_cache.h"
#include "views/timeline/layout.h"
#include "views/timeline/mark_cache.h"
#include "views/timeline/ticks.h"

#include <QColor>
#include <QString>

#include <algorithm>
#include <optional>
#include <vector>

namespace hindcast {

struct LaneScene {
    int index = 0;
    QString name;
    QColor color;
    std::int64_t count = 0; ///< up to the playhead
    std::int64_t total = 0;
    const DensityCache::Columns* density = nullptr; ///< borrowed for the length of one painting
    DensityCache::Columns hits; ///< empty while no filter is active
};

struct MarkScene {
    Mark mark;
    QString label; ///< empty where there is no room
    bool hit = true; ///< let through by the filter
    bool selected = false; ///< of the selected stream
};

struct FlagScene {
    double unit = 0;
    QString label;
};

/// Where the events are that nothing vouches for.
struct DoubtScene {
    double unit = 0; ///< of the first of them
    bool isToEnd = false; ///< all that lies behind it on the axis is of them, too
};

/// An event of the selected stream.
struct SelectionTick {
    int x = 0;
    int lane = 0;
};

/// One frame of the timeline as plain values: everything that the painter needs and nothing that it would
/// have to ask for.
struct TimelineScene {
    TimelineLayout layout;
    PixelMap map; ///< units to pixels of ruler and lanes
    PixelMap overviewMap;

    /// Said instead of lanes when there are none to show: one sentence and what to do next.
    QString message;
    QString advice;

    std::vector<LaneScene> lanes; ///< the visible ones
    int laneCount = 0;
    double fullColumn = 1; ///< the count that fills a lane's height
    bool isNear = false; ///< marks instead of densities
    std::vector<MarkScene> marks;
    const DensityCache::Columns* overview = nullptr;
    double overviewFull = 1;

    TickSet ticks;
    QString caption; ///< beside the ruler
    std::optional<double> untimedUnit;

    Position playhead;
    double playheadUnit = 0;
    QString playheadText;
    std::optional<double> hoverX;
    std::optional<FlagScene> pin;
    std::optional<double> referenceUnit; ///< what times are told from
    std::optional<DoubtScene> doubt;
    std::vector<FlagScene> bookmarks;
    std::vector<SelectionTick> selectionTicks; ///< the selected stream's events
    bool filtered = false;
    bool focused = false;

    /// A pixel of ruler and lanes.
    bool isInView(double x) const { return x >= map.left && x <= map.right(); }
    /// Where the last lane ends, or the room for lanes.
    int lanesBottom() const { return std::min(layout.lanes().bottom() + 1, layout.lane(laneCount).top()); }
};

} // namespace hindcast
