#pragma once

#include "model/session/session.h"
#include "views/dialogs/overlay.h"

class QLabel;
class QLineEdit;

namespace hindcast {

/// A field that takes the playhead to a position, a time or an event's id. Where that is is said while
/// typing; what can't be found is said below the field, with advice.
class GoToPopup : public Overlay {
    Q_OBJECT

public:
    GoToPopup(Session& session, QWidget* window);

    void openUnder(QPoint topCentre);
    /// As typed and entered.
    void go(const QString& text);
    QLineEdit* field() const { return m_field; }
    QString message() const;

private:
    void foresee();
    void findId(const QString& id, const QString& problem, const QString& advice);
    void arrive(Position position);
    void say(const QString& text, bool problem);

    Session& m_session;
    QLineEdit* m_field;
    QLabel* m_message;
    RequestSlot m_slot;
};

} // namespace hindcast
