#pragma once

#include <QAbstractButton>

namespace hindcast {

/// A line that opens a file: its name, and muted beside it what tells it from others. Painted as a list row,
/// used like a button.
class FileRow : public QAbstractButton {
    Q_OBJECT

public:
    FileRow(const QString& name, const QString& detail, const QString& icon, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QString m_detail;
    QString m_icon;
};

} // namespace hindcast
