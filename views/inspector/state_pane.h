#pragma once

#include "model/session/session.h"

#include <QWidget>

#include <optional>

class QLabel;
class QSplitter;
class QStackedLayout;

namespace hindcast {

class DoubtNote;
class EmptyNote;
class FieldHistoryModel;
class FieldHistoryView;
class PaneHeading;
class StateModel;
class StateTracker;
class StateTreeView;

/// The selected entity's state at the playhead: its fields, which of them its last event changed, and for the
/// selected field every event that wrote it.
class StatePane : public QWidget {
    Q_OBJECT

public:
    explicit StatePane(Session& session, QWidget* parent = nullptr);

    StateTreeView* tree() const { return m_tree; }
    StateModel* model() const { return m_model; }
    StateTracker* tracker() const { return m_tracker; }
    FieldHistoryModel* historyModel() const { return m_historyModel; }
    FieldHistoryView* historyView() const { return m_historyView; }
    PaneHeading* heading() const { return m_heading; }
    PaneHeading* historyHeading() const { return m_historyHeading; }
    EmptyNote* note() const { return m_note; }
    DoubtNote* doubt() const { return m_doubt; }
    /// Above the fields: what they alone don't say.
    QLabel* remark() const { return m_remark; }

private:
    void showState();
    void showNote();
    void showRemarks();
    void showHeading();
    void showHistory();
    void selectField();

    Session& m_session;
    std::optional<StreamId> m_shownStream;
    StateTracker* m_tracker;
    StateModel* m_model;
    FieldHistoryModel* m_historyModel;
    PaneHeading* m_heading;
    DoubtNote* m_doubt;
    QLabel* m_remark;
    StateTreeView* m_tree;
    PaneHeading* m_historyHeading;
    FieldHistoryView* m_historyView;
    QWidget* m_history;
    QSplitter* m_splitter;
    EmptyNote* m_note;
    QStackedLayout* m_stack;
};

} // namespace hindcast
