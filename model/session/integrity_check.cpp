#include "model/session/integrity_check.h"

#include <chrono>
#include <pthread.h>
#include <sched.h>

namespace hindcast {

namespace {

/// Opening comes first.
constexpr auto delay = std::chrono::milliseconds(1000);

/// Threads that this one starts inherit it.
void yieldToOthers()
{
    const sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
}

Result<ProjectVerdict> check(const std::string& path, const std::stop_token& stop)
{
    auto reader = LogReader::open(path);
    if (!reader) {
        return reader.error();
    }
    return verifyProject(**reader, [&](std::int64_t) { return !stop.stop_requested(); });
}

} // namespace

IntegrityCheck::IntegrityCheck(ProjectHost& host, QObject* parent)
    : QObject(parent)
    , m_host(host)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    connect(&m_delay, &QTimer::timeout, this, &IntegrityCheck::start);
    connect(&host, &ProjectHost::opened, &m_delay, qOverload<>(&QTimer::start));
    connect(&host, &ProjectHost::closed, this, &IntegrityCheck::stop);
}

IntegrityCheck::~IntegrityCheck()
{
    stop();
}

void IntegrityCheck::stop()
{
    m_delay.stop();
    m_verdict.reset();
    // Waits for at most one stretch of rows.
    m_thread = std::jthread();
}

void IntegrityCheck::start()
{
    m_thread = std::jthread([this, path = m_host.path().toStdString()](const std::stop_token& stop) {
        yieldToOthers();
        auto verdict = check(path, stop);
        if (!verdict || stop.stop_requested()) {
            return; // what can't be read, the panes tell
        }
        const auto tell = [this, stop, verdict = std::move(verdict).value()]() mutable {
            if (!stop.stop_requested()) {
                m_verdict = std::move(verdict);
                Q_EMIT finished();
            }
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

} // namespace hindcast
