#pragma once

#include "engine/trace/filter_scan.h"
#include "model/session/filter_query.h"
#include "model/session/project_host.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace hindcast {

/// The current filter and the positions it lets through, ascending. Type and stream are answered from the
/// columns at once; texts are searched and expressions evaluated on a background thread, and hits arrive in
/// batches. Log table, timeline and stepping share it. Lives on the UI thread.
class LogFilter : public QObject {
    Q_OBJECT

public:
    using Hits = std::vector<std::uint32_t>;

    explicit LogFilter(ProjectHost& host, QObject* parent = nullptr);

    const FilterTerms& terms() const { return m_terms; }
    /// Parses what a person types: `type:OrderCreated stream:order-42 text`, quotes for blanks; unknown names
    /// are reported by problem(), nothing is filtered then. Or an expression, `= event.data.total > 100`:
    /// while one is wrong, the filter before it stays.
    void setQuery(const QString& query);
    const QString& query() const { return m_query; }
    /// The query that hits() are of: query() itself unless that is wrong.
    const QString& effectiveQuery() const { return m_effectiveQuery; }
    const FilterProblem& problem() const { return m_problem; }

    bool isActive() const { return !m_terms.isEmpty(); }
    /// True while a search has not reached the end of the log.
    bool isSearching() const { return m_searching; }
    /// Positions found so far; null while no filter is active.
    std::shared_ptr<const Hits> hits() const { return m_hits; }
    /// Events found so far that the expression is an error for.
    const FilterFaults& faults() const { return m_faults; }
    /// The next (+1) or previous (-1) hit from a position, if any.
    std::optional<Position> neighbour(Position from, int direction) const;

Q_SIGNALS:
    /// Terms changed: hits() starts anew.
    void changed();
    /// More hits or faults were found, or the search ended.
    void hitsGrew();
    /// problem() is another, while hits() stay.
    void problemChanged();

private:
    FilterQuery parse(const QString& query) const;
    /// Takes its terms and condition, and searches from the start.
    void restart(FilterQuery parsed);
    void scanFrom(Position first);
    void takeStream(const TimeColumns& columns, PositionRange range);
    void scanColumns(const std::shared_ptr<const TimeColumns>& columns, PositionRange range);
    void scanStore(const std::shared_ptr<const TimeColumns>& columns, PositionRange range);
    void scanCondition(const std::shared_ptr<const TimeColumns>& columns, PositionRange range);
    void take(const Hits& found, Position reached);
    void finish(const Result<Position>& last);

    ProjectHost& m_host;
    RequestSlot m_searchSlot;
    FilterTerms m_terms;
    std::optional<EventFilter> m_condition; ///< of the terms' expression
    QString m_query;
    QString m_effectiveQuery;
    FilterProblem m_problem;
    FilterFaults m_faults;
    bool m_searching = false;
    bool m_hasFailed = false; ///< the search could not go on: the same query tries again
    Position m_scanned; ///< everything up to here has been looked at
    std::shared_ptr<Hits> m_hits;
};

} // namespace hindcast
