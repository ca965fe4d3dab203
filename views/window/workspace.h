#pragma once

#include "model/session/session.h"

#include <QWidget>

namespace hindcast {

class Actions;
class DockArea;
class LogPane;
class PastBanner;
class ReferenceBanner;
class StatePane;
class TimelinePane;

/// What the window shows while a project is open: the banner of the past and the panes in their docks. Makes
/// the panes and connects the commands that concern them; nothing else knows their types.
class Workspace : public QWidget {
    Q_OBJECT

public:
    Workspace(Session& session, Actions& actions, QWidget* parent = nullptr);

    DockArea& docks() const { return *m_docks; }
    LogPane& log() const { return *m_log; }
    StatePane& state() const { return *m_state; }
    TimelinePane& timeline() const { return *m_timeline; }
    PastBanner& banner() const { return *m_banner; }
    ReferenceBanner& referenceBanner() const { return *m_reference; }
    /// Puts the keyboard where travelling begins: into the log.
    void focusLog();

protected:
    /// Esc, where no field or pane took it, ends the time reference.
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makePanes(Session& session);
    void connectCommands(const Actions& actions);

    Session& m_session;
    PastBanner* m_banner;
    ReferenceBanner* m_reference;
    DockArea* m_docks;
    LogPane* m_log = nullptr;
    StatePane* m_state = nullptr;
    TimelinePane* m_timeline = nullptr;
};

} // namespace hindcast
