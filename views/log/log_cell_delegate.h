#pragma once

#include "engine/time/density.h"
#include "model/session/log_model.h"

#include <QStyledItemDelegate>

#include <memory>

namespace hindcast {

/// Draws one cell of the log: figures aligned, data in the fixed face, the event with its lane's dot.
class LogCellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The lanes whose colours the dots take; without them each category has one of its own.
    void setLanes(std::shared_ptr<const LaneIndex> lanes);

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Left and right of a cell's text.
    static constexpr int margin = 10;
    /// Of the sign before a position that nothing vouches for.
    static constexpr int signWidth = 18;

private:
    int laneOf(const QModelIndex& index) const;

    std::shared_ptr<const LaneIndex> m_lanes;
    Position m_lanesLast; ///< events behind it came after the lanes were counted
};

} // namespace hindcast
