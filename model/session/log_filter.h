#pragma once

#include "model/session/filter_query.h"
#include "model/session/project_host.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace hindcast {

/// The current filter and the positions it lets through, ascending. Type and stream are answered from the
/// columns at once; text is searched in the store on a background thread and hits arrive in batches. Log
/// table, timeline and stepping share it. Lives on the UI thread.
class LogFilter : public QObject {
    Q_OBJECT

public:
    using Hits = std::vector<std::uint32_t>;

    explicit LogFilter(ProjectHost& host, QObject* parent = nullptr);

    const FilterTerms& terms() const { return m_terms; }
    /// Parses what a person types: `type:OrderCreated stream:order-42 text`, quotes for blanks; unknown names
    /// are reported by problem(), nothing is filtered then.
    void setQuery(const QString& query);
    const QString& query() const { return m_query; }
    const QString& problem() const { return m_problem; }

    bool isActive() const { return !m_terms.isEmpty(); }
    /// True while a text search has not reached the end of the log.
    bool isSearching() const { return m_searching; }
    /// Positions found so far; null while no filter is active.
    std::shared_ptr<const Hits> hits() const { return m_hits; }
    /// The next (+1) or previous (-1) hit from a position, if any.
    std::optional<Position> neighbour(Position from, int direction) const;

Q_SIGNALS:
    /// Terms changed: hits() starts anew.
    void changed();
    /// More hits were found, or the search ended.
    void hitsGrew();

private:
    FilterQuery parse() const;
    void restart(FilterQuery parsed);
    void scanFrom(Position first);
    void takeStream(const TimeColumns& columns, PositionRange range);
    void scanColumns(const std::shared_ptr<const TimeColumns>& columns, PositionRange range);
    void scanStore(const std::shared_ptr<const TimeColumns>& columns, PositionRange range);
    void take(const Hits& found, Position reached);
    void finish(const Result<Position>& last);

    ProjectHost& m_host;
    RequestSlot m_searchSlot;
    FilterTerms m_terms;
    QString m_query;
    QString m_problem;
    bool m_searching = false;
    Position m_scanned; ///< everything up to here has been looked at
    std::shared_ptr<Hits> m_hits;
};

} // namespace hindcast
