#include "engine/trace/filter_scan.h"

#include <algorithm>
#include <utility>

namespace hindcast {

namespace {

/// Tests event after event and gathers what is to be reported.
class Scan {
public:
    Scan(const LogNames& names,
        const EventFilter& filter,
        const std::function<bool(FilterStretch)>& report,
        const std::stop_token& stop)
        : m_names(names)
        , m_filter(filter)
        , m_report(report)
        , m_stop(stop)
    {
    }

    /// False when the reader of the reports has had enough.
    bool take(const EventView& event)
    {
        if (m_stop.stop_requested()) {
            return false;
        }
        const EventNames names = namesOf(event);
        switch (m_filter.test(event, names, m_workspace)) {
        case EventFilter::Verdict::Hit:
            m_stretch.hits.push_back(event.position);
            break;
        case EventFilter::Verdict::Miss:
            break;
        case EventFilter::Verdict::Fault:
            takeFault(event, names);
            break;
        }
        m_stretch.reached = event.position;
        ++m_events;
        m_steps += m_workspace.run().steps();
        return (m_events < stretchEvents && m_steps < stretchSteps) || tell();
    }

    bool tell()
    {
        m_events = 0;
        m_steps = 0;
        return m_report(std::exchange(m_stretch, FilterStretch()));
    }
    /// What has not been told yet.
    void finish()
    {
        if (m_stretch.reached.value > 0) {
            tell();
        }
    }

private:
    /// An altered file may hold ids that nothing is called by.
    EventNames namesOf(const EventView& event) const
    {
        const auto stream = static_cast<std::size_t>(event.stream.value);
        const auto type = static_cast<std::size_t>(event.type.value);
        EventNames names;
        if (stream < m_names.streams.size()) {
            names.stream = m_names.streams[stream].name;
        }
        if (type < m_names.types.size()) {
            names.type = m_names.types[type];
        }
        return names;
    }

    void takeFault(const EventView& event, EventNames names)
    {
        if (m_stretch.faults.count++ == 0) {
            m_stretch.faults.first = event.position;
            m_stretch.faults.reason = m_filter.faultOf(event, names, m_workspace);
        }
    }

    const LogNames& m_names;
    const EventFilter& m_filter;
    const std::function<bool(FilterStretch)>& m_report;
    const std::stop_token& m_stop;
    std::int64_t m_events = 0; ///< of this stretch
    std::uint64_t m_steps = 0; ///< likewise
    expr::Workspace m_workspace;
    FilterStretch m_stretch;
};

/// The event as far as the columns know it.
EventView fromColumns(const TimeColumns& columns, Position p)
{
    EventView event;
    event.position = p;
    event.stream = columns.stream(p);
    event.version = columns.versionAt(event.stream, p);
    event.type = columns.type(p);
    if (const std::int64_t time = columns.time(p); time != noTime) {
        event.recordedUs = time;
    }
    return event;
}

} // namespace

void FilterFaults::add(const FilterFaults& later)
{
    if (count == 0) {
        first = later.first;
        reason = later.reason;
    }
    count += later.count;
}

Result<void> scan(LogReader& reader,
    const TimeColumns& columns,
    PositionRange range,
    const EventFilter& filter,
    const std::function<bool(FilterStretch)>& report,
    const std::stop_token& stop)
{
    Scan scan(columns.names(), filter, report, stop);
    bool goesOn = true;
    const auto take = [&](const EventView& event) { return goesOn = scan.take(event); };
    Result<void> done;
    if (filter.parts().areColumns()) {
        for (Position p = range.first; p <= range.last && goesOn; p = p + 1) {
            take(fromColumns(columns, p));
        }
    } else {
        done = reader.visit(columns.branch(), range, take);
    }
    if (goesOn) {
        scan.finish();
    }
    return done;
}

} // namespace hindcast
