#pragma once

#include "views/timeline/timeline_scene.h"

class QPainter;

namespace hindcast {

/// Marks the events that nothing vouches for: hatching over lanes and overview as far as it holds for all
/// that lies there, and at the first of them a line with its sign. `bottom` is the lanes'.
void paintDoubt(QPainter& painter, const TimelineScene& scene, int bottom);

} // namespace hindcast
