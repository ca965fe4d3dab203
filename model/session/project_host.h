#pragma once

#include "engine/base/result.h"
#include "engine/fold/state_cache.h"
#include "engine/log/log_reader.h"
#include "engine/time/time_columns.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace hindcast {

class ReaderThread;

/// What a request may use on the reader's thread.
struct ReadContext {
    LogReader& reader;
    StateCache& states;
    BranchId branch;
    const std::stop_token& stop;
};

/// A place for one kind of question ("the state pane's"). A newer question stops and replaces the older one
/// of its slot, whether that waits, runs or has its answer on the way: stale answers never arrive. Destroying
/// the slot does the same, so a callback may capture the object that owns its slot.
class RequestSlot {
public:
    RequestSlot();
    ~RequestSlot();
    RequestSlot(const RequestSlot&) = delete;
    RequestSlot& operator=(const RequestSlot&) = delete;

    void cancel();
    bool isPending() const;

private:
    friend class ProjectHost;
    struct Ticket;
    std::shared_ptr<Ticket> m_ticket;
};

/// The open project as the window sees it: its columns, its growth, and answers from its store. Lives on the
/// UI thread and never makes it wait: two reader threads (one for what follows the playhead, one for long
/// scans) own a connection each, and results come back by queued call.
class ProjectHost : public QObject {
    Q_OBJECT

public:
    enum class State { Closed, Opening, Open };
    enum class Lane {
        Interactive, ///< short reads that follow the playhead
        Background ///< scans: search, history of a field
    };

    explicit ProjectHost(QObject* parent = nullptr);
    ~ProjectHost() override;

    /// Opens a project file; opening() now, then opened() or failed(). An open project is closed first.
    void open(const QString& path);
    void close();
    /// Reads everything anew, from the events alone, because the file was altered from outside; then
    /// reloaded().
    void reload();
    bool isReloading() const { return m_reloadSlot.isPending(); }

    State state() const { return m_state; }
    QString path() const { return m_path; }
    BranchId branch() const { return mainBranch; }
    /// Null unless open.
    std::shared_ptr<const TimeColumns> columns() const { return m_columns; }
    Position last() const { return m_columns ? m_columns->last() : Position{0}; }

    /// Runs `work` on a reader thread and then `done` with its result on this one, unless the slot has moved
    /// on.
    template <class T>
    void request(RequestSlot& slot,
        Lane lane,
        std::function<Result<T>(const ReadContext&)> work,
        std::function<void(Result<T>)> done)
    {
        enqueue(
            slot,
            lane,
            [work = std::move(work), done](const ReadContext& context) {
                auto result = std::make_shared<Result<T>>(work(context));
                return [result, done] { done(std::move(*result)); };
            },
            [done](const Error& error) { done(Result<T>(error)); });
    }

    /// For work that reports on the way: calls `fn` on the UI thread if the slot's question is still the
    /// current one. Call it from within `work` only.
    static void report(const std::stop_token& stop, QObject* host, std::function<void()> fn);

Q_SIGNALS:
    void opening(const QString& path);
    void opened();
    void failed(const hindcast::Error& error);
    void closed();
    /// Events were appended by this or another process; columns() is extended already.
    void grown(hindcast::Position last);
    /// Payloads were redacted by another process: whoever keeps some must ask again. Comes before grown().
    void payloadsRemoved();
    /// Somebody has written to the file. Appended events are what can be seen of it, or something else was
    /// written, of which nothing is known; perhaps nothing of it can be read any more. Comes last.
    void written(bool onlyAppended);
    /// The file was looked at, and all that was seen there has been told: what tests wait for.
    void looked();
    /// The name stands for another file now, which is open. Comes after opened().
    void replaced(const QString& path);
    /// columns() and all that is kept of the log may be other than before.
    void reloaded();

private:
    using Answer = std::function<void()>;
    using Job = std::function<Answer(const ReadContext&)>;
    /// `refused` takes the place of the job's answer where the file could not be opened.
    void enqueue(RequestSlot& slot, Lane lane, Job job, std::function<void(const Error&)> refused);
    /// What a look at the file tells.
    struct Look {
        FileStamp stamp;
        bool isSettled = true; ///< nobody committed while the rest was read
        std::shared_ptr<const TimeColumns> columns; ///< null where the content can't be read
        std::int64_t redactions = 0;
        Error fault; ///< why it can't
    };
    /// Errors: what makes another look worth while, such as ProjectLocked.
    static Result<Look> lookAt(LogReader& reader,
        const std::function<Result<std::shared_ptr<const TimeColumns>>()>& read);
    void finishOpening(const Result<Look>& look);
    void lookForGrowth();
    void take(const Look& look);
    void takeContent(const Look& look);
    void lookAtNewcomer(const FileStamp& stamp);

    State m_state = State::Closed;
    QString m_path;
    std::shared_ptr<const TimeColumns> m_columns;
    std::int64_t m_redactions = 0;
    FileStamp m_stamp;
    bool m_hasGrown = false; ///< since m_stamp
    std::optional<FileStamp> m_newcomer; ///< another file of the name, which may be half written
    bool m_isReplacement = false; ///< what is being opened took the place of what was open
    std::unique_ptr<StateCache> m_states; ///< outlives the threads that fold into it
    std::stop_source m_epoch; ///< stopped when the project closes
    std::unique_ptr<ReaderThread> m_interactive;
    std::unique_ptr<ReaderThread> m_background;
    RequestSlot m_openSlot;
    RequestSlot m_growthSlot;
    RequestSlot m_newcomerSlot;
    RequestSlot m_reloadSlot;
    RequestSlot m_forgetSlot;
    QTimer m_growthTimer;
};

} // namespace hindcast
