#pragma once

#include <QStyledItemDelegate>

namespace hindcast {

/// An item with the room at its sides that the headers of tables have, so that both stand in one line.
class PaddedDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int padding = 10;

    using QStyledItemDelegate::QStyledItemDelegate;

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace hindcast
