#include "model/session/recognition_job.h"

namespace hindcast {

RecognitionJob::RecognitionJob(QObject* parent)
    : QObject(parent)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

RecognitionJob::~RecognitionJob() = default;

void RecognitionJob::ask(const RecognitionQuestion& question)
{
    m_pending = true;
    ++m_generation;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = Waiting{m_generation, question};
    }
    m_wake.notify_one();
}

void RecognitionJob::drop()
{
    m_pending = false;
    ++m_generation;
    const std::lock_guard lock(m_mutex);
    m_waiting.reset();
}

void RecognitionJob::run(const std::stop_token& stop)
{
    for (;;) {
        Waiting next;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_waiting.has_value(); })) {
                return;
            }
            next = std::move(*m_waiting);
            m_waiting.reset();
        }
        const Result<Recognition> result =
            recognise(next.question.path.toStdString(), next.question.format, next.question.given);
        QMetaObject::invokeMethod(
            this,
            [this, generation = next.generation, result] { deliver(generation, result); },
            Qt::QueuedConnection);
    }
}

void RecognitionJob::deliver(int generation, const Result<Recognition>& result)
{
    ++m_looks;
    if (generation != m_generation) {
        return;
    }
    m_pending = false;
    if (result) {
        Q_EMIT recognised(*result);
    } else {
        Q_EMIT failed(result.error());
    }
}

} // namespace hindcast
