#include "views/dialogs/padded_delegate.h"

#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QPainter>

namespace hindcast {

void PaddedDelegate::paint(QPainter* painter,
    const QStyleOptionViewItem& option,
    const QModelIndex& index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const Theme& theme = Theme::instance();
    if (item.state & QStyle::State_Selected) {
        painter->fillRect(item.rect, theme.color(Token::SelectedRow));
    } else if (item.state & QStyle::State_MouseOver) {
        painter->fillRect(item.rect, theme.color(Token::Hover));
    }
    const QVariant ink = index.data(Qt::ForegroundRole);
    drawCellText(*painter,
        item.rect.adjusted(padding, 0, -padding, 0),
        item.text,
        item.font,
        ink.canConvert<QColor>() ? ink.value<QColor>() : theme.color(Token::Text),
        item.displayAlignment | Qt::AlignVCenter);
}

QSize PaddedDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QSize own = QStyledItemDelegate::sizeHint(option, index);
    return {textWidth(item.font, item.text) + 2 * padding + 2, own.height()};
}

} // namespace hindcast
