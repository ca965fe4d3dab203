#pragma once

#include "model/session/session.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace hindcast {

/// Says on top of a pane that nothing vouches for what it shows, because the log is not what was recorded.
/// Shows itself when that is so.
class DoubtNote : public QWidget {
    Q_OBJECT

public:
    explicit DoubtNote(Session& session, QWidget* parent = nullptr);

    /// The last event that the pane's content is made of; nothing while there is no content.
    void setEvent(std::optional<Position> event);
    QString text() const;

private:
    void follow();
    void recolour();

    Session& m_session;
    std::optional<Position> m_event;
    QLabel* m_sign;
    QLabel* m_text;
};

} // namespace hindcast
