#pragma once

#include "model/session/state_model.h"

#include <QPersistentModelIndex>
#include <QSet>
#include <QTreeView>

namespace hindcast {

/// The tree of a state. What is open stays open by path, also when rows go and come back while the playhead
/// moves; small lists and maps open by themselves the first time.
class StateTreeView : public QTreeView {
    Q_OBJECT

public:
    explicit StateTreeView(StateModel& model, QWidget* parent = nullptr);

    /// Draws everything fainter: the rows are not those of the playhead yet.
    void setLate(bool late);
    bool isLate() const { return m_late; }
    /// Makes the names' column as wide as they need, up to half the width. For the same entity it only grows,
    /// so that values don't shake while the playhead moves.
    void fitNames(bool anotherEntity);

    void dataChanged(const QModelIndex& topLeft,
        const QModelIndex& bottomRight,
        const QList<int>& roles = QList<int>()) override;

Q_SIGNALS:
    /// The user picked a row, by mouse or keyboard.
    void picked(const QModelIndex& index);

protected:
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void
    drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isPicked(const QModelIndex& index) const;
    /// What lies under a row's cells; invalid: nothing.
    QColor surfaceOf(const QModelIndex& index) const;
    void hover(const QModelIndex& index);
    void openKnown(const QModelIndex& parent, int first, int last);
    void copyValue() const;

    StateModel& m_model;
    QSet<QString> m_opened; ///< JSON Pointers
    QSet<QString> m_closed;
    QPersistentModelIndex m_hovered;
    int m_nameWidth = 0;
    bool m_late = false;
    bool m_opening = false; ///< expansion is ours, not the user's
};

} // namespace hindcast
