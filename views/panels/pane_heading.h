#pragma once

#include <QString>
#include <QWidget>

class QHBoxLayout;

namespace hindcast {

/// The line on top of a pane or of a part of it: what it shows in semibold, and in muted text of which moment
/// and how much. Texts are elided; the width never depends on them. Small controls may stand at its right.
class PaneHeading : public QWidget {
    Q_OBJECT

public:
    explicit PaneHeading(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    QString title() const { return m_title; }
    void setNote(const QString& note);
    QString note() const { return m_note; }
    /// Entities' names are data and stand in the data face.
    void setTitleIsData(bool isData);
    /// Adds a control at the right.
    void addControl(QWidget* control);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void announce();

    QString m_title;
    QString m_note;
    bool m_titleIsData = false;
    QHBoxLayout* m_controls;
};

} // namespace hindcast
