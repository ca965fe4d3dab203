#pragma once

class QPainter;

namespace hindcast {

struct RulerLabels;
struct TimelineScene;

/// The ruler with its ticks, and what is marked on it: events out of order, the selected stream's, bookmarks,
/// the pinned position, the reference of times. Their lines reach down through the lanes.
void paintRuler(QPainter& painter, const TimelineScene& scene, const RulerLabels& labels);

/// The playhead's line through all lanes and its position on the ruler; drawn over everything.
void paintPlayhead(QPainter& painter, const TimelineScene& scene, const RulerLabels& labels);

} // namespace hindcast
