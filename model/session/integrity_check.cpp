#include "model/session/integrity_check.h"

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace hindcast {

namespace {

/// Takes a tenth of what others get where cores are short; threads that this one starts inherit it. Not idle
/// alone: who closes the project waits for the thread's end.
void yieldToOthers()
{
    constexpr int niceness = 10;
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
}

/// The marks that the check of the whole must come by; of the last of them on, what was appended.
using Marks = std::vector<ChainMark>;

Result<ProjectVerdict>
check(const std::string& path, const Marks& known, bool isWhole, const std::stop_token& stop)
{
    auto reader = LogReader::open(path);
    if (!reader) {
        return reader.error();
    }
    const std::stop_callback interrupt(stop, [&] { (*reader)->interrupt(); });
    if (isWhole) {
        return verifyProject(
            **reader, [&](std::int64_t) { return !stop.stop_requested(); }, known);
    }
    auto report = verifyGrowth(**reader, mainBranch, known.empty() ? ChainMark() : known.back());
    if (!report) {
        return report.error();
    }
    ProjectVerdict verdict;
    verdict.branches.push_back({{}, std::move(report).value()});
    return verdict;
}

} // namespace

void IntegrityCheck::Calls::call()
{
    if (!since) {
        since = Clock::now();
    }
}

IntegrityCheck::IntegrityCheck(ProjectHost& host, QObject* parent)
    : QObject(parent)
    , m_host(host)
{
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, &IntegrityCheck::start);
    connect(&host, &ProjectHost::opened, this, &IntegrityCheck::begin);
    connect(&host, &ProjectHost::written, this, &IntegrityCheck::onWritten);
    connect(&host, &ProjectHost::closed, this, &IntegrityCheck::stop);
}

IntegrityCheck::~IntegrityCheck()
{
    stop();
}

std::optional<Position> IntegrityCheck::unvouchedFrom() const
{
    return m_verdict && !m_verdict->branches.empty() ? m_verdict->branches.front().report.firstBad
                                                     : std::nullopt;
}

void IntegrityCheck::stop()
{
    m_delay.stop();
    // Waits for the statement that runs to be interrupted.
    m_thread = std::jthread();
    m_isRunning = false;
    m_verdict.reset();
    m_marks.clear();
    m_part = {};
    m_whole = {};
    m_idleSince.reset();
    m_wholeChecks = 0;
    m_partChecks = 0;
}

void IntegrityCheck::begin()
{
    m_whole.call();
    schedule();
}

void IntegrityCheck::onWritten(bool onlyAppended)
{
    if (onlyAppended) {
        m_part.call();
        m_idleSince = m_idleSince.value_or(Clock::now());
    } else {
        m_whole.call();
    }
    schedule();
}

std::optional<IntegrityCheck::Plan> IntegrityCheck::next() const
{
    std::optional<Plan> plan;
    const auto offer = [&](Clock::time_point since, Clock::time_point rested, bool isWhole) {
        const Clock::time_point at = std::max(since + m_pace.settle, rested);
        if (!plan || at < plan->at) {
            plan = Plan{at, isWhole};
        }
    };
    if (m_whole.since) {
        offer(*m_whole.since, m_whole.ended + m_whole.took * m_pace.wholeRest, true);
    }
    if (m_idleSince) {
        const auto rest = std::max<Clock::duration>(m_pace.idleLeast, m_whole.took * m_pace.idleRest);
        offer(*m_idleSince, m_whole.ended + rest, true);
    }
    // Behind what is not sound nothing can be.
    if (m_part.since && isSound()) {
        offer(*m_part.since, m_part.ended + m_part.took * m_pace.partRest, false);
    }
    return plan;
}

void IntegrityCheck::schedule()
{
    const auto plan = next();
    if (m_isRunning || !plan) {
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(plan->at - Clock::now());
    m_delay.start(std::max(wait, std::chrono::milliseconds(0)));
}

void IntegrityCheck::start()
{
    const auto plan = next();
    if (!plan || m_isRunning) {
        return;
    }
    m_part.since.reset();
    if (plan->isWhole) {
        m_whole.since.reset();
        m_idleSince.reset();
    }
    m_isRunning = true;
    run(plan->isWhole);
}

void IntegrityCheck::run(bool isWhole)
{
    const auto work = [this, isWhole, path = m_host.path().toStdString(), known = m_marks](
                          const std::stop_token& stop) {
        yieldToOthers();
        const Clock::time_point begun = Clock::now();
        Outcome outcome{check(path, known, isWhole, stop), {}};
        outcome.took = Clock::now() - begun;
        const auto tell = [this, stop, isWhole, outcome = std::move(outcome)]() mutable {
            if (stop.stop_requested()) {
                return;
            }
            m_isRunning = false;
            Calls& calls = isWhole ? m_whole : m_part;
            calls.ended = Clock::now();
            calls.took = outcome.took;
            if (isWhole) {
                takeWhole(std::move(outcome));
            } else {
                takePart(std::move(outcome));
            }
            schedule();
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    };
    m_thread = std::jthread(work);
}

void IntegrityCheck::takeWhole(Outcome outcome)
{
    ++m_wholeChecks;
    if (!outcome.verdict && outcome.verdict.error().code != ErrorCode::ProjectDamaged) {
        return; // what can't be read, the panes tell
    }
    m_verdict =
        outcome.verdict ? std::move(outcome.verdict).value() : unreadableVerdict(outcome.verdict.error());
    if (!unvouchedFrom()) {
        m_marks = std::move(m_verdict->branches.front().report.marks);
    }
    Q_EMIT finished();
}

void IntegrityCheck::takePart(Outcome outcome)
{
    ++m_partChecks;
    if (!outcome.verdict) {
        m_whole.call();
        return;
    }
    VerifyReport& report = outcome.verdict->branches.front().report;
    if (report.firstBad) {
        m_verdict->branches.front().report = std::move(report);
        Q_EMIT finished();
        return;
    }
    // A mark of the end stays only where there is one anyway.
    while (!m_marks.empty() && !report.marks.empty()
        && (m_marks.back().position.value % ChainMark::everyEvents != 0
            || m_marks.back() == report.marks.front())) {
        m_marks.pop_back();
    }
    m_marks.insert(m_marks.end(), report.marks.begin(), report.marks.end());
}

} // namespace hindcast
