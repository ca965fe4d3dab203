#pragma once

#include "model/session/session.h"
#include "model/session/words.h"

#include <QWidget>

class QLabel;

namespace hindcast {

class LinkButton;

/// Says that one looks at the past, where, and how to return; there only while the playhead is not at the
/// end.
class PastBanner : public QWidget {
    Q_OBJECT

public:
    explicit PastBanner(Session& session, QWidget* parent = nullptr);

    QString text() const;
    /// The key that returns, as the user has it.
    void setReturnKey(const QString& key);

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
    LinkButton* m_return;
};

} // namespace hindcast
