#pragma once

#include "engine/io/import.h"
#include "model/session/rate_meter.h"

#include <QObject>
#include <QString>

#include <thread>

namespace hindcast {

/// Imports logs on a thread of its own, one import at a time. Lives on the UI thread, and all its signals
/// arrive there by queued call. Destroying it cancels and leaves nothing behind.
class ImportJob : public QObject {
    Q_OBJECT

public:
    explicit ImportJob(QObject* parent = nullptr);
    ~ImportJob() override;

    /// Starts; false while another import runs.
    bool start(const ImportRequest& request);
    /// Asks a running import to stop: failed(Cancelled) follows and the target is what it was.
    void cancel();

    bool isRunning() const { return m_running; }
    /// What runs, or ran last.
    const ImportRequest& request() const { return m_request; }

Q_SIGNALS:
    void started();
    /// At most twenty times a second.
    void progressed(const hindcast::ImportProgress& progress, const hindcast::ImportRate& rate);
    void succeeded(const hindcast::ImportReport& report);
    void failed(const hindcast::Error& error);

private:
    void run(const std::stop_token& stop, const ImportRequest& request);
    void finish(const Result<ImportReport>& result);

    ImportRequest m_request;
    bool m_running = false;
    std::jthread m_thread; ///< last, so that it is joined before what it uses goes
};

} // namespace hindcast
