#include "views/log/log_cell_delegate.h"

#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

namespace hindcast {

void LogCellDelegate::paint(QPainter* painter,
    const QStyleOptionViewItem& option,
    const QModelIndex& index) const
{
    const Theme& theme = Theme::instance();
    QRect rect = option.rect.adjusted(margin, 0, -margin, 0);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    QFont font = theme.dataFont();
    QColor color = theme.color(Token::Text);
    switch (index.column()) {
    case LogModel::EventColumn: {
        const auto role = m_lanesAreTypes ? LogModel::TypeRole : LogModel::CategoryRole;
        drawDot(*painter, rect, theme.laneColor(index.data(role).toInt() - 1));
        rect.setLeft(rect.left() + 14);
        font = theme.uiFont();
        break;
    }
    case LogModel::PositionColumn:
    case LogModel::StreamColumn:
        break;
    default:
        color = theme.color(Token::Muted);
    }
    drawCellText(*painter, rect, index.data().toString(), font, color, alignment);
}

} // namespace hindcast
