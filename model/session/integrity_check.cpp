#include "model/session/integrity_check.h"

#include "model/session/reader_thread.h"

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

/// Whether what went wrong says that the file, which was a project when it was opened, is none any more.
bool isDamage(ErrorCode code)
{
    return code == ErrorCode::ProjectDamaged || code == ErrorCode::NotAProject
        || code == ErrorCode::ProjectTooNew;
}

/// What a verdict says of the shown branch.
struct Fault {
    std::optional<Position> firstBad;
    std::string reason;
    std::string staleIndex;
    bool operator==(const Fault&) const = default;
};

Fault faultOf(const std::optional<ProjectVerdict>& verdict)
{
    if (!verdict || verdict->branches.empty()) {
        return {};
    }
    const VerifyReport& report = verdict->branches.front().report;
    return {report.firstBad, report.reason, verdict->staleIndex};
}

} // namespace

void IntegrityCheck::Demand::call()
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
    m_stop.request_stop();
    m_thread.reset(); // waits until the statement that runs has seen the interrupt
    m_verdict.reset();
    m_marks.clear();
    m_part = {};
    m_whole = {};
    m_grownSince.reset();
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
        m_grownSince = m_grownSince.value_or(Clock::now());
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
    if (m_grownSince) {
        const auto rest = std::max<Clock::duration>(m_pace.growthLeast, m_whole.took * m_pace.growthRest);
        offer(*m_grownSince, m_whole.ended + rest, true);
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
    if (m_thread || !plan) {
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(plan->at - Clock::now());
    m_delay.start(std::max(wait, std::chrono::milliseconds(0)));
}

void IntegrityCheck::start()
{
    const auto plan = next();
    if (!plan || m_thread) {
        return;
    }
    m_part.since.reset();
    if (plan->isWhole) {
        m_whole.since.reset();
        m_grownSince.reset();
        startWhole();
    } else {
        startPart();
    }
}

void IntegrityCheck::startWhole()
{
    run<ProjectVerdict>(
        m_whole,
        [known = m_marks](LogReader& reader, const std::stop_token& stop) {
            const auto goesOn = [&](std::int64_t) { return !stop.stop_requested(); };
            return verifyProject(reader, goesOn, known);
        },
        &IntegrityCheck::takeWhole);
}

void IntegrityCheck::startPart()
{
    run<VerifyReport>(
        m_part,
        [known = m_marks.empty() ? ChainMark() : m_marks.back()](
            LogReader& reader, const std::stop_token& stop) {
            const auto goesOn = [&](std::int64_t) { return !stop.stop_requested(); };
            return verifyGrowth(reader, mainBranch, known, goesOn);
        },
        &IntegrityCheck::takePart);
}

template <class T>
void IntegrityCheck::run(Demand& demand,
    std::function<Result<T>(LogReader&, const std::stop_token&)> check,
    void (IntegrityCheck::*take)(Result<T>))
{
    m_stop = std::stop_source();
    m_thread = std::make_unique<ReaderThread>(m_host.path().toStdString(), this);
    m_thread->post(
        m_stop.get_token(),
        [this] { m_thread.reset(); },
        [this, &demand, check = std::move(check), take](
            LogReader* reader, const Error& error, const std::stop_token& stop) -> ReaderThread::Answer {
            yieldToOthers();
            const Clock::time_point begun = Clock::now();
            auto found = reader != nullptr ? check(*reader, stop) : Result<T>(error);
            const Clock::duration took = Clock::now() - begun;
            return [this, &demand, take, took, found = std::move(found)]() mutable {
                demand.ended = Clock::now();
                demand.took = took;
                (this->*take)(std::move(found));
                schedule();
            };
        });
}

void IntegrityCheck::takeWhole(Result<ProjectVerdict> verdict)
{
    if (!verdict && !isDamage(verdict.error().code)) {
        m_whole.call(); // busy, or not there for the moment
        return;
    }
    ++m_wholeChecks;
    const Fault before = faultOf(m_verdict);
    m_verdict = verdict ? std::move(verdict).value() : unreadableVerdict(verdict.error());
    if (!unvouchedFrom()) {
        m_marks = std::move(m_verdict->branches.front().report.marks);
    }
    if (faultOf(m_verdict) != before) {
        Q_EMIT verdictChanged();
    }
    Q_EMIT finished();
}

void IntegrityCheck::takePart(Result<VerifyReport> report)
{
    if (!report) {
        m_whole.call();
        return;
    }
    ++m_partChecks;
    if (report->firstBad) {
        // Where growth is bad, what precedes it may be, too: only the whole tells from where on, at once.
        m_whole = {Clock::now() - m_pace.settle, {}, {}};
        return;
    }
    // A mark of the end stays only where there is one anyway.
    while (!m_marks.empty() && !report->marks.empty()
        && (m_marks.back().position.value % ChainMark::everyEvents != 0
            || m_marks.back() == report->marks.front())) {
        m_marks.pop_back();
    }
    m_marks.insert(m_marks.end(), report->marks.begin(), report->marks.end());
}

} // namespace hindcast
