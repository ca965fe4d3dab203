#include "model/session/time_reference.h"

#include "model/session/project_host.h"

namespace hindcast {

TimeReference::TimeReference(ProjectHost& host, QObject* parent)
    : QObject(parent)
    , m_host(host)
{
    connect(&host, &ProjectHost::opened, this, &TimeReference::clear);
    connect(&host, &ProjectHost::closed, this, &TimeReference::clear);
    connect(&host, &ProjectHost::reloaded, this, &TimeReference::readAgain);
}

std::optional<std::int64_t> TimeReference::us() const
{
    return m_moment ? std::optional(m_moment->us) : std::nullopt;
}

bool TimeReference::toggle(Position position)
{
    const auto moment = momentOf(position);
    if (!moment) {
        return false;
    }
    if (m_moment && m_moment->position == position) {
        clear();
    } else {
        set(moment);
    }
    return true;
}

std::optional<TimeReference::Moment> TimeReference::momentOf(Position position) const
{
    const auto columns = m_host.columns();
    if (!columns || position < Position{1} || position > columns->last()
        || columns->time(position) == noTime) {
        return {};
    }
    return Moment{position, columns->time(position)};
}

void TimeReference::readAgain()
{
    if (m_moment) {
        set(momentOf(m_moment->position));
    }
}

void TimeReference::clear()
{
    set({});
}

void TimeReference::set(std::optional<Moment> moment)
{
    if (m_moment != moment) {
        m_moment = moment;
        Q_EMIT changed();
    }
}

} // namespace hindcast
