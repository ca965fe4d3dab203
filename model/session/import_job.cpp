#include "model/session/import_job.h"

#include <chrono>

namespace hindcast {

namespace {

constexpr auto reportEvery = std::chrono::milliseconds(50);

} // namespace

ImportJob::ImportJob(QObject* parent)
    : QObject(parent)
{
}

ImportJob::~ImportJob() = default;

bool ImportJob::start(const ImportRequest& request)
{
    if (m_running) {
        return false;
    }
    m_running = true;
    m_request = request;
    m_thread = std::jthread([this, request](const std::stop_token& stop) { run(stop, request); });
    Q_EMIT started();
    return true;
}

void ImportJob::cancel()
{
    m_thread.request_stop();
}

void ImportJob::run(const std::stop_token& stop, const ImportRequest& request)
{
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    auto lastReport = begin - reportEvery;
    RateMeter meter;
    const auto onProgress = [&](const ImportProgress& progress) {
        const auto now = Clock::now();
        if (now - lastReport < reportEvery) {
            return;
        }
        lastReport = now;
        const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - begin).count();
        const ImportRate rate = meter.add(elapsed, progress);
        QMetaObject::invokeMethod(
            this, [this, progress, rate] { Q_EMIT progressed(progress, rate); }, Qt::QueuedConnection);
    };
    const Result<ImportReport> result = importLogs(request, onProgress, stop);
    QMetaObject::invokeMethod(
        this, [this, result] { finish(result); }, Qt::QueuedConnection);
}

void ImportJob::finish(const Result<ImportReport>& result)
{
    m_running = false;
    if (result) {
        Q_EMIT succeeded(*result);
    } else {
        Q_EMIT failed(result.error());
    }
}

} // namespace hindcast
