#pragma once

#include "model/session/log_filter.h"
#include "model/session/project_host.h"
#include "model/session/time_reference.h"
#include "model/session/words.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <cstdint>
#include <list>
#include <unordered_map>
#include <vector>

namespace hindcast {

/// The log as rows: all of it, or what the filter lets through. Row <-> position is arithmetic (or a binary
/// search in the filter's hits), so any row of any log is reached at once. Position, time, stream, event and
/// version come from the columns in memory; data and ids come from the store in pages of 512 rows, asked for
/// when a cell is looked at, kept least-recently-used, and shown as placeholders until they arrive.
/// The UI thread never waits. Lives there.
class LogModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        PositionColumn,
        TimeColumn,
        StreamColumn,
        EventColumn,
        DataColumn,
        IdColumn,
        CorrelationColumn,
        CausationColumn,
        VersionColumn,
        ColumnCount
    };
    enum Role {
        PositionRole = Qt::UserRole, ///< qlonglong
        TypeRole, ///< qlonglong, a TypeId
        CategoryRole, ///< qlonglong, a CategoryId
        LoadedRole, ///< bool: false while a placeholder is shown
        UnvouchedRole ///< bool: the log was altered from here or an earlier event on
    };

    static constexpr int pageRows = 512;
    static constexpr std::size_t maxPages = 128;
    /// Longer payloads are cut in their cell.
    static constexpr std::size_t cellBytes = 400;

    LogModel(ProjectHost& host, LogFilter& filter, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// What the column holds, whatever its header says of it.
    static QString columnTitle(int column);
    /// The name by which a column is remembered in the settings.
    static QString columnKey(int column);

    Position positionAt(int row) const; ///< row < rowCount()
    /// The last row whose position is not after `position`; -1 when there is none. O(log n) or O(1).
    int rowAtOrBefore(Position position) const;
    /// The row of exactly that position; -1 when the filter hides it.
    int rowOf(Position position) const;
    /// Times are told from that moment on, or as they were recorded.
    void setReference(std::optional<TimeReference::Moment> reference);
    /// From where on nothing vouches for the events; nothing while all is well.
    void setUnvouchedFrom(std::optional<Position> position);
    std::optional<Position> unvouchedFrom() const { return m_unvouchedFrom; }
    /// The widest text that the column of times can hold.
    QString widestTime() const;

    /// Pages asked of the store so far: what tests count.
    std::int64_t pagesRequested() const { return m_pagesRequested; }
    std::size_t pagesKept() const { return m_pages.size(); }

private:
    struct StoredCells {
        QString data;
        QString id;
        QString correlation;
        QString causation;
    };
    using Page = std::vector<StoredCells>;
    using Pages = std::vector<std::pair<int, Page>>;

    void restart();
    void growTo();
    int rowsNow() const;
    QVariant columnText(Position position, int column) const;
    QString timeAsTold(std::int64_t us) const;
    const StoredCells* storedCells(int row) const;
    void want(int page) const;
    void loadWanted();
    void keep(Pages&& pages);
    std::vector<Position> positionsOfPage(int page) const;

    ProjectHost& m_host;
    LogFilter& m_filter;
    std::shared_ptr<const TimeColumns> m_columns;
    std::shared_ptr<const LogFilter::Hits> m_hits;
    TimeStyle m_timeStyle;
    std::optional<TimeReference::Moment> m_reference;
    std::optional<Position> m_unvouchedFrom;
    int m_rows = 0;

    // The cache is not part of what the model says, so looking at a cell may ask for its page.
    using Recent = std::list<std::pair<int, Page>>;
    mutable Recent m_recent; ///< most recently used first
    mutable std::unordered_map<int, Recent::iterator> m_pages;
    mutable std::vector<int> m_wanted; ///< newest last
    mutable QTimer m_loadTimer;
    std::vector<int> m_loading;
    RequestSlot m_slot;
    std::int64_t m_pagesRequested = 0;
};

} // namespace hindcast
