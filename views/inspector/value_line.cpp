#include "views/inspector/value_line.h"

#include "views/panels/cell_painting.h"

#include <QPainter>

namespace hindcast {

namespace {

constexpr int ownMargin = 2; ///< that QLineEdit keeps at its sides

} // namespace

ValueLine::ValueLine(QWidget* parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    setProperty("value", true);
}

void ValueLine::setValue(const QString& value)
{
    if (text() != value) {
        setText(value);
        setCursorPosition(0);
        setToolTip(value);
    }
}

QRect ValueLine::textRect() const
{
    return contentsRect().adjusted(ownMargin, 0, -ownMargin, 0);
}

QString ValueLine::shownText() const
{
    return hasFocus() || hasSelectedText()
        ? text()
        : fontMetrics().elidedText(text(), Qt::ElideMiddle, textRect().width());
}

void ValueLine::paintEvent(QPaintEvent* event)
{
    if (shownText() == text()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    drawCellText(painter,
        textRect(),
        text(),
        font(),
        palette().color(QPalette::Text),
        Qt::AlignLeft | Qt::AlignVCenter,
        Qt::ElideMiddle);
}

} // namespace hindcast
