#include "views/dialogs/overlay.h"

#include "views/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLayout>
#include <QPainter>

#include <algorithm>

namespace hindcast {

namespace {

constexpr int margin = 8;

} // namespace

Overlay::Overlay(QWidget* window)
    : QFrame(window)
{
    setFocusPolicy(Qt::StrongFocus);
    connect(qApp, &QApplication::focusChanged, this, &Overlay::watchFocus);
    // On the application: a click on anything that takes no focus counts too.
    qApp->installEventFilter(this);
    hide();
}

void Overlay::openAt(QPoint topCentre, int width, QWidget* field)
{
    if (!isVisible()) {
        m_before = QApplication::focusWidget();
    }
    const int room = parentWidget()->width() - 2 * margin;
    setFixedWidth(std::min(width, room));
    fitHeight();
    const int left = std::clamp(topCentre.x() - this->width() / 2, margin, margin + room - this->width());
    move(left, topCentre.y());
    show();
    raise();
    field->setFocus(Qt::ShortcutFocusReason);
}

void Overlay::fitHeight()
{
    layout()->activate();
    const int flowing = layout()->totalHeightForWidth(width());
    resize(width(), flowing >= 0 ? flowing : layout()->totalSizeHint().height());
}

void Overlay::dismiss()
{
    if (!isVisible()) {
        return;
    }
    const QWidget* focus = QApplication::focusWidget();
    const bool hasFocusInside = focus != nullptr && (focus == this || isAncestorOf(focus));
    hide();
    if (hasFocusInside && m_before) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT dismissed();
}

void Overlay::watchFocus(QWidget*, QWidget* now)
{
    // No focus at all means another window's: the question waits.
    if (isVisible() && now != nullptr && now != this && !isAncestorOf(now)) {
        dismiss();
    }
}

bool Overlay::eventFilter(QObject* watched, QEvent* event)
{
    if (isVisible() && event->type() == QEvent::Resize && watched == parentWidget()) {
        dismiss();
    } else if (isVisible() && event->type() == QEvent::MouseButtonPress) {
        const auto* pressed = qobject_cast<QWidget*>(watched);
        if (pressed != nullptr && pressed->window() == window() && pressed != this
            && !isAncestorOf(pressed)) {
            dismiss();
        }
    }
    return QFrame::eventFilter(watched, event);
}

void Overlay::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
    }
    // Nothing typed here is meant for the window below.
    event->accept();
}

void Overlay::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.color(Token::Panel));
    painter.setPen(theme.color(Token::ScrollHandle));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace hindcast
