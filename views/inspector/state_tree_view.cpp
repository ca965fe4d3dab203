#include "views/inspector/state_tree_view.h"

#include "engine/value/json.h"
#include "model/session/value_text.h"
#include "model/session/words.h"
#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace hindcast {

namespace {

/// Lists and maps of at most so many parts open by themselves, down to this depth.
constexpr int opensItself = 8;
constexpr int opensToDepth = 3;

bool isContainer(Value::Kind kind)
{
    return kind == Value::Kind::List || kind == Value::Kind::Map;
}

/// Name muted, value in the text colour; both in the data face.
class StateDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const bool isName = index.column() == StateModel::NameColumn;
        const int width = isName ? textWidth(Theme::instance().dataFont(), index.data().toString()) + 12 : 60;
        return {width, Theme::tableRowHeight - 2};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::instance();
        const bool isName = index.column() == StateModel::NameColumn;
        const auto kind = static_cast<Value::Kind>(index.data(StateModel::KindRole).toInt());
        const bool quiet = isName || isContainer(kind) || kind == Value::Kind::Null;
        const QRect rect = option.rect.adjusted(isName ? 2 : 4, 0, -6, 0);
        drawCellText(*painter,
            rect,
            index.data().toString(),
            theme.dataFont(),
            theme.color(quiet ? Token::Muted : Token::Text));
    }
};

} // namespace

StateTreeView::StateTreeView(StateModel& model, QWidget* parent)
    : QTreeView(parent)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new StateDelegate(this));
    setHeaderHidden(true);
    setProperty("ownRows", true);
    setUniformRowHeights(true);
    setIndentation(14);
    setRootIsDecorated(true);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setSelectionMode(SingleSelection);
    setExpandsOnDoubleClick(true);
    setAllColumnsShowFocus(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setAccessibleName(tr("State"));
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(60);

    connect(&model, &QAbstractItemModel::rowsInserted, this, &StateTreeView::openKnown);
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        const QString pointer = index.data(StateModel::PointerRole).toString();
        m_closed.remove(pointer);
        m_opened.insert(pointer);
        if (!m_opening) {
            openKnown(index, 0, m_model.rowCount(index) - 1);
        }
    });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        const QString pointer = index.data(StateModel::PointerRole).toString();
        m_opened.remove(pointer);
        m_closed.insert(pointer);
    });
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void StateTreeView::openKnown(const QModelIndex& parent, int first, int last)
{
    int depth = 1;
    for (QModelIndex above = parent; above.isValid(); above = above.parent()) {
        ++depth;
    }
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model.index(row, StateModel::NameColumn, parent);
        if (!m_model.hasChildren(index)) {
            continue;
        }
        const QString pointer = index.data(StateModel::PointerRole).toString();
        const bool small =
            depth < opensToDepth && m_model.valueAt(index).size() <= static_cast<std::size_t>(opensItself);
        if (m_opened.contains(pointer) || (small && !m_closed.contains(pointer))) {
            m_opening = true;
            expand(index);
            m_opening = false;
            openKnown(index, 0, m_model.rowCount(index) - 1);
        }
    }
}

void StateTreeView::fitNames(bool anotherEntity)
{
    const int needed = sizeHintForColumn(StateModel::NameColumn);
    m_nameWidth = anotherEntity ? needed : std::max(m_nameWidth, needed);
    const int most = std::max(90, viewport()->width() / 2);
    header()->resizeSection(
        StateModel::NameColumn, std::clamp(m_nameWidth, std::min(most, viewport()->width() * 2 / 5), most));
}

void StateTreeView::dataChanged(const QModelIndex& topLeft,
    const QModelIndex& bottomRight,
    const QList<int>& roles)
{
    QTreeView::dataChanged(topLeft, bottomRight, roles);
    // The base class repaints the cells that changed, and not the indentation before them, which is part of a
    // row's surface here.
    viewport()->update();
}

void StateTreeView::setLate(bool late)
{
    m_late = late;
    viewport()->update();
}

bool StateTreeView::isPicked(const QModelIndex& index) const
{
    return currentIndex().isValid() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0);
}

