#pragma once

#include "views/timeline/timeline_scene.h"

class QPainter;

namespace hindcast {

/// Draws the overview strip: the density of the whole log, the window of the visible range, and where
/// playhead, pin and bookmarks are.
void paintOverview(QPainter& painter, const TimelineScene& scene);

} // namespace hindcast
