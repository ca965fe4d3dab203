#include "views/panels/fixed_row_view.h"

#include "views/theme/theme.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace hindcast {

FixedRowView::FixedRowView(int rowHeight, QWidget* parent)
    : QAbstractItemView(parent)
    , m_rowHeight(rowHeight)
{
    setSelectionMode(NoSelection);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void FixedRowView::setModel(QAbstractItemModel* newModel)
{
    if (model() != nullptr) {
        disconnect(model(), nullptr, this, nullptr);
    }
    QAbstractItemView::setModel(newModel);
    if (m_header != nullptr) {
        m_header->setModel(newModel);
    }
    if (newModel != nullptr) {
        connect(newModel, &QAbstractItemModel::rowsRemoved, this, &FixedRowView::rowsGone);
        connect(newModel, &QAbstractItemModel::modelReset, this, &FixedRowView::updateGeometries);
    }
    updateGeometries();
}

void FixedRowView::setHeader(QHeaderView* header)
{
    m_header = header;
    m_header->setParent(this);
    m_header->setModel(model());
    m_header->show();
    connect(m_header, &QHeaderView::sectionResized, this, [this] { updateGeometries(); });
    connect(m_header, &QHeaderView::sectionMoved, viewport(), qOverload<>(&QWidget::update));
    connect(m_header, &QHeaderView::sectionCountChanged, this, [this] { updateGeometries(); });
    updateGeometries();
}

int FixedRowView::rows() const
{
    return model() != nullptr ? model()->rowCount(rootIndex()) : 0;
}

int FixedRowView::topRow() const
{
    return verticalScrollBar()->value();
}

int FixedRowView::fullRows() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

QRect FixedRowView::rowRect(int row) const
{
    const int width =
        m_header != nullptr ? std::max(m_header->length(), viewport()->width()) : viewport()->width();
    // 64 bits on the way: far rows of a long log lie beyond what an int of pixels can say.
    const std::int64_t y = (std::int64_t{row} - topRow()) * m_rowHeight;
    const auto clamped = static_cast<int>(std::clamp<std::int64_t>(y, -1'000'000, 1'000'000));
    return {-horizontalOffset(), clamped, width, m_rowHeight};
}

QRect FixedRowView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return {};
    }
    QRect rect = rowRect(index.row());
    if (m_header != nullptr) {
        rect.setLeft(m_header->sectionViewportPosition(index.column()));
        rect.setWidth(m_header->sectionSize(index.column()));
    }
    return rect;
}

QModelIndex FixedRowView::indexAt(const QPoint& point) const
{
    const int row = topRow() + point.y() / m_rowHeight;
    if (point.y() < 0 || row >= rows()) {
        return {};
    }
    const int column = m_header != nullptr ? m_header->logicalIndexAt(point.x()) : 0;
    return column < 0 ? QModelIndex() : model()->index(row, column, rootIndex());
}

void FixedRowView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid()) {
        return;
    }
    QScrollBar* bar = verticalScrollBar();
    switch (hint) {
    case PositionAtTop:
        bar->setValue(index.row());
        break;
    case PositionAtBottom:
        bar->setValue(index.row() - fullRows() + 1);
        break;
    case PositionAtCenter:
        bar->setValue(index.row() - fullRows() / 2);
        break;
    default:
        reveal(index.row());
    }
}

void FixedRowView::reveal(int row, int margin)
{
    QScrollBar* bar = verticalScrollBar();
    const int top = bar->value();
    const int around = std::min(margin, (fullRows() - 1) / 2);
    const int highest = row - around;
    const int lowest = row + around - fullRows() + 1;
    const bool far = row < top - fullRows() || row > top + 2 * fullRows();
    if (far) {
        bar->setValue(row - fullRows() / 2);
    } else if (highest < top) {
        bar->setValue(highest);
    } else if (lowest > top) {
        bar->setValue(lowest);
    }
}

void FixedRowView::updateGeometries()
{
    const int headerHeight =
        m_header != nullptr ? std::max(m_header->sizeHint().height(), m_header->minimumHeight()) : 0;
    setViewportMargins(0, headerHeight, 0, 0);
    if (m_header != nullptr) {
        const QRect area = viewport()->geometry();
        m_header->setGeometry(area.left(), area.top() - headerHeight, area.width(), headerHeight);
        horizontalScrollBar()->setPageStep(viewport()->width());
        horizontalScrollBar()->setRange(0, std::max(0, m_header->length() - viewport()->width()));
    }
    verticalScrollBar()->setSingleStep(1);
    verticalScrollBar()->setPageStep(fullRows());
    verticalScrollBar()->setRange(0, std::max(0, rows() - fullRows()));
    QAbstractItemView::updateGeometries();
    viewport()->update();
}

void FixedRowView::scrollContentsBy(int dx, int)
{
    if (dx != 0 && m_header != nullptr) {
        m_header->setOffset(horizontalScrollBar()->value());
    }
    viewport()->update();
}

