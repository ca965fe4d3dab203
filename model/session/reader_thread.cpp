#include "model/session/reader_thread.h"

#include <chrono>

namespace hindcast {

ReaderThread::ReaderThread(std::string path, QObject* receiver)
    : m_path(std::move(path))
    , m_receiver(receiver)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

ReaderThread::~ReaderThread()
{
    m_thread.request_stop();
    m_wake.notify_all();
    // An interrupt that falls between two calls of a job is lost, so it is repeated until the thread has seen
    // one.
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, std::chrono::milliseconds(5), [this] { return m_finished; })) {
        if (m_reader != nullptr) {
            m_reader->interrupt();
        }
    }
}

void ReaderThread::post(std::stop_token stop, std::function<void()> settled, Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_items.push_back({std::move(stop), std::move(settled), std::move(job)});
    }
    m_wake.notify_one();
}

void ReaderThread::run(const std::stop_token& stop)
{
    auto opened = LogReader::open(m_path);
    LogReader* reader = opened ? opened->get() : nullptr;
    const Error error = opened ? Error{} : opened.error();
    {
        const std::lock_guard lock(m_mutex);
        m_reader = reader;
    }
    while (!stop.stop_requested()) {
        Item item;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_items.empty(); })) {
                break;
            }
            item = std::move(m_items.front());
            m_items.pop_front();
        }
        work(item, reader, error);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_reader = nullptr;
        m_finished = true;
    }
    m_wake.notify_all();
}

void ReaderThread::work(const Item& item, LogReader* reader, const Error& error)
{
    if (item.stop.stop_requested()) {
        return;
    }
    Answer answer = item.job(reader, error, item.stop);
    QMetaObject::invokeMethod(
        m_receiver,
        [stop = item.stop, settled = item.settled, answer = std::move(answer)] {
            if (stop.stop_requested()) {
                return;
            }
            settled();
            if (answer) {
                answer();
            }
        },
        Qt::QueuedConnection);
}

} // namespace hindcast
