#pragma once

#include "engine/log/verify.h"
#include "model/session/project_host.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <thread>

namespace hindcast {

/// Checks the open log behind the scenes, once, soon after it was opened: its chain of digests, branch by
/// branch, and the indexes by which events are found. Works on a thread of its own that gives way to others,
/// so that nobody waits for it; lives on the UI thread, where its signal arrives by queued call. Cost: one
/// pass over the file.
class IntegrityCheck : public QObject {
    Q_OBJECT

public:
    explicit IntegrityCheck(ProjectHost& host, QObject* parent = nullptr);
    ~IntegrityCheck() override;

    /// Nothing until the check of the open log is done. A log that can't be read to its end has none either.
    const std::optional<ProjectVerdict>& verdict() const { return m_verdict; }

Q_SIGNALS:
    void finished();

private:
    void start();
    void stop();

    ProjectHost& m_host;
    std::optional<ProjectVerdict> m_verdict;
    QTimer m_delay;
    std::jthread m_thread;
};

} // namespace hindcast
