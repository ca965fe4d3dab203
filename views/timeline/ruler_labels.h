#pragma once

#include "views/timeline/timeline_scene.h"

#include <QRectF>

#include <optional>
#include <vector>

namespace hindcast {

/// Where the ruler's labels lie. All stand in one row and none covers another, nor a bookmark's ribbon: the
/// playhead's pill comes first, the others move aside, and a tick whose number would be cut has none. A label
/// that finds no place near its line is left out. Only a playhead out of sight has no pill.
struct RulerLabels {
    std::optional<QRectF> playhead;
    std::optional<QRectF> reference;
    std::optional<QRectF> pin;
    std::optional<QRectF> untimed;
    std::optional<QRectF> doubt;
    std::vector<std::optional<QRectF>> ticks; ///< one a tick of the scene

    static RulerLabels of(const TimelineScene& scene);
    static QString untimedText();
};

} // namespace hindcast
