#pragma once

#include "model/session/entity_model.h"
#include "model/session/session.h"
#include "views/panels/fixed_row_view.h"

namespace hindcast {

/// The list of the entity pane. The selected row is where the selected entity is, however rows shift while
/// the playhead moves.
class EntityListView : public FixedRowView {
    Q_OBJECT

public:
    EntityListView(Session& session, EntityModel& model, QWidget* parent = nullptr);

    /// -1 when the selected entity is not among the rows.
    int selectedRow() const;

protected:
    RowLook lookOf(int row) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void pick(int row);
    void jumpToLastEvent(int row);
    void followSelection();

    Session& m_session;
    EntityModel& m_model;
};

} // namespace hindcast
