#pragma once

#include "model/session/session.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace hindcast {

/// Every event that wrote the selected field of the selected entity, over the whole log, oldest first. Read
/// once per field on the background thread; moving the playhead only changes which rows lie in the future.
/// Lives on the UI thread.
class FieldHistoryModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { PositionColumn, EventColumn, BeforeColumn, AfterColumn, ColumnCount };
    enum Role { PositionRole = Qt::UserRole };

    explicit FieldHistoryModel(Session& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// The field the rows are about; nothing while none is selected.
    const std::optional<ValuePath>& field() const { return m_field; }
    bool isLoading() const { return m_slot.isPending(); }
    const std::optional<Error>& problem() const { return m_problem; }
    const std::vector<FieldWrite>& writes() const { return m_writes; }
    /// How many of them are not after `position`. O(log n).
    int writesUpTo(Position position) const;
    std::int64_t requestsSent() const { return m_requestsSent; }

Q_SIGNALS:
    /// Rows, field or loading changed.
    void changed();

private:
    void restart();
    void grow();
    void ask();

    Session& m_session;
    std::optional<StreamId> m_stream;
    std::optional<ValuePath> m_field;
    std::vector<FieldWrite> m_writes;
    std::size_t m_eventsAsked = 0; ///< the stream's length when it was read
    std::optional<Error> m_problem;
    RequestSlot m_slot;
    std::int64_t m_requestsSent = 0;
};

} // namespace hindcast
