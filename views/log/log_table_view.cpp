#include "views/log/log_table_view.h"

#include "engine/base/timestamp.h"
#include "views/log/log_cell_delegate.h"
#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QActionGroup>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QToolTip>

#include <algorithm>

namespace hindcast {

namespace {

/// Rows kept between the playhead and the table's edge.
constexpr int revealMargin = 2;
/// Names measured at most to find a column's width.
constexpr std::size_t mostMeasured = 200;
constexpr std::size_t mostCounted = 20'000;
/// Floors where room is short: data gives way first, then the names.
constexpr int leastData = 56;
constexpr int leastStream = 64;
constexpr int leastType = 80;
/// Longer names leave the rest of the room to data that needs it.
constexpr int longStream = 240;
constexpr int longType = 320;
constexpr int dotWidth = 16;

QString columnsKey()
{
    return QStringLiteral("log/columns");
}

bool shownAtFirst(int column)
{
    return column <= LogModel::DataColumn;
}

} // namespace

LogTableView::LogTableView(Session& session, LogModel& model, QWidget* parent)
    : FixedRowView(Theme::tableRowHeight, parent)
    , m_session(session)
    , m_model(model)
    , m_delegate(new LogCellDelegate(this))
{
    setRowLines(true);
    setAutoScroll(false); // or Qt follows the current row, which is the playhead's, in view or not
    setModel(&model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Log"));
    auto* header = new QHeaderView(Qt::Horizontal);
    header->setSectionsMovable(true);
    header->setSectionsClickable(false);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    header->setFixedHeight(Theme::rowHeight);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setAccessibleName(tr("Columns of the log"));
    header->setToolTip(tr("Right-click to choose columns"));
    setHeader(header);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint& at) {
        showColumnMenu(header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionResized, this, [this](int column) {
        if (column != LogModel::DataColumn && QGuiApplication::mouseButtons().testFlag(Qt::LeftButton)) {
            m_columnsChosen = true;
            fillDataColumn();
        }
    });
    for (int column = 0; column < LogModel::ColumnCount; ++column) {
        header->setSectionHidden(column, !shownAtFirst(column));
    }

    connect(&session.host(), &ProjectHost::closed, this, [this] {
        setLanes(nullptr);
        m_dataWidth = 0;
    });
    connect(&session.cursor(), &TimeCursor::placed, this, &LogTableView::showPlayhead);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        measureNames();
        fitColumns();
        showPlayhead();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &LogTableView::takeNewRows);
    connect(&model,
        &QAbstractItemModel::dataChanged,
        this,
        [this](const QModelIndex& first, const QModelIndex& last) {
            if (first.column() <= LogModel::DataColumn && last.column() >= LogModel::DataColumn) {
                measureData(first.row(), last.row());
            }
        });
    connect(&model, &QAbstractItemModel::headerDataChanged, this, &LogTableView::fitColumns);
    restoreColumns();
    measureNames();
    fitColumns();
    showPlayhead();
}

void LogTableView::setLanes(std::shared_ptr<const LaneIndex> lanes)
{
    m_delegate->setLanes(std::move(lanes));
    viewport()->update();
}

void LogTableView::showPlayhead()
{
    const int row = markPlayhead();
    if (row < 0) {
        verticalScrollBar()->setValue(0);
    } else {
        reveal(row, revealMargin);
    }
}

int LogTableView::markPlayhead()
{
    viewport()->update();
    const int row = m_model.rowAtOrBefore(m_session.cursor().position());
    if (row >= 0) {
        setCurrentIndex(m_model.index(row, LogModel::PositionColumn));
    }
    return row;
}

void LogTableView::takeNewRows()
{
    const bool isLookedAt =
        !currentIndex().isValid() || rowRect(currentIndex().row()).intersects(viewport()->rect());
    // The sample is another one now: no column gets narrower for it.
    const int stream = m_streamWidth;
    const int type = m_typeWidth;
    measureNames();
    m_streamWidth = std::max(stream, m_streamWidth);
    m_typeWidth = std::max(type, m_typeWidth);
    // The first time of a log that had none needs its column as well.
    const bool hasNewTime = !m_columnsChosen && header()->sectionSize(LogModel::TimeColumn) < timeWidth();
    if (m_streamWidth > stream || m_typeWidth > type || hasNewTime) {
        fitColumns();
    }
    // Who reads elsewhere is left there.
    if (isLookedAt) {
        showPlayhead();
    } else {
        markPlayhead();
    }
}

void LogTableView::visit(int row)
{
    if (row < 0 || row >= m_model.rowCount()) {
        showPlayhead(); // no further: then it is to be seen where one is
        return;
    }
    const Position position = m_model.positionAt(row);
    m_session.cursor().pause();
    m_session.cursor().jumpTo(position);
    m_session.selection().setStream(m_session.columns()->stream(position));
}

RowLook LogTableView::lookOf(int row) const
{
    const Theme& theme = Theme::instance();
    const Position position = m_model.positionAt(row);
    const Position playhead = m_session.cursor().position();
    if (position == playhead) {
        return {theme.color(Token::SelectedRow)};
    }
    return {row == hoveredRow() ? theme.color(Token::Hover) : QColor(), position > playhead};
}

void LogTableView::paintEvent(QPaintEvent* event)
{
    FixedRowView::paintEvent(event);
    if (m_model.unvouchedFrom() && m_model.rowCount() > 0) {
        // Where it begins, or would between those shown.
        const int good = m_model.rowAtOrBefore(*m_model.unvouchedFrom() - 1);
        QPainter painter(viewport());
        const int y = good < 0 ? rowRect(0).top() : rowRect(good).bottom();
        painter.fillRect(0, y, viewport()->width(), 1, Theme::instance().color(Token::Bad));
    }
    const Position playhead = m_session.cursor().position();
    const int row = m_model.rowAtOrBefore(playhead);
    if (m_model.rowCount() == 0 || (row >= 0 && m_model.positionAt(row) == playhead)) {
        return;
    }
    // The filter hides the playhead's event: a line says where it stands between those shown.
    QPainter painter(viewport());
    const int y = row < 0 ? rowRect(0).top() : rowRect(row).bottom();
    painter.fillRect(0, y, viewport()->width(), 2, Theme::instance().color(Token::Accent));
}

void LogTableView::keyPressEvent(QKeyEvent* event)
{
    const int row = m_model.rowAtOrBefore(m_session.cursor().position());
    switch (event->key()) {
    case Qt::Key_Up: {
        const bool hidden = row >= 0 && m_model.positionAt(row) != m_session.cursor().position();
        visit(hidden ? row : row - 1);
        return;
    }
    case Qt::Key_Down:
        visit(row + 1);
        return;
    case Qt::Key_PageUp:
        visit(std::max(0, row - fullRows()));
        return;
    case Qt::Key_PageDown:
        visit(std::min(m_model.rowCount() - 1, row + fullRows()));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row >= 0) {
            Q_EMIT eventActivated(m_session.cursor().position());
        }
        return;
    default:
        // Left, Right and the letters belong to the window: steps in time and shortcuts.
        event->ignore();
    }
}

