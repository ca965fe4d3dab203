#pragma once

#include "model/session/project_host.h"
#include "model/session/timeline_axis.h"

#include <QObject>

#include <memory>

namespace hindcast {

/// What the timeline draws from: one log's lanes and its x axis, as one immutable value.
struct TimelineData {
    std::shared_ptr<const TimeColumns> columns;
    std::shared_ptr<const LaneIndex> lanes;
    std::shared_ptr<const TimelineAxis> axis;
    std::uint64_t generation = 0; ///< differs between any two values of one run
};

/// Builds TimelineData for the given kinds; a time axis that can't be had (no event has a time) becomes a
/// position axis. Cost: linear in the events.
std::shared_ptr<const TimelineData>
buildTimelineData(std::shared_ptr<const TimeColumns> columns, LaneKind lanes, AxisKind axis);

/// Keeps TimelineData in step with the open project and the user's choice of lanes and axis. Counting lanes
/// takes a while for millions of events, so it happens on a worker thread; until it is done the old value
/// stays (or there is none, and isLoading() says why). Lives on the UI thread.
class TimelineIndex : public QObject {
    Q_OBJECT

public:
    explicit TimelineIndex(ProjectHost& host, QObject* parent = nullptr);
    ~TimelineIndex() override;

    /// What the lanes stand for: the user's choice, once there was one. Until then categories, or types where
    /// all streams are of one category, as in most process-mining logs: a single lane tells nothing.
    LaneKind laneKind() const { return m_lanes; }
    AxisKind axisKind() const { return m_axis; }
    void setLaneKind(LaneKind kind);
    void setAxisKind(AxisKind kind);
    /// False when no event has a recorded time.
    bool hasTimes() const;

    std::shared_ptr<const TimelineData> data() const { return m_data; }
    bool isLoading() const { return m_building; }

Q_SIGNALS:
    /// data() or isLoading() changed.
    void changed();

private:
    struct Ticket;
    void rebuild();
    void start();
    void take(std::shared_ptr<const TimelineData> data);

    ProjectHost& m_host;
    LaneKind m_lanes = LaneKind::Category;
    bool m_lanesChosen = false;
    AxisKind m_axis = AxisKind::ByPosition;
    std::shared_ptr<const TimelineData> m_data;
    std::shared_ptr<Ticket> m_ticket; ///< of the running build; a build without its ticket is dropped
    bool m_building = false;
    bool m_again = false; ///< the log grew while a build was running
};

} // namespace hindcast
