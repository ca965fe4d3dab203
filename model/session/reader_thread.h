#pragma once

#include "engine/base/result.h"
#include "engine/log/log_reader.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace hindcast {

/// A thread with a read-only connection of its own that works off questions in order and hands each answer to
/// the UI thread. Made and destroyed on the UI thread; destruction stops the running question and waits for
/// it.
class ReaderThread {
public:
    using Answer = std::function<void()>;
    /// `reader` is null when the file could not be opened; `error` says why then.
    using Job = std::function<Answer(LogReader* reader, const Error& error, const std::stop_token& stop)>;

    /// Answers are delivered to `receiver`'s thread and dropped with it.
    ReaderThread(std::string path, QObject* receiver);
    ~ReaderThread();
    ReaderThread(const ReaderThread&) = delete;
    ReaderThread& operator=(const ReaderThread&) = delete;

    /// `settled` runs on the receiver's thread just before the answer; neither runs once `stop` has been
    /// asked for.
    void post(std::stop_token stop, std::function<void()> settled, Job job);

private:
    struct Item {
        std::stop_token stop;
        std::function<void()> settled;
        Job job;
    };

    void run(const std::stop_token& stop);
    void work(const Item& item, LogReader* reader, const Error& error);

    std::string m_path;
    QObject* m_receiver;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Item> m_items;
    bool m_finished = false; ///< the thread touches nothing of ours any more
    LogReader* m_reader = nullptr; ///< guarded by m_mutex, for interrupt() only
    std::jthread m_thread; ///< last: it starts when all else is there
};

} // namespace hindcast
