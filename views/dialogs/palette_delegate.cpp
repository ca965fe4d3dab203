#include "views/dialogs/palette_delegate.h"

#include "views/dialogs/palette_model.h"
#include "views/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace hindcast {

namespace {

constexpr int rowHeight = 32;
constexpr int inset = 12;

/// Draws key caps from the right; returns the left edge of what was drawn.
int drawKeys(QPainter* painter, const QString& keys, const QRect& rect)
{
    const Theme& theme = Theme::instance();
    QFont font = theme.uiFont();
    font.setPixelSize(11);
    painter->setFont(font);
    const int width = QFontMetrics(font).horizontalAdvance(keys) + 12;
    const QRectF cap(rect.right() - width, rect.center().y() - 9, width, 19);
    painter->setPen(theme.color(Token::Line));
    painter->setBrush(theme.color(Token::Panel));
    painter->drawRoundedRect(cap.translated(0.5, 0.5), 4, 4);
    painter->setPen(theme.color(Token::Muted));
    painter->drawText(cap, Qt::AlignCenter, keys);
    return static_cast<int>(cap.left()) - inset;
}

} // namespace

void PaletteDelegate::paint(QPainter* painter,
    const QStyleOptionViewItem& option,
    const QModelIndex& index) const
{
    const Theme& theme = Theme::instance();
    const bool enabled = option.state & QStyle::State_Enabled;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, theme.color(Token::SelectedRow));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, theme.color(Token::Hover));
    }
    const QRect row = option.rect.adjusted(inset, 0, -inset, 0);
    int right = row.right();
    const QString keys = index.data(PaletteModel::KeysRole).toString();
    if (!keys.isEmpty()) {
        right = drawKeys(painter, keys, row);
    }
    const QString detail = index.data(PaletteModel::DetailRole).toString();
    painter->setFont(theme.uiFont());
    painter->setPen(theme.color(Token::Muted));
    const QFontMetrics metrics(theme.uiFont());
    const int detailWidth = std::min(metrics.horizontalAdvance(detail) + 2, row.width() / 3);
    painter->drawText(QRect(right - detailWidth, row.top(), detailWidth, row.height()),
        Qt::AlignVCenter | Qt::AlignRight,
        metrics.elidedText(detail, Qt::ElideMiddle, detailWidth));

    const int room = right - detailWidth - inset - row.left();
    const QString title = metrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room);
    QTextLayout layout(title, theme.uiFont());
    QList<QTextLayout::FormatRange> formats;
    for (const QVariant& letter : index.data(PaletteModel::MatchedRole).toList()) {
        if (letter.toInt() < title.size()) {
            QTextCharFormat format;
            format.setForeground(theme.color(Token::Accent));
            format.setFontWeight(QFont::DemiBold);
            formats.append({letter.toInt(), 1, format});
        }
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room + inset);
    layout.endLayout();
    painter->setPen(theme.color(enabled ? Token::Text : Token::Muted));
    layout.draw(painter, QPointF(row.left(), row.top() + (row.height() - line.height()) / 2));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, rowHeight};
}

} // namespace hindcast
