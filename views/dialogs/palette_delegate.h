#pragma once

#include <QStyledItemDelegate>

namespace hindcast {

/// Paints a palette entry: its title with the matched letters set off, its kind muted, its keys as key caps.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace hindcast
