#pragma once

#include "engine/io/import.h"
#include "model/session/words.h"

#include <QAbstractTableModel>

namespace hindcast {

/// The first events of a log as they would be imported.
class PreviewModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Line, Stream, Category, Type, Time, Id, Correlation, Causation, Data, Meta, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setEvents(std::vector<PreviewEvent> events);
    /// Whether any event has something there; columns without are not worth their room.
    bool isColumnUsed(int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const PreviewEvent& event, int column) const;

    std::vector<PreviewEvent> m_events;
    TimeStyle m_times;
};

} // namespace hindcast
