#pragma once

#include <QAbstractItemView>
#include <QColor>

class QHeaderView;

namespace hindcast {

/// How a row lies under its cells.
struct RowLook {
    QColor background; ///< invalid: none
    bool faded = false; ///< its cells are told not to be State_Enabled, and draw themselves paler
};

/// A flat list or table whose rows all have the same height. Unlike QTableView and QListView it keeps nothing
/// per row: painting, scrolling and taking ten million new rows cost what is visible. The scroll bar counts
/// rows. Rows inserted or removed above the first visible one don't move what is seen, unless the view is at
/// its top. Cells are drawn by the item delegate; with a header, one per visible section, else one per row.
class FixedRowView : public QAbstractItemView {
    Q_OBJECT

public:
    explicit FixedRowView(int rowHeight, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Gives the view columns with a header on top.
    void setHeader(QHeaderView* header);
    QHeaderView* header() const { return m_header; }
    /// One-pixel lines between rows.
    void setRowLines(bool on) { m_rowLines = on; }

    int rowHeight() const { return m_rowHeight; }
    int topRow() const;
    /// Rows that fit whole.
    int fullRows() const;
    int hoveredRow() const { return m_hovered; }
    /// Scrolls as little as needed to show the row with `margin` rows around it; to its middle when it is
    /// far.
    void reveal(int row, int margin = 0);
    QRect rowRect(int row) const;

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;

protected:
    virtual RowLook lookOf(int row) const;
    void paintEvent(QPaintEvent* event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void
    dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex& index) const override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;

private:
    void rowsGone(const QModelIndex& parent, int start, int end);
    void hover(int row);
    int rows() const;
    void paintRow(QPainter& painter, const QStyleOptionViewItem& base, int row) const;

    int m_rowHeight;
    QHeaderView* m_header = nullptr;
    bool m_rowLines = false;
    int m_hovered = -1;
};

} // namespace hindcast
