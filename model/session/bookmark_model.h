#pragma once

#include "model/session/session.h"

#include <QAbstractListModel>

namespace hindcast {

/// The bookmarks as rows, ascending by position; the label can be edited. Lives on the UI thread.
class BookmarkModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        PositionRole = Qt::UserRole, ///< qlonglong
        WhatRole ///< QString: the stream and the type of the event there
    };

    explicit BookmarkModel(Session& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Position positionAt(int row) const;

private:
    void refresh();

    Session& m_session;
    std::vector<Bookmark> m_rows;
};

} // namespace hindcast
