#pragma once

#include "engine/time/density.h"
#include "model/session/log_model.h"
#include "model/session/session.h"
#include "views/panels/fixed_row_view.h"

namespace hindcast {

class LogCellDelegate;

/// The log as a table that shares the playhead with everything else: its row is marked and kept in view, what
/// comes after it is faded, a click or an arrow key moves it. Columns are chosen in the header's menu and
/// remembered in the user's settings.
class LogTableView : public FixedRowView {
    Q_OBJECT

public:
    LogTableView(Session& session, LogModel& model, QWidget* parent = nullptr);

    /// Remembers columns in the settings, or takes them from there.
    void saveColumns() const;
    void restoreColumns();
    void setColumnShown(int column, bool shown);
    /// Marks the playhead's row and brings it into view.
    void showPlayhead();
    /// Makes the playhead's row the current one and tells which it is; -1 before the first.
    int markPlayhead();
    /// The timeline's lanes, whose colours the events' dots take.
    void setLanes(std::shared_ptr<const LaneIndex> lanes);

Q_SIGNALS:
    /// Double click or Enter: the user wants the event's details.
    void eventActivated(hindcast::Position position);

protected:
    RowLook lookOf(int row) const override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void takeNewRows();
    void visit(int row);
    bool isInView(int row, int height) const;
    void measureNames();
    void measureData(int first, int last);
    void fitColumns();
    int timeWidth() const;
    int widestStream(const QFont& face) const;
    int widestType(const QFont& face) const;
    void fitNames();
    int leastDataColumn() const;
    void fillDataColumn();
    void showColumnMenu(const QPoint& globalPosition);
    QString toolTipAt(const QModelIndex& index) const;

    Session& m_session;
    LogModel& m_model;
    LogCellDelegate* m_delegate;
    int m_streamWidth = 0; ///< widest names of this log
    int m_typeWidth = 0;
    int m_dataWidth = 0; ///< widest data that has been read
    bool m_columnsChosen = false; ///< widths come from the user, not from the log
};

} // namespace hindcast
