#pragma once

#include <QFrame>
#include <QPointer>

namespace hindcast {

/// A card that floats over its window for one short question, without being modal: it goes by Esc, by a
/// click elsewhere, or when the focus leaves, and gives the focus back to where it was.
class Overlay : public QFrame {
    Q_OBJECT

public:
    explicit Overlay(QWidget* window);

    /// Shows the card with its top centre there, as wide as `width` and the window allow, focus in `field`.
    void openAt(QPoint topCentre, int width, QWidget* field);
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    /// As high as the content is at the card's width.
    void fitHeight();
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void watchFocus(QWidget* before, QWidget* now);

    QPointer<QWidget> m_before; ///< had the focus before
};

} // namespace hindcast
