#include "views/inspector/field_history_view.h"

#include "model/session/words.h"
#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace hindcast {

namespace {

constexpr int gap = 12;

/// Widths for two texts side by side: what they need, or else no less than half of the room for each.
std::pair<int, int> shares(int left, int right, int room)
{
    const int half = room / 2;
    const int leftShare = std::min(left, std::max(half, room - right));
    return {leftShare, std::min(right, room - leftShare)};
}

/// Position, event, and at the right what it made of the field.
class WriteDelegate : public QStyledItemDelegate {
public:
    WriteDelegate(const FieldHistoryModel& model, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::instance();
        const QRect row = option.rect.adjusted(Theme::padding, 0, -Theme::padding, 0);
        const QFont face = theme.dataFont();
        const bool future = !option.state.testFlag(QStyle::State_Enabled);
        const QColor ink = theme.color(future ? Token::Muted : Token::Text);
        const QString widest =
            m_model.writes().empty() ? QString() : grouped(m_model.writes().back().position.value);
        const int placeWidth =
            std::max(textWidth(face, QStringLiteral("9,999")), textWidth(face, widest)) + 1;
        const QRect place(row.left(), row.top(), placeWidth, row.height());
        drawCellText(*painter,
            place,
            index.data().toString(),
            face,
            theme.color(Token::Muted),
            Qt::AlignRight | Qt::AlignVCenter);

        const QString before = index.siblingAtColumn(FieldHistoryModel::BeforeColumn).data().toString();
        const QString after = index.siblingAtColumn(FieldHistoryModel::AfterColumn).data().toString();
        const QString type = index.siblingAtColumn(FieldHistoryModel::EventColumn).data().toString();
        const QString arrow = QStringLiteral(" → ");
        const int left = place.right() + 10;
        const int space = row.right() - left + 1;
        const int typeWidth = textWidth(theme.uiFont(), type) + 1;
        const int arrowWidth = textWidth(face, arrow) + 1;
        const int room = std::max(space * 3 / 5, space - typeWidth - gap) - arrowWidth;
        const auto [beforeWidth, afterWidth] =
            shares(textWidth(face, before) + 1, textWidth(face, after) + 1, room);
        const int changeLeft = row.right() + 1 - beforeWidth - arrowWidth - afterWidth;
        const auto draw =
            [&](int x, int width, const QString& text, const QFont& font, Qt::TextElideMode elide) {
                const QRect cell(x, row.top(), width, row.height());
                drawCellText(*painter, cell, text, font, ink, Qt::AlignLeft | Qt::AlignVCenter, elide);
            };
        draw(left, changeLeft - gap - left, type, theme.uiFont(), Qt::ElideRight);
        // Long values differ in their middle or at their ends; both ends are seen.
        draw(changeLeft, beforeWidth, before, face, Qt::ElideMiddle);
        draw(changeLeft + beforeWidth, arrowWidth, arrow, face, Qt::ElideNone);
        draw(changeLeft + beforeWidth + arrowWidth, afterWidth, after, face, Qt::ElideMiddle);
    }

private:
    const FieldHistoryModel& m_model;
};

} // namespace

FieldHistoryView::FieldHistoryView(Session& session, FieldHistoryModel& model, QWidget* parent)
    : FixedRowView(Theme::rowHeight, parent)
    , m_session(session)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new WriteDelegate(model, this));
    setAccessibleName(tr("Events that wrote the field"));
    connect(&session.cursor(), &TimeCursor::positionChanged, viewport(), qOverload<>(&QWidget::update));
}

Position FieldHistoryView::positionAt(int row) const
{
    return m_model.writes()[static_cast<std::size_t>(row)].position;
}

RowLook FieldHistoryView::lookOf(int row) const
{
    const Theme& theme = Theme::instance();
    const Position playhead = m_session.cursor().position();
    const bool focused = hasFocus() && currentIndex().isValid() && currentIndex().row() == row;
    RowLook look{
        row == hoveredRow() || focused ? theme.color(Token::Hover) : QColor(), positionAt(row) > playhead};
    if (positionAt(row) == playhead) {
        look.background = theme.color(Token::SelectedRow);
    }
    return look;
}

void FieldHistoryView::jumpTo(int row)
{
    if (row >= 0 && row < m_model.rowCount()) {
        m_session.cursor().pause();
        m_session.cursor().jumpTo(positionAt(row));
    }
}

void FieldHistoryView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        jumpTo(currentIndex().row());
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        FixedRowView::keyPressEvent(event);
        viewport()->update();
        return;
    default:
        event->ignore();
    }
}

void FieldHistoryView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        const QModelIndex index = indexAt(event->position().toPoint());
        setCurrentIndex(index);
        jumpTo(index.row());
        event->accept();
    }
}

bool FieldHistoryView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        QToolTip::showText(help->globalPos(), index.data(Qt::ToolTipRole).toString(), viewport());
        return true;
    }
    return FixedRowView::viewportEvent(event);
}

} // namespace hindcast
