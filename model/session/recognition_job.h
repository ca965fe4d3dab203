#pragma once

#include "engine/io/import.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace hindcast {

/// What to look at, and what the person has settled already.
struct RecognitionQuestion {
    QString path;
    std::optional<LogFormat> format;
    FieldMapping given;
};

/// Looks at the beginning of a log on a thread of its own, so that typing in the mapping never waits for a
/// file. Only the newest question is answered: older ones are dropped, whether waiting or done. Lives on the
/// UI thread.
class RecognitionJob : public QObject {
    Q_OBJECT

public:
    explicit RecognitionJob(QObject* parent = nullptr);
    ~RecognitionJob() override;

    void ask(const RecognitionQuestion& question);
    /// Forgets what was asked: no answer comes.
    void drop();
    bool isPending() const { return m_pending; }

Q_SIGNALS:
    /// The beginning of the file as text, unpacked; comes before the answer, also when nothing was
    /// recognised.
    void headRead(const QString& text);
    void recognised(const hindcast::Recognition& recognition);
    void failed(const hindcast::Error& error);

private:
    void run(const std::stop_token& stop);
    void deliver(int generation, const QString& head, const Result<Recognition>& result);

    int m_generation = 0; ///< UI thread only
    bool m_pending = false; ///< UI thread only

    struct Waiting {
        int generation = 0;
        RecognitionQuestion question;
    };
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Waiting> m_waiting; ///< guarded by m_mutex
    std::jthread m_thread; ///< last, so that it is joined before what it uses goes
};

} // namespace hindcast
