#include "views/panels/entity_list_view.h"

#include "model/session/words.h"
#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontInfo>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <algorithm>

namespace hindcast {

namespace {

/// Name in the data face at the left, last event at the right; the selected row's in a pill.
class EntityDelegate : public QStyledItemDelegate {
public:
    EntityDelegate(const EntityListView& list, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_list(list)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::instance();
        const QRect row = option.rect.adjusted(Theme::padding, 0, -Theme::padding, 0);
        const QString name = index.data().toString();
        const QString last = index.data(EntityModel::LastEventRole).toString();
        QFont small = theme.uiFont();
        small.setPixelSize(QFontInfo(small).pixelSize() - 1);

        const QFont nameFont = theme.dataFont();
        const int nameWidth = textWidth(nameFont, name) + 1;
        const int lastWidth = textWidth(small, last) + 1;
        // The name comes first; what happened last takes what is left, but never less than a third.
        const int lastSpace = std::min(lastWidth, std::max(row.width() / 3, row.width() - nameWidth - 12));
        const QRect lastRect(row.right() - lastSpace + 1, row.top(), lastSpace, row.height());
        const QRect nameRect(row.left(), row.top(), lastRect.left() - row.left() - 10, row.height());
        const bool selected = m_list.selectedRow() == index.row();
        drawCellText(*painter,
            nameRect,
            name,
            nameFont,
            theme.color(Token::Text),
            Qt::AlignLeft | Qt::AlignVCenter,
            Qt::ElideMiddle);
        if (selected) {
            const QRectF pill = QRectF(lastRect).adjusted(-7, 4.5, 7, -4.5);
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(Token::OnPanel));
            painter->drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
            painter->restore();
        }
        drawCellText(*painter,
            lastRect,
            last,
            small,
            theme.color(selected ? Token::Accent : Token::Muted),
            Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    const EntityListView& m_list;
};

} // namespace

EntityListView::EntityListView(Session& session, EntityModel& model, QWidget* parent)
    : FixedRowView(Theme::rowHeight, parent)
    , m_session(session)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new EntityDelegate(*this, this));
    setAccessibleName(tr("Entities at the playhead"));
    connect(&session.selection(), &Selection::streamChanged, this, &EntityListView::followSelection);
    connect(&model, &QAbstractItemModel::modelReset, this, &EntityListView::followSelection);
}

int EntityListView::selectedRow() const
{
    const auto stream = m_session.selection().stream();
    return stream ? m_model.rowOf(*stream) : -1;
}

void EntityListView::followSelection()
{
    viewport()->update();
    const int row = selectedRow();
    if (row >= 0) {
        reveal(row);
        setCurrentIndex(m_model.index(row));
    }
}

RowLook EntityListView::lookOf(int row) const
{
    const Theme& theme = Theme::instance();
    if (row == selectedRow()) {
        return {theme.color(Token::SelectedRow)};
    }
    return {row == hoveredRow() ? theme.color(Token::Hover) : QColor()};
}

void EntityListView::pick(int row)
{
    if (row >= 0 && row < m_model.rowCount()) {
        m_session.selection().setStream(m_model.streamAt(row));
    }
}

void EntityListView::jumpToLastEvent(int row)
{
    if (row >= 0 && row < m_model.rowCount()) {
        m_session.cursor().pause();
        m_session.cursor().jumpTo(
            Position{m_model.index(row).data(EntityModel::LastPositionRole).toLongLong()});
    }
}

void EntityListView::keyPressEvent(QKeyEvent* event)
{
    const int row = selectedRow();
    const int last = m_model.rowCount() - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        pick(std::max(0, row - 1));
        return;
    case Qt::Key_Down:
        pick(std::min(last, row + 1));
        return;
    case Qt::Key_PageUp:
        pick(std::max(0, row - fullRows()));
        return;
    case Qt::Key_PageDown:
        pick(std::min(last, row + fullRows()));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        jumpToLastEvent(row);
        return;
    default:
        event->ignore(); // Home, End and letters belong to the window
    }
}

void EntityListView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        pick(indexAt(event->position().toPoint()).row());
        event->accept();
    }
}

void EntityListView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        jumpToLastEvent(indexAt(event->position().toPoint()).row());
    }
}

void EntityListView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int row = byKey ? selectedRow() : indexAt(event->pos()).row();
    if (row < 0) {
        return;
    }
    const QString name = m_model.index(row).data().toString();
    const StreamId stream = m_model.streamAt(row);
    const auto positions = m_session.columns()->positionsOf(stream);
    const Position first{positions.front()};
    const Position last{m_model.index(row).data(EntityModel::LastPositionRole).toLongLong()};
    const QPoint at = byKey ? viewport()->mapToGlobal(rowRect(row).center()) : event->globalPos();
    QMenu menu(this);
    const auto go = [this, stream](Position position) {
        m_session.selection().setStream(stream);
        m_session.cursor().pause();
        m_session.cursor().jumpTo(position);
    };
    menu.addAction(
        tr("Go to its first event, %1").arg(grouped(first.value)), this, [go, first] { go(first); });
    menu.addAction(tr("Go to its latest event, %1").arg(grouped(last.value)), this, [go, last] { go(last); });
    menu.addSeparator();
    menu.addAction(tr("Show its events only"), this, [this, name] {
        m_session.filter().setQuery(QStringLiteral("stream:\"%1\"").arg(name));
    });
    menu.addAction(tr("Copy name"), this, [name] { QGuiApplication::clipboard()->setText(name); });
    menu.exec(at);
}

bool EntityListView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        if (!index.isValid()) {
            QToolTip::hideText();
            return true;
        }
        const auto columns = m_session.columns();
        const StreamId stream = m_model.streamAt(index.row());
        const Version version = columns->versionAt(stream, m_model.playhead());
        QToolTip::showText(help->globalPos(),
            QStringLiteral("%1\n%2, position %3\n%4")
                .arg(index.data().toString(),
                    index.data(EntityModel::LastEventRole).toString(),
                    grouped(index.data(EntityModel::LastPositionRole).toLongLong()),
                    tr("%1 of %2")
                        .arg(grouped(version.value),
                            counted(static_cast<std::int64_t>(columns->positionsOf(stream).size()),
                                tr("event"),
                                tr("events")))),
            viewport(),
            visualRect(index));
        return true;
    }
    return FixedRowView::viewportEvent(event);
}

} // namespace hindcast
