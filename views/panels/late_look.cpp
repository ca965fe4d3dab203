#include "views/panels/late_look.h"

#include <QGraphicsOpacityEffect>
#include <QWidget>

namespace hindcast {

namespace {

constexpr qreal lateOpacity = 0.6;

} // namespace

void setLateLook(QWidget* widget, bool late)
{
    // An effect draws through a picture of the widget: there is none while nothing is late.
    if (!late) {
        widget->setGraphicsEffect(nullptr);
    } else if (widget->graphicsEffect() == nullptr) {
        auto* fade = new QGraphicsOpacityEffect(widget);
        fade->setOpacity(lateOpacity);
        widget->setGraphicsEffect(fade);
    }
}

} // namespace hindcast