QColor StateTreeView::surfaceOf(const QModelIndex& index) const
{
    const Theme& theme = Theme::instance();
    const bool hidesChange = !isExpanded(index) && index.data(StateModel::HoldsChangeRole).toBool();
    if (hidesChange || index.data(StateModel::ChangedRole).toBool()) {
        return theme.color(Token::Changed);
    }
    if (isPicked(index)) {
        return theme.color(Token::SelectedRow);
    }
    return m_hovered == index.siblingAtColumn(0) ? theme.color(Token::Hover) : QColor();
}

void StateTreeView::drawRow(QPainter* painter,
    const QStyleOptionViewItem& option,
    const QModelIndex& index) const
{
    const QColor surface = surfaceOf(index);
    if (surface.isValid()) {
        painter->fillRect(option.rect, surface);
    }
    painter->setOpacity(m_late ? 0.6 : 1);
    QTreeView::drawRow(painter, option, index);
    painter->setOpacity(1);
    if (isPicked(index)) {
        // The selected field: an accent edge, so that the mark of a change stays visible under it.
        painter->fillRect(
            0, option.rect.top(), 3, option.rect.height(), Theme::instance().color(Token::Accent));
    }
}

void StateTreeView::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!m_model.hasChildren(index)) {
        return;
    }
    const QString arrow =
        isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
    const QRect place(rect.right() - indentation() + 1, rect.top(), indentation(), rect.height());
    Theme::instance().icon(arrow, Token::Muted).paint(painter, place.adjusted(1, 0, -1, 0));
}

void StateTreeView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyValue();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        break;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
    case Qt::Key_Asterisk:
        QTreeView::keyPressEvent(event);
        return;
    default:
        event->ignore(); // Left, Right, Home, End and letters belong to the window
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        setExpanded(currentIndex(), !isExpanded(currentIndex()));
        return;
    }
    const QModelIndex before = currentIndex();
    QTreeView::keyPressEvent(event);
    if (currentIndex().isValid() && currentIndex() != before) {
        Q_EMIT picked(currentIndex());
    }
}

void StateTreeView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    QTreeView::mousePressEvent(event);
    if (index.isValid() && event->button() == Qt::LeftButton) {
        Q_EMIT picked(index);
    }
}

void StateTreeView::mouseMoveEvent(QMouseEvent* event)
{
    hover(indexAt(event->position().toPoint()));
    QTreeView::mouseMoveEvent(event);
}

bool StateTreeView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave) {
        hover({});
    }
    return QTreeView::viewportEvent(event);
}

void StateTreeView::hover(const QModelIndex& index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    if (m_hovered != row) {
        m_hovered = row;
        viewport()->update();
    }
}

void StateTreeView::copyValue() const
{
    const Value value = m_model.valueAt(currentIndex());
    const bool isText = value.kind() == Value::Kind::String;
    QGuiApplication::clipboard()->setText(isText ? fromUtf8(value.text()) : fromUtf8(writeJsonPretty(value)));
}

void StateTreeView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    QMenu menu(this);
    if (index.isValid()) {
        setCurrentIndex(index);
        menu.addAction(tr("Copy value"), this, &StateTreeView::copyValue);
        const QString path = pathText(m_model.pathOf(index));
        const QString pointer = index.data(StateModel::PointerRole).toString();
        menu.addAction(tr("Copy path"), this, [path] { QGuiApplication::clipboard()->setText(path); });
        menu.addAction(
            tr("Copy JSON Pointer"), this, [pointer] { QGuiApplication::clipboard()->setText(pointer); });
    }
    menu.addAction(tr("Copy whole state as JSON"), this, [this] {
        QGuiApplication::clipboard()->setText(fromUtf8(writeJsonPretty(m_model.state())));
    });
    menu.addSeparator();
    menu.addAction(tr("Open all"), this, &QTreeView::expandAll);
    menu.addAction(tr("Close all"), this, &QTreeView::collapseAll);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu.exec(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void StateTreeView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fitNames(false);
}

} // namespace hindcast