void FixedRowView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    const int top = topRow();
    QAbstractItemView::rowsInserted(parent, start, end);
    updateGeometries();
    if (top > 0 && start <= top) {
        verticalScrollBar()->setValue(top + end - start + 1);
    }
}

void FixedRowView::dataChanged(const QModelIndex& topLeft,
    const QModelIndex& bottomRight,
    const QList<int>& roles)
{
    // Qt asks for the place of every changed cell: of a million where all have changed. Seen are these.
    const int first = std::max(topLeft.row(), topRow());
    const int last = std::min(bottomRight.row(), topRow() + fullRows() + 1);
    if (topLeft.isValid() && first <= last) {
        QAbstractItemView::dataChanged(topLeft.siblingAtRow(first), bottomRight.siblingAtRow(last), roles);
    }
}

void FixedRowView::rowsGone(const QModelIndex&, int start, int end)
{
    const int top = topRow();
    const int goneAbove = std::clamp(top - start, 0, end - start + 1);
    updateGeometries();
    verticalScrollBar()->setValue(top - goneAbove);
}

RowLook FixedRowView::lookOf(int row) const
{
    const Theme& theme = Theme::instance();
    if (currentIndex().row() == row && currentIndex().isValid()) {
        return {theme.color(Token::SelectedRow)};
    }
    return {row == m_hovered ? theme.color(Token::Hover) : QColor()};
}

void FixedRowView::paintEvent(QPaintEvent* event)
{
    if (model() == nullptr) {
        return;
    }
    QPainter painter(viewport());
    QStyleOptionViewItem base;
    initViewItemOption(&base);
    const int first = topRow() + std::max(0, event->rect().top() / m_rowHeight);
    const int last = std::min(rows() - 1, topRow() + event->rect().bottom() / m_rowHeight);
    for (int row = first; row <= last; ++row) {
        paintRow(painter, base, row);
    }
}

void FixedRowView::paintRow(QPainter& painter, const QStyleOptionViewItem& base, int row) const
{
    const QRect rect = rowRect(row);
    const RowLook look = lookOf(row);
    if (look.background.isValid()) {
        painter.fillRect(rect, look.background);
    }
    const auto paintCell = [&](const QRect& cell, int column) {
        QStyleOptionViewItem option = base;
        option.rect = cell;
        option.state.setFlag(QStyle::State_MouseOver, row == m_hovered);
        option.state.setFlag(QStyle::State_Enabled, !look.faded);
        itemDelegate()->paint(&painter, option, model()->index(row, column, rootIndex()));
    };
    if (m_header == nullptr) {
        paintCell(rect, 0);
    }
    for (int visual = 0; m_header != nullptr && visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const int x = m_header->sectionViewportPosition(column);
        const int width = m_header->sectionSize(column);
        if (!m_header->isSectionHidden(column) && x < viewport()->width() && x + width > 0) {
            paintCell({x, rect.top(), width, rect.height()}, column);
        }
    }
    if (m_rowLines) {
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, Theme::instance().color(Token::Line));
    }
}

void FixedRowView::mouseMoveEvent(QMouseEvent* event)
{
    hover(indexAt(event->position().toPoint()).row());
    QAbstractItemView::mouseMoveEvent(event);
}

bool FixedRowView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave) {
        hover(-1);
    }
    return QAbstractItemView::viewportEvent(event);
}

void FixedRowView::hover(int row)
{
    if (row == m_hovered) {
        return;
    }
    viewport()->update(rowRect(m_hovered));
    m_hovered = row;
    viewport()->update(rowRect(m_hovered));
}

QModelIndex FixedRowView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (rows() == 0) {
        return {};
    }
    const int row = currentIndex().isValid() ? currentIndex().row() : -1;
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    int to = row;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        to = row - 1;
        break;
    case MoveDown:
    case MoveNext:
        to = row + 1;
        break;
    case MovePageUp:
        to = row - fullRows();
        break;
    case MovePageDown:
        to = row + fullRows();
        break;
    case MoveHome:
        to = 0;
        break;
    case MoveEnd:
        to = rows() - 1;
        break;
    default:
        break;
    }
    return model()->index(std::clamp(to, 0, rows() - 1), column, rootIndex());
}

int FixedRowView::horizontalOffset() const
{
    return m_header != nullptr ? m_header->offset() : 0;
}

int FixedRowView::verticalOffset() const
{
    return 0;
}

bool FixedRowView::isIndexHidden(const QModelIndex& index) const
{
    return m_header != nullptr && m_header->isSectionHidden(index.column());
}

void FixedRowView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex first = indexAt(rect.topLeft());
    const QModelIndex last = indexAt(rect.bottomRight());
    if (first.isValid() && last.isValid()) {
        selectionModel()->select(QItemSelection(first, last), command);
    }
}

QRegion FixedRowView::visualRegionForSelection(const QItemSelection&) const
{
    return viewport()->rect();
}

} // namespace hindcast
