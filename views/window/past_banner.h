#pragma once

#include "model/session/session.h"
#include "model/session/words.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace hindcast {

/// Says that one looks at the past, where, and how to return; there only while the playhead is not at the
/// end.
class PastBanner : public QWidget {
    Q_OBJECT

public:
    explicit PastBanner(Session& session, QWidget* parent = nullptr);

    QString text() const;

Q_SIGNALS:
    void returnRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    void recolour();

    Session& m_session;
    TimeStyle m_style; ///< always with the date: the banner is where one looks for it
    QLabel* m_title;
    QLabel* m_where;
    QPushButton* m_return;
};

} // namespace hindcast
