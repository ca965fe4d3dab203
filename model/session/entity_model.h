#pragma once

#include "model/session/project_host.h"
#include "model/session/time_cursor.h"

#include <QAbstractListModel>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hindcast {

/// The entities that exist at the playhead, newest first, with what happened to each last. Made from the
/// columns alone: those that exist are a prefix of the streams by birth (or of the filtered ones), so moving
/// the playhead costs one binary search and one insertion or removal of rows at the top, however many
/// entities there are. Filtering looks at every stream's name once, off this thread when there are many.
/// Lives on the UI thread.
class EntityModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        StreamRole = Qt::UserRole, ///< qlonglong, a StreamId
        CategoryRole, ///< qlonglong, a CategoryId
        LastEventRole, ///< QString: the type of its last event at the playhead, in words
        LastPositionRole ///< qlonglong: where that event is
    };
    /// From so many streams on, names are filtered on the background thread.
    static constexpr std::size_t asyncFrom = 50'000;

    EntityModel(ProjectHost& host, TimeCursor& cursor, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// Shows only streams whose name contains the text (ASCII letters in either case) and of that category.
    void setFilter(const QString& text, std::optional<CategoryId> category);
    const QString& filterText() const { return m_text; }
    std::optional<CategoryId> category() const { return m_category; }
    bool isFiltered() const { return !m_text.isEmpty() || m_category; }
    /// True while a filter is being worked out; the rows are still the former ones.
    bool isFiltering() const { return m_filterSlot.isPending(); }

    StreamId streamAt(int row) const;
    /// -1 when it does not exist at the playhead or is filtered out. O(log n).
    int rowOf(StreamId stream) const;
    /// All entities that exist at the playhead, filtered out or not.
    std::int64_t existing() const;
    Position playhead() const { return m_playhead; }

Q_SIGNALS:
    /// The number of rows, the playhead or the state of filtering changed.
    void summaryChanged();

private:
    using Births = std::vector<std::uint32_t>;
    struct Matcher;

    void restart();
    void reload();
    void grow();
    void movePlayhead(Position position);
    int rowsAt(Position position) const;
    std::size_t birthOfRow(int row) const;
    std::size_t birthOf(StreamId stream) const;
    void refilter();
    void takeFiltered(std::shared_ptr<Births> births);

    ProjectHost& m_host;
    TimeCursor& m_cursor;
    std::shared_ptr<const TimeColumns> m_columns;
    Position m_playhead;
    int m_rows = 0;
    QString m_text;
    std::optional<CategoryId> m_category;
    std::shared_ptr<Births> m_filtered; ///< indices into streamsByBirth(), ascending; null: all
    std::size_t m_filteredUpTo = 0; ///< births that m_filtered has judged
    RequestSlot m_filterSlot;
};

} // namespace hindcast
