#pragma once

#include "engine/base/ids.h"

#include <QObject>

#include <cstdint>
#include <optional>

namespace hindcast {

class ProjectHost;

/// The moment that all shown times are told from, if the user has set one: the recorded time of an event.
/// Ends with the project, or where an altered log has lost that event or its time. Lives on the UI thread.
class TimeReference : public QObject {
    Q_OBJECT

public:
    struct Moment {
        Position position;
        std::int64_t us = 0;
        bool operator==(const Moment&) const = default;
    };

    explicit TimeReference(ProjectHost& host, QObject* parent = nullptr);

    const std::optional<Moment>& moment() const { return m_moment; }
    /// Its time alone; nothing while times are told as they were recorded.
    std::optional<std::int64_t> us() const;
    /// Sets the reference to that event; at the event where it is already, ends it. False, and nothing
    /// happens, where no time was recorded.
    bool toggle(Position position);
    void clear();

Q_SIGNALS:
    void changed();

private:
    /// Nothing where no time was recorded.
    std::optional<Moment> momentOf(Position position) const;
    void readAgain();
    void set(std::optional<Moment> moment);

    ProjectHost& m_host;
    std::optional<Moment> m_moment;
};

} // namespace hindcast
