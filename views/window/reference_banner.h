#pragma once

#include "model/session/session.h"

#include <QWidget>

class QLabel;

namespace hindcast {

class LinkButton;

/// The strip above the panes while times are relative to a moment: to which, and the way back. Shows itself
/// when that is so.
class ReferenceBanner : public QWidget {
    Q_OBJECT

public:
    explicit ReferenceBanner(Session& session, QWidget* parent = nullptr);

    void setEndKey(const QString& key);
    /// "Times are relative to position 12 · 2026-11-23 10:42:09.018 UTC."
    QString text() const;
    LinkButton* endButton() const { return m_end; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    void recolour();

    Session& m_session;
    QLabel* m_text;
    LinkButton* m_end;
};

} // namespace hindcast