void LogTableView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid()) {
        visit(index.row());
        event->accept();
    }
}

void LogTableView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid()) {
        Q_EMIT eventActivated(m_model.positionAt(index.row()));
    }
}

void LogTableView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid()) {
        return;
    }
    const QString text = index.data().toString();
    const Position position = m_model.positionAt(index.row());
    const bool marked = m_session.bookmarks().contains(position);
    QMenu menu(this);
    menu.addAction(
        tr("Go to position %1").arg(grouped(position.value)), this, [this, index] { visit(index.row()); });
    menu.addAction(tr("Copy %1").arg(LogModel::columnTitle(index.column()).toLower()), this, [text] {
        QGuiApplication::clipboard()->setText(text);
    });
    menu.addAction(
        marked ? tr("Remove the bookmark") : tr("Bookmark position %1").arg(grouped(position.value)),
        this,
        [this, position] { m_session.bookmarks().toggle(position); });
    menu.exec(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void LogTableView::showColumnMenu(const QPoint& globalPosition)
{
    QMenu menu(this);
    for (int column = 0; column < LogModel::ColumnCount; ++column) {
        QAction* action = menu.addAction(LogModel::columnTitle(column));
        action->setCheckable(true);
        action->setChecked(!header()->isSectionHidden(column));
        // Without its position a row says nothing about time.
        action->setEnabled(column != LogModel::PositionColumn);
        connect(
            action, &QAction::toggled, this, [this, column](bool shown) { setColumnShown(column, shown); });
    }
    menu.exec(globalPosition);
}

void LogTableView::setColumnShown(int column, bool shown)
{
    header()->setSectionHidden(column, !shown);
    fitColumns();
    saveColumns();
}

void LogTableView::saveColumns() const
{
    QStringList columns;
    for (int visual = 0; visual < header()->count(); ++visual) {
        const int column = header()->logicalIndex(visual);
        if (!header()->isSectionHidden(column)) {
            columns << LogModel::columnKey(column);
        }
    }
    QSettings().setValue(columnsKey(), columns);
}

void LogTableView::restoreColumns()
{
    const QStringList columns = QSettings().value(columnsKey()).toStringList();
    if (!columns.contains(LogModel::columnKey(LogModel::PositionColumn))) {
        return;
    }
    for (int column = 0; column < LogModel::ColumnCount; ++column) {
        const qsizetype place = columns.indexOf(LogModel::columnKey(column));
        header()->setSectionHidden(column, place < 0);
    }
    int visual = 0;
    for (const QString& key : columns) {
        for (int column = 0; column < LogModel::ColumnCount; ++column) {
            if (LogModel::columnKey(column) == key) {
                header()->moveSection(header()->visualIndex(column), visual++);
            }
        }
    }
}

void LogTableView::measureNames()
{
    m_streamWidth = widestStream(Theme::instance().dataFont());
    m_typeWidth = widestType(Theme::instance().uiFont());
}

void LogTableView::measureData(int first, int last)
{
    QString longest;
    for (int row = first; row <= last; ++row) {
        const QString cell = m_model.index(row, LogModel::DataColumn).data().toString();
        longest = cell.size() > longest.size() ? cell : longest;
    }
    const int width = textWidth(Theme::instance().dataFont(), longest) + 1;
    if (width > m_dataWidth) {
        m_dataWidth = width;
        fitColumns();
    }
}

int LogTableView::timeWidth() const
{
    const QFont face = Theme::instance().dataFont();
    const auto columns = m_session.columns();
    const bool timeless = columns && columns->firstTime() == noTime;
    return timeless ? header()->sectionSizeHint(LogModel::TimeColumn)
                    : textWidth(face, m_model.widestTime()) + 2 * LogCellDelegate::margin + 2;
}

int LogTableView::widestStream(const QFont& face) const
{
    const auto columns = m_session.columns();
    const auto streams = columns ? columns->streamsByBirth() : std::span<const StreamId>();
    if (streams.empty()) {
        return 0;
    }
    const auto nameOf = [&](StreamId stream) -> const std::string& {
        return columns->names().streams[static_cast<std::size_t>(stream.value)].name;
    };
    // Names are counted in bytes, which costs little, and only the longest is measured. The newest is looked
    // at in any case: the numbers in names grow.
    const std::size_t step = std::max<std::size_t>(1, streams.size() / mostCounted);
    const std::string* longest = &nameOf(streams.back());
    for (std::size_t i = 0; i < streams.size(); i += step) {
        const std::string& name = nameOf(streams[i]);
        longest = name.size() > longest->size() ? &name : longest;
    }
    return textWidth(face, fromUtf8(*longest)) + 1;
}

int LogTableView::widestType(const QFont& face) const
{
    const auto columns = m_session.columns();
    int widest = 0;
    for (std::size_t i = 1; columns && i < columns->names().types.size() && i <= mostMeasured; ++i) {
        widest = std::max(widest, textWidth(face, typeWords(columns->names().types[i])));
    }
    return widest;
}

void LogTableView::fitColumns()
{
    if (m_columnsChosen) {
        // Times told from a moment may need more than times of day: nothing is cut that was not cut before.
        if (m_session.reference().moment() && header()->sectionSize(LogModel::TimeColumn) < timeWidth()) {
            header()->resizeSection(LogModel::TimeColumn, timeWidth());
        }
        fillDataColumn();
        return;
    }
    const auto columns = m_session.columns();
    const QString figures = grouped(columns ? std::max<std::int64_t>(columns->last().value, 99'999) : 99'999);
    const int sign = m_model.unvouchedFrom() ? LogCellDelegate::signWidth : 0;
    const int figuresWidth = textWidth(Theme::instance().dataFont(), figures);
    header()->resizeSection(LogModel::PositionColumn, figuresWidth + sign + 2 * LogCellDelegate::margin + 8);
    header()->resizeSection(LogModel::TimeColumn, timeWidth());
    header()->resizeSection(LogModel::IdColumn, 170);
    header()->resizeSection(LogModel::CorrelationColumn, 170);
    header()->resizeSection(LogModel::CausationColumn, 170);
    header()->resizeSection(LogModel::VersionColumn, 76);
    fitNames();
    fillDataColumn();
}

void LogTableView::fitNames()
{
    const int margins = 2 * LogCellDelegate::margin;
    int others = header()->length();
    for (const int column : {LogModel::StreamColumn, LogModel::EventColumn, LogModel::DataColumn}) {
        others -= header()->sectionSize(column); // none of a hidden column
    }
    const bool hasData = !header()->isSectionHidden(LogModel::DataColumn);
    const int dataNeed = hasData ? std::max(leastDataColumn(), m_dataWidth + margins) : 0;
    const int dataFloor = std::min(dataNeed, leastData);
    const int names = viewport()->width() - others - 2 * margins - dotWidth;
    int stream = std::max(m_streamWidth, leastStream);
    int type = std::max(m_typeWidth, leastType);
    // Data that needs the room gets it from names that are too long, then gives way itself.
    stream = std::min(stream, std::max(longStream, names - dataNeed - std::min(type, longType)));
    type = std::min(type, std::max(longType, names - dataNeed - stream));
    // The longer of the two gives way first, down to the other's length; then the event, whose colour and
    // first words still tell it, and at last the name, of which every letter may count.
    const int room = names - dataFloor;
    const int uneven = std::clamp(stream + type - room, 0, std::abs(stream - type));
    (stream > type ? stream : type) -= uneven;
    type = std::max(leastType, std::min(type, room - stream));
    stream = std::max(leastStream, std::min(stream, room - type));
    header()->resizeSection(LogModel::StreamColumn, stream + margins);
    header()->resizeSection(LogModel::EventColumn, type + margins + dotWidth);
}

int LogTableView::leastDataColumn() const
{
    return std::min(leastData, header()->sectionSizeHint(LogModel::DataColumn));
}

void LogTableView::fillDataColumn()
{
    if (header()->isSectionHidden(LogModel::DataColumn)) {
        return;
    }
    const int others = header()->length() - header()->sectionSize(LogModel::DataColumn);
    header()->resizeSection(LogModel::DataColumn, std::max(leastDataColumn(), viewport()->width() - others));
}

bool LogTableView::isInView(int row, int height) const
{
    return row >= topRow() && rowRect(row).top() < height;
}

void LogTableView::resizeEvent(QResizeEvent* event)
{
    // A row that is seen goes on being seen, however low the table gets; one that was scrolled away stays so.
    const int row = m_model.rowAtOrBefore(m_session.cursor().position());
    const bool seen = row >= 0 && isInView(row, event->oldSize().height());
    FixedRowView::resizeEvent(event);
    fitColumns();
    if (seen) {
        reveal(row);
    }
}

bool LogTableView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        if (index.isValid()) {
            QToolTip::showText(help->globalPos(), toolTipAt(index), viewport(), visualRect(index));
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return FixedRowView::viewportEvent(event);
}

QString LogTableView::toolTipAt(const QModelIndex& index) const
{
    const auto columns = m_session.columns();
    const Position position = m_model.positionAt(index.row());
    const Position playhead = m_session.cursor().position();
    const std::int64_t steps = position.value - playhead.value;
    QString text = tr("Position %1").arg(grouped(position.value));
    const std::int64_t time = columns->time(position);
    if (time != noTime) {
        const auto reference = m_session.reference().us();
        text += QStringLiteral(" · ")
            + (reference ? relativeTimeText(time, *reference, true) : fromUtf8(formatTimestamp(time)));
    }
    if (steps != 0) {
        text += u'\n'
            + (steps > 0 ? tr("%1 after the playhead") : tr("%1 before the playhead"))
                  .arg(counted(std::abs(steps), tr("event"), tr("events")));
        const std::int64_t now = playhead.value > 0 ? columns->time(playhead) : noTime;
        if (time != noTime && now != noTime) {
            text += QStringLiteral(", ") + distanceText(time - now);
        }
    }
    const auto& type = columns->names().types[static_cast<std::size_t>(columns->type(position).value)];
    text += u'\n' + (index.column() == LogModel::EventColumn ? fromUtf8(type) : index.data().toString());
    if (index.data(LogModel::UnvouchedRole).toBool()) {
        text +=
            u'\n' + tr("Not vouched for: altered from %1 on").arg(grouped(m_model.unvouchedFrom()->value));
    }
    return text;
}

} // namespace hindcast
