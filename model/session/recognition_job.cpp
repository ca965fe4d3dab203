#include "model/session/recognition_job.h"

#include "engine/io/byte_source.h"

#include <QStringList>

namespace hindcast {

namespace {

constexpr std::size_t headBytes = 32UL * 1024;
constexpr qsizetype headLines = 60;
constexpr qsizetype longestLine = 1000;

QString readHead(const std::string& path)
{
    auto source = ByteSource::open(path);
    if (!source) {
        return {};
    }
    std::string bytes;
    while (bytes.size() < headBytes) {
        const auto more = (*source)->read(bytes, headBytes - bytes.size());
        if (!more || !*more) {
            break;
        }
    }
    QStringList lines = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()))
                            .split(QLatin1Char('\n'))
                            .mid(0, headLines);
    for (QString& line : lines) {
        line.truncate(longestLine);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

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
        const QString head = readHead(next.question.path.toStdString());
        QMetaObject::invokeMethod(
            this,
            [this, generation = next.generation, head, result] { deliver(generation, head, result); },
            Qt::QueuedConnection);
    }
}

void RecognitionJob::deliver(int generation, const QString& head, const Result<Recognition>& result)
{
    if (generation != m_generation) {
        return;
    }
    m_pending = false;
    Q_EMIT headRead(head);
    if (result) {
        Q_EMIT recognised(*result);
    } else {
        Q_EMIT failed(result.error());
    }
}

} // namespace hindcast
