#include "model/session/log_filter.h"

#include "model/session/filter_query.h"

#include <algorithm>
#include <utility>

namespace hindcast {

namespace {

/// Positions looked at between two reports of a scan over the columns.
constexpr std::int64_t scanBatch = 1 << 20;

bool passes(const TimeColumns& columns, const FilterTerms& terms, Position p)
{
    return (!terms.type || columns.type(p) == *terms.type)
        && (!terms.stream || columns.stream(p) == *terms.stream);
}

} // namespace

LogFilter::LogFilter(ProjectHost& host, QObject* parent)
    : QObject(parent)
    , m_host(host)
{
    connect(&m_host, &ProjectHost::grown, this, [this] {
        if (isActive() && !m_searching) {
            scanFrom(m_scanned + 1);
        }
    });
    connect(&m_host, &ProjectHost::reloaded, this, [this] {
        // The same words, but perhaps other events.
        if (!m_query.isEmpty()) {
            m_problem = parse(m_query).problem;
            restart(parse(m_effectiveQuery));
        }
    });
    connect(&m_host, &ProjectHost::closed, this, [this] { setQuery({}); });
}

void LogFilter::setQuery(const QString& query)
{
    m_query = query;
    FilterQuery parsed = parse(query);
    const bool keepsHits = !parsed.problem.isEmpty() && expressionStart(query);
    const bool isOther = !keepsHits && (m_hasFailed || m_terms != parsed.terms);
    const bool hasOtherProblem = m_problem != parsed.problem;
    m_problem = std::move(parsed.problem);
    if (!keepsHits) {
        m_effectiveQuery = query;
    }
    if (isOther) {
        restart(std::move(parsed));
    } else if (hasOtherProblem) {
        Q_EMIT problemChanged();
    }
}

FilterQuery LogFilter::parse(const QString& query) const
{
    const auto columns = m_host.columns();
    return columns ? parseFilterQuery(query, columns->names()) : FilterQuery{};
}

void LogFilter::restart(FilterQuery parsed)
{
    m_terms = std::move(parsed.terms);
    m_condition = std::move(parsed.condition);
    m_searchSlot.cancel();
    m_searching = false;
    m_scanned = Position{0};
    m_hits = isActive() ? std::make_shared<Hits>() : nullptr;
    m_faults = {};
    m_hasFailed = false;
    Q_EMIT changed();
    if (isActive() && m_host.columns()) {
        scanFrom(Position{1});
    }
}

void LogFilter::scanFrom(Position first)
{
    const auto columns = m_host.columns();
    const PositionRange range{first, columns->last()};
    if (m_terms.text.isEmpty() && m_terms.stream) {
        takeStream(*columns, range);
    } else {
        m_searching = true;
        if (m_condition) {
            scanCondition(columns, range);
        } else if (m_terms.text.isEmpty()) {
            scanColumns(columns, range);
        } else {
            scanStore(columns, range);
        }
    }
}

void LogFilter::takeStream(const TimeColumns& columns, PositionRange range)
{
    for (const std::uint32_t position : columns.positionsOf(*m_terms.stream)) {
        const Position p{position};
        if (range.contains(p) && passes(columns, m_terms, p)) {
            m_hits->push_back(position);
        }
    }
    m_scanned = range.last;
    Q_EMIT hitsGrew();
}

void LogFilter::take(const Hits& found, Position reached)
{
    m_hits->insert(m_hits->end(), found.begin(), found.end());
    m_scanned = reached;
    Q_EMIT hitsGrew();
}

void LogFilter::finish(const Result<Position>& last)
{
    m_searching = false;
    if (last) {
        m_scanned = *last;
        if (m_host.last() > m_scanned) {
            scanFrom(m_scanned + 1); // the log grew meanwhile
        }
    } else if (last.error().code != ErrorCode::Cancelled) {
        m_hasFailed = true;
        m_problem = {QString::fromStdString(describe(last.error()))};
    }
    Q_EMIT hitsGrew();
}

void LogFilter::scanColumns(const std::shared_ptr<const TimeColumns>& columns, PositionRange range)
{
    m_host.request<Position>(
        m_searchSlot,
        ProjectHost::Lane::Background,
        [this, host = &m_host, columns, range, terms = m_terms](
            const ReadContext& context) -> Result<Position> {
            for (Position first = range.first; first <= range.last; first = first + scanBatch) {
                if (context.stop.stop_requested()) {
                    return Error{ErrorCode::Cancelled, {}, {}};
                }
                const Position last = std::min(range.last, first + (scanBatch - 1));
                Hits found;
                for (Position p = first; p <= last; p = p + 1) {
                    if (passes(*columns, terms, p)) {
                        found.push_back(static_cast<std::uint32_t>(p.value));
                    }
                }
                ProjectHost::report(
                    context.stop, host, [this, found = std::move(found), last] { take(found, last); });
            }
            return range.last;
        },
        [this](const Result<Position>& last) { finish(last); });
}

void LogFilter::scanStore(const std::shared_ptr<const TimeColumns>& columns, PositionRange range)
{
    m_host.request<Position>(
        m_searchSlot,
        ProjectHost::Lane::Background,
        [this, host = &m_host, columns, range, terms = m_terms](
            const ReadContext& context) -> Result<Position> {
            const auto onBatch = [&](const std::vector<Position>& batch, Position reached) {
                Hits found;
                for (const Position p : batch) {
                    if (passes(*columns, terms, p)) {
                        found.push_back(static_cast<std::uint32_t>(p.value));
                    }
                }
                ProjectHost::report(
                    context.stop, host, [this, found = std::move(found), reached] { take(found, reached); });
                return !context.stop.stop_requested();
            };
            const auto done = context.reader.search(context.branch, range, terms.text.toStdString(), onBatch);
            return done ? Result<Position>(range.last) : Result<Position>(done.error());
        },
        [this](const Result<Position>& last) { finish(last); });
}

void LogFilter::scanCondition(const std::shared_ptr<const TimeColumns>& columns, PositionRange range)
{
    m_host.request<Position>(
        m_searchSlot,
        ProjectHost::Lane::Background,
        [this, host = &m_host, columns, range, condition = *m_condition](
            const ReadContext& context) -> Result<Position> {
            const auto onStretch = [&](const FilterStretch& stretch) {
                Hits found;
                for (const Position p : stretch.hits) {
                    found.push_back(static_cast<std::uint32_t>(p.value));
                }
                ProjectHost::report(context.stop,
                    host,
                    [this, found = std::move(found), faults = stretch.faults, reached = stretch.reached] {
                        m_faults.add(faults);
                        take(found, reached);
                    });
                return !context.stop.stop_requested();
            };
            const auto done = scan(context.reader, *columns, range, condition, onStretch, context.stop);
            return done ? Result<Position>(range.last) : Result<Position>(done.error());
        },
        [this](const Result<Position>& last) { finish(last); });
}

std::optional<Position> LogFilter::neighbour(Position from, int direction) const
{
    if (!m_hits) {
        return {};
    }
    const auto here = static_cast<std::uint32_t>(from.value);
    if (direction > 0) {
        const auto next = std::upper_bound(m_hits->begin(), m_hits->end(), here);
        return next == m_hits->end() ? std::nullopt : std::optional(Position{*next});
    }
    const auto atOrAfter = std::lower_bound(m_hits->begin(), m_hits->end(), here);
    return atOrAfter == m_hits->begin() ? std::nullopt : std::optional(Position{*std::prev(atOrAfter)});
}

} // namespace hindcast
