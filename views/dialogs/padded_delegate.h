#pragma once

#include <QAbstractItemView>
#include <QStyledItemDelegate>

namespace hindcast {

/// An item with the room at its sides that the headers of tables have, so that both stand in one line. The
/// whole row under the pointer is lit, not its cell alone.
class PaddedDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int padding = 10;

    /// For that view only, which owns it.
    explicit PaddedDelegate(QAbstractItemView* view);

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void hover(int row);

    QAbstractItemView* m_view;
    QWidget* m_viewport; ///< has events still while the view goes
    int m_hovered = -1;
};

} // namespace hindcast
