#pragma once

#include "model/session/timeline_index.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace hindcast {

/// What the mouse points at in ruler or lanes.
struct TipQuestion {
    const TimelineData& data;
    Position playhead;
    const QStringList& laneNames;
    Position event; ///< the nearest one, 0 left of all
    std::vector<std::uint32_t> counts; ///< of the column, by lane
    bool isColumn = false; ///< densities are shown: `counts` matter
    std::optional<std::int64_t> referenceUs; ///< what times are told from, if the user said so
};

/// Position, time, type and stream of the event, its distance from the playhead, and what else lies in the
/// same column. Rich text.
QString eventTip(const TipQuestion& question);

/// Full name and counts of a lane, whose header may be too narrow for them.
QString laneTip(const TimelineData& data, int lane, const QString& name, Position playhead);

} // namespace hindcast
