#include "engine/io/import_sink.h"

#include "engine/io/byte_source.h"

#include <algorithm>

namespace hindcast {

namespace {

constexpr std::size_t mostProblems = 100;
constexpr std::int64_t recordsBetweenLooks = 64; ///< at the clock
constexpr std::chrono::milliseconds between{50};

} // namespace

void ImportTicker::tell()
{
    if (m_listener && std::chrono::steady_clock::now() - m_last >= between) {
        tellNow();
    }
}

void ImportTicker::tellNow()
{
    m_last = std::chrono::steady_clock::now();
    if (m_listener) {
        m_listener(progress);
    }
}

bool ImportSink::record(const Record& record)
{
    if (m_parts.stop.stop_requested()) {
        return fail({ErrorCode::Cancelled, {}, {}});
    }
    if (std::optional<Error> bad = m_parts.mapper.map(record, m_mapped)) {
        return problem(std::move(*bad));
    }
    if (Result<void> added = m_parts.builder.add(m_mapped.event); !added) {
        return fail(added.error());
    }
    ImportReport& report = m_parts.report;
    ++report.read;
    ++report.imported;
    report.repeatedKeys += record.members.names.any() ? 1 : 0;
    report.unreadTimes += !m_mapped.event.timeText.empty() && !m_mapped.event.recordedUs ? 1 : 0;
    report.zoneAssumed += m_mapped.zoneAssumed ? 1 : 0;
    tick();
    return true;
}

bool ImportSink::problem(Error problem)
{
    problem.place.file = m_parts.source.name();
    ImportReport& report = m_parts.report;
    ++report.read;
    ++report.skipped;
    if (!m_parts.firstProblem) {
        m_parts.firstProblem = problem;
    }
    if (report.problems.size() < mostProblems) {
        report.problems.push_back(
            {problem.place.file, problem.place.line, problem.place.column, reasonOf(problem)});
    }
    if (m_parts.strict) {
        return fail(std::move(problem));
    }
    tick();
    return !m_parts.stop.stop_requested() || fail({ErrorCode::Cancelled, {}, {}});
}

bool ImportSink::fail(Error error)
{
    m_failure = std::move(error);
    return false;
}

void ImportSink::tick()
{
    if (m_parts.report.read % recordsBetweenLooks != 0) {
        return;
    }
    ImportTicker& ticker = m_parts.ticker;
    ImportProgress& progress = ticker.progress;
    progress.bytesRead = ticker.finishedBytes + m_parts.source.rawRead();
    progress.events = m_parts.report.imported;
    if (progress.bytesTotal > 0) {
        progress.fraction = readingShare
            * std::min(
                1.0, static_cast<double>(progress.bytesRead) / static_cast<double>(progress.bytesTotal));
    }
    ticker.tell();
}

} // namespace hindcast
