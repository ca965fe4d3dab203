#pragma once

#include "model/session/field_history_model.h"
#include "views/panels/fixed_row_view.h"

namespace hindcast {

/// Who wrote the selected field: a row an event, those after the playhead faded. A click or Enter goes there.
class FieldHistoryView : public FixedRowView {
    Q_OBJECT

public:
    FieldHistoryView(Session& session, FieldHistoryModel& model, QWidget* parent = nullptr);

protected:
    RowLook lookOf(int row) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void jumpTo(int row);
    Position positionAt(int row) const;

    Session& m_session;
    FieldHistoryModel& m_model;
};

} // namespace hindcast
