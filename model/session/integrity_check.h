#pragma once

#include "engine/log/verify.h"
#include "model/session/project_host.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hindcast {

/// Checks the open log behind the scenes: its chain of digests, branch by branch, and the indexes by which
/// events are found. The whole of it soon after it was opened; what was appended soon after it was; the whole
/// again when the file was written and that is not explained by growth, and from time to time while it grows:
/// an event that was checked may be altered in the same breath as another one is appended. Checks rest in
/// proportion to what they took, so that a log that is written all the time costs a small share of one core.
///
/// What was once checked is known by its links: a chain that was computed anew over other events is found,
/// too. Works on a thread of its own that gives way to others, so that nobody waits for it, and stops soon
/// after the project is closed; lives on the UI thread, where its signals arrive by queued call.
class IntegrityCheck : public QObject {
    Q_OBJECT

public:
    /// How long a check waits, and rests after the one before as a multiple of what that took.
    struct Pace {
        std::chrono::milliseconds settle{1000}; ///< after what calls for it: opening comes first
        int partRest = 10; ///< between checks of what was appended
        int wholeRest = 10; ///< before the whole is checked again because of a write that is not explained
        int growthRest = 100; ///< before that because of growth
        std::chrono::milliseconds growthLeast{300'000}; ///< and at least so long
    };

    explicit IntegrityCheck(ProjectHost& host, QObject* parent = nullptr);
    ~IntegrityCheck() override;

    /// That of the last check of the whole that could be made; nothing until there was one.
    const std::optional<ProjectVerdict>& verdict() const { return m_verdict; }
    /// The first position of the shown branch that nothing vouches for; nothing while all is well.
    std::optional<Position> unvouchedFrom() const;

    /// For tests: the times that people wait are too long there.
    void setPace(const Pace& pace) { m_pace = pace; }
    /// Checks of the whole, and of what was appended alone, that were answered since the project was opened:
    /// what tests count.
    int wholeChecks() const { return m_wholeChecks; }
    int partChecks() const { return m_partChecks; }

Q_SIGNALS:
    /// The whole was checked.
    void finished();
    /// The shown branch is not what the last verdict said: it, or an index, is bad in another place or way,
    /// or good again. Comes before finished().
    void verdictChanged();

private:
    using Clock = std::chrono::steady_clock;

    struct Plan {
        Clock::time_point at;
        bool isWhole = true;
    };
    /// When something called for a check, when the last one ended, and what that took.
    struct Demand {
        std::optional<Clock::time_point> since;
        Clock::time_point ended;
        Clock::duration took{};

        void call();
    };

    void begin();
    void stop();
    void onWritten(bool onlyAppended);
    std::optional<Plan> next() const;
    void schedule();
    void start();
    void startWhole();
    void startPart();
    /// Has `check` made on a thread of its own, and then `take` called with what it found.
    template <class T>
    void run(Demand& demand,
        std::function<Result<T>(LogReader&, const std::stop_token&)> check,
        void (IntegrityCheck::*take)(Result<T>));
    void takeWhole(Result<ProjectVerdict> verdict);
    void takePart(Result<VerifyReport> report);
    bool isSound() const { return m_verdict && m_verdict->isSound(); }

    ProjectHost& m_host;
    Pace m_pace;
    std::optional<ProjectVerdict> m_verdict;
    std::vector<ChainMark> m_marks; ///< of the shown branch when it was last found sound
    QTimer m_delay;
    std::stop_source m_stop; ///< of the check that runs
    std::unique_ptr<ReaderThread> m_thread; ///< while a check runs
    Demand m_part; ///< by growth
    Demand m_whole; ///< by writes that growth does not explain
    std::optional<Clock::time_point> m_grownSince; ///< calls for the whole as well, but not soon
    int m_wholeChecks = 0;
    int m_partChecks = 0;
};

} // namespace hindcast
