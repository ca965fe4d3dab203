#pragma once

#include "model/session/session.h"

#include <QWidget>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace hindcast {

class DifferenceModel;
class EmptyNote;
class FixedRowView;
class PaneHeading;

/// What differs in the selected entity between the pinned position A and the playhead.
class DifferencePane : public QWidget {
    Q_OBJECT

public:
    explicit DifferencePane(Session& session, QWidget* parent = nullptr);

    DifferenceModel* model() const { return m_model; }
    FixedRowView* table() const { return m_table; }
    PaneHeading* heading() const { return m_heading; }
    /// Above the rows: that the entity is not there, or deleted, at one of the two.
    QLabel* remark() const { return m_remark; }
    EmptyNote* note() const { return m_note; }
    QToolButton* pinButton() const { return m_pin; }
    QToolButton* swapButton() const { return m_swap; }
    QToolButton* copyButton() const { return m_copy; }

public Q_SLOTS:
    /// Key D: pins the playhead's position as A.
    void pinHere();
    /// The playhead goes to A, and A to where it was.
    void swap();
    void copyPatch();

private:
    void showRowsOrNote();
    void showNote();
    /// The selected entity's; empty without one.
    QString entityName() const;
    QString standing() const;

    Session& m_session;
    DifferenceModel* m_model;
    PaneHeading* m_heading;
    QToolButton* m_pin;
    QToolButton* m_swap;
    QToolButton* m_copy;
    QLabel* m_remark;
    FixedRowView* m_table;
    EmptyNote* m_note;
    QStackedLayout* m_stack;
};

} // namespace hindcast
