#include "model/session/integrity_check.h"

#include <chrono>
#include <sys/resource.h>
#include <unistd.h>

namespace hindcast {

namespace {

/// Opening comes first.
constexpr auto delay = std::chrono::milliseconds(1000);

/// Takes a tenth of what others get where cores are short; threads that this one starts inherit it. Not idle
/// alone: who closes the project waits for the thread's end.
void yieldToOthers()
{
    constexpr int niceness = 10;
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
}

Result<ProjectVerdict> check(const std::string& path, const std::stop_token& stop)
{
    auto reader = LogReader::open(path);
    if (!reader) {
        return reader.error();
    }
    const std::stop_callback interrupt(stop, [&] { (*reader)->interrupt(); });
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
    // Waits for the statement that runs to be interrupted.
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
