#pragma once

#include "views/timeline/ruler_labels.h"

class QPainter;

namespace hindcast {

/// Marks the events that nothing vouches for: hatching over lanes and overview as far as it holds for all
/// that lies there, a line at the first of them, and its sign where the ruler's labels have it.
void paintDoubt(QPainter& painter, const TimelineScene& scene, const RulerLabels& labels);

} // namespace hindcast
