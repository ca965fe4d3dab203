#pragma once

#include "engine/time/density.h"
#include "model/session/session.h"

#include <QWidget>

#include <memory>

class QStackedLayout;

namespace hindcast {

class EmptyNote;
class FilterBar;
class LogModel;
class LogTableView;

/// The log with its filter: what happened, in the order in which it was recorded.
class LogPane : public QWidget {
    Q_OBJECT

public:
    explicit LogPane(Session& session, QWidget* parent = nullptr);

    FilterBar* filterBar() const { return m_filterBar; }
    LogTableView* table() const { return m_table; }
    LogModel* model() const { return m_model; }
    /// The timeline's lanes, whose colours the events' dots take; without them each category has its own.
    void setLanes(std::shared_ptr<const LaneIndex> lanes);

public Q_SLOTS:
    /// Key /
    void focusFilter();

Q_SIGNALS:
    /// Double click or Enter on an event: show its details.
    void eventActivated(hindcast::Position position);
    /// What was asked for is not there; worth a line, not an error.
    void missed(const QString& text);

private:
    void showRowsOrNote();

    Session& m_session;
    LogModel* m_model;
    FilterBar* m_filterBar;
    LogTableView* m_table;
    EmptyNote* m_note;
    QStackedLayout* m_stack;
};

} // namespace hindcast
