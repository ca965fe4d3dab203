#include "views/dialogs/padded_delegate.h"

#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace hindcast {

PaddedDelegate::PaddedDelegate(QAbstractItemView* view)
    : QStyledItemDelegate(view)
    , m_view(view)
    , m_viewport(view->viewport())
{
    view->setMouseTracking(true);
    m_viewport->installEventFilter(this);
}

bool PaddedDelegate::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_viewport) {
        return QStyledItemDelegate::eventFilter(watched, event); // an editor's
    }
    if (event->type() == QEvent::MouseMove) {
        hover(m_view->indexAt(static_cast<QMouseEvent*>(event)->position().toPoint()).row());
    } else if (event->type() == QEvent::Leave) {
        hover(-1);
    }
    return false;
}

void PaddedDelegate::hover(int row)
{
    if (row != m_hovered) {
        m_hovered = row;
        m_viewport->update();
    }
}

void PaddedDelegate::paint(QPainter* painter,
    const QStyleOptionViewItem& option,
    const QModelIndex& index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const Theme& theme = Theme::instance();
    if (item.state & QStyle::State_Selected) {
        painter->fillRect(item.rect, theme.color(Token::SelectedRow));
    } else if (index.row() == m_hovered) {
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
