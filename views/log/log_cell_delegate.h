#pragma once

#include "model/session/log_model.h"

#include <QStyledItemDelegate>

namespace hindcast {

/// Draws one cell of the log: figures aligned, data in the fixed face, the event with its lane's dot.
class LogCellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Lanes are event types instead of categories, as where a log has one category only.
    void setLanesAreTypes(bool types) { m_lanesAreTypes = types; }

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Left and right of a cell's text.
    static constexpr int margin = 10;

private:
    bool m_lanesAreTypes = false;
};

} // namespace hindcast
