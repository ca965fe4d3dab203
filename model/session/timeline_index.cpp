#include "model/session/timeline_index.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <atomic>

namespace hindcast {

/// Lives as long as somebody waits for the build.
struct TimelineIndex::Ticket {
    TimelineIndex* owner = nullptr;
};

namespace {

/// Index 0 of the names is no name.
LaneKind tellingLanes(const LogNames& names)
{
    return names.categories.size() <= 2 && names.types.size() > 2 ? LaneKind::Type : LaneKind::Category;
}

} // namespace

std::shared_ptr<const TimelineData>
buildTimelineData(std::shared_ptr<const TimeColumns> columns, LaneKind lanes, AxisKind axis)
{
    static std::atomic<std::uint64_t> generations{0};
    auto data = std::make_shared<TimelineData>();
    data->columns = std::move(columns);
    data->lanes = LaneIndex::build(data->columns, lanes);
    if (axis == AxisKind::ByTime) {
        data->axis = makeTimeAxis(data->columns, data->lanes);
    }
    if (!data->axis) {
        data->axis = makePositionAxis(data->columns, data->lanes);
    }
    data->generation = ++generations;
    return data;
}

TimelineIndex::TimelineIndex(ProjectHost& host, QObject* parent)
    : QObject(parent)
    , m_host(host)
{
    connect(&m_host, &ProjectHost::opened, this, [this] {
        m_data.reset();
        if (!m_lanesChosen) {
            m_lanes = tellingLanes(m_host.columns()->names());
        }
        rebuild();
    });
    connect(&m_host, &ProjectHost::grown, this, [this] {
        // Growth comes in bursts: the running build is let through, then one more takes in all that followed.
        if (m_building) {
            m_again = true;
        } else {
            start();
        }
    });
    connect(&m_host, &ProjectHost::reloaded, this, &TimelineIndex::rebuild);
    connect(&m_host, &ProjectHost::closed, this, [this] {
        m_data.reset();
        rebuild();
    });
    rebuild();
}

TimelineIndex::~TimelineIndex() = default;

bool TimelineIndex::hasTimes() const
{
    const auto columns = m_host.columns();
    return columns && columns->firstTime() != noTime;
}

void TimelineIndex::setLaneKind(LaneKind kind)
{
    m_lanesChosen = true;
    if (m_lanes != kind) {
        m_lanes = kind;
        rebuild();
    }
}

void TimelineIndex::setAxisKind(AxisKind kind)
{
    if (m_axis != kind) {
        m_axis = kind;
        rebuild();
    }
}

void TimelineIndex::rebuild()
{
    m_ticket.reset();
    m_building = false;
    m_again = false;
    if (m_host.columns()) {
        start();
    } else {
        m_data.reset();
        Q_EMIT changed();
    }
}

void TimelineIndex::start()
{
    m_building = true;
    m_ticket = std::make_shared<Ticket>(Ticket{this});
    const auto work = [columns = m_host.columns(),
                          lanes = m_lanes,
                          axis = m_axis,
                          ticket = std::weak_ptr<Ticket>(m_ticket)] {
        auto data = buildTimelineData(columns, lanes, axis);
        // To the application and not to this object: the object may be gone, the ticket tells.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [ticket, data = std::move(data)] {
                if (const auto valid = ticket.lock()) {
                    valid->owner->take(data);
                }
            },
            Qt::QueuedConnection);
    };
    QThreadPool::globalInstance()->start(work);
    Q_EMIT changed();
}

void TimelineIndex::take(std::shared_ptr<const TimelineData> data)
{
    m_ticket.reset();
    m_building = false;
    m_data = std::move(data);
    if (m_again) {
        m_again = false;
        start(); // says changed() for both
    } else {
        Q_EMIT changed();
    }
}

} // namespace hindcast
