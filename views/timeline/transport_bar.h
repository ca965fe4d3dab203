#pragma once

#include "model/session/session.h"
#include "model/session/timeline_index.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;

namespace hindcast {

class ChoiceButton;

/// The strip above the timeline: stepping and playing at the left, what axis and lanes mean in the middle,
/// where the playhead stands at the right. Captions and zoom buttons give way, in this order, when it gets
/// narrow.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    TransportBar(Session& session, TimelineIndex& index, QWidget* parent = nullptr);

    /// Without what gives way.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void zoomInRequested();
    void zoomOutRequested();
    void fitRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// `command`: the id of the window's command that does the same, whose key the tooltip tells.
    QToolButton* addButton(const QString& icon, const QString& name, const char* command = nullptr);
    void makeTransport();
    void makeSpeed();
    void makeChoices();
    void showState();
    void showPosition();

    Session& m_session;
    TimelineIndex& m_index;
    QToolButton* m_first = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_play = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_last = nullptr;
    ChoiceButton* m_speed = nullptr;
    ChoiceButton* m_axis = nullptr;
    ChoiceButton* m_lanes = nullptr;
    QLabel* m_position = nullptr;
    std::vector<QWidget*> m_captions;
    std::vector<QWidget*> m_zoomButtons;
};

} // namespace hindcast
