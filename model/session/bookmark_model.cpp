#include "model/session/bookmark_model.h"

#include "model/session/words.h"

#include <algorithm>

namespace hindcast {

BookmarkModel::BookmarkModel(Session& session, QObject* parent)
    : QAbstractListModel(parent)
    , m_session(session)
    , m_rows(session.bookmarks().all())
{
    connect(&session.bookmarks(), &Bookmarks::changed, this, &BookmarkModel::refresh);
}

void BookmarkModel::refresh()
{
    const auto& now = m_session.bookmarks().all();
    const bool samePlaces = std::equal(
        m_rows.begin(), m_rows.end(), now.begin(), now.end(), [](const Bookmark& a, const Bookmark& b) {
            return a.position == b.position;
        });
    if (samePlaces) {
        // Another label: a reset would take the editor away in which it was just typed.
        m_rows = now;
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = now;
    endResetModel();
}

int BookmarkModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Position BookmarkModel::positionAt(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].position;
}

Qt::ItemFlags BookmarkModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags base = QAbstractListModel::flags(index);
    return index.isValid() ? base | Qt::ItemIsEditable : base;
}

QVariant BookmarkModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Bookmark& bookmark = m_rows[static_cast<std::size_t>(index.row())];
    const auto columns = m_session.columns();
    const bool known = columns && bookmark.position.value >= 1 && bookmark.position <= columns->last();
    switch (role) {
    case Qt::DisplayRole:
        return bookmark.label.isEmpty() && known ? typeWords(
                   columns->names().types[static_cast<std::size_t>(columns->type(bookmark.position).value)])
                                                 : bookmark.label;
    case Qt::EditRole:
        return bookmark.label;
    case PositionRole:
        return static_cast<qlonglong>(bookmark.position.value);
    case WhatRole:
        return known
            ? fromUtf8(columns->names()
                           .streams[static_cast<std::size_t>(columns->stream(bookmark.position).value)]
                           .name)
            : QString();
    default:
        return {};
    }
}

bool BookmarkModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || role != Qt::EditRole || index.row() >= rowCount()) {
        return false;
    }
    m_session.bookmarks().setLabel(positionAt(index.row()), value.toString().trimmed());
    return true;
}

} // namespace hindcast
