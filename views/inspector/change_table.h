#pragma once

#include "views/panels/fixed_row_view.h"

namespace hindcast {

class DifferenceModel;

/// The changes between two states, one a row. Paths have the room that they need, at least a third and at
/// most half of the table; longer ones lose their first steps, since the last ones tell them apart. The
/// values share the rest.
class ChangeTable : public FixedRowView {
    Q_OBJECT

public:
    explicit ChangeTable(DifferenceModel& model, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();

    const DifferenceModel& m_model;
};

} // namespace hindcast
