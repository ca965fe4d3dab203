#pragma once

#include <QStringList>
#include <QWidget>

class QMimeData;

namespace hindcast {

/// Covers the window while files are dragged over it and says that they can be dropped anywhere.
class DropOverlay : public QWidget {
    Q_OBJECT

public:
    explicit DropOverlay(QWidget* window);

    /// The local files among what is dragged.
    static QStringList filesIn(const QMimeData* data);
    void cover();

Q_SIGNALS:
    void dropped(const QStringList& paths);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace hindcast
