#include "views/window/drop_overlay.h"

#include "views/theme/theme.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace hindcast {

DropOverlay::DropOverlay(QWidget* window)
    : QWidget(window)
{
    setObjectName(QStringLiteral("dropOverlay"));
    setAcceptDrops(true);
    hide();
}

QStringList DropOverlay::filesIn(const QMimeData* data)
{
    QStringList paths;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    return paths;
}

void DropOverlay::cover()
{
    setGeometry(parentWidget()->rect());
    show();
    raise();
}

void DropOverlay::dragEnterEvent(QDragEnterEvent* event)
{
    if (!filesIn(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void DropOverlay::dragLeaveEvent(QDragLeaveEvent*)
{
    hide();
}

void DropOverlay::dropEvent(QDropEvent* event)
{
    hide();
    const QStringList paths = filesIn(event->mimeData());
    if (!paths.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT dropped(paths);
    }
}

void DropOverlay::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme.color(Token::Panel);
    veil.setAlphaF(0.88F);
    painter.fillRect(rect(), veil);
    QPen edge(theme.color(Token::Accent), 2, Qt::DashLine);
    painter.setPen(edge);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(16, 16, -16, -16), 12, 12);

    const int middle = height() / 2;
    theme.icon(QStringLiteral("import"), Token::Accent)
        .paint(&painter, width() / 2 - 20, middle - 56, 40, 40);
    QFont font = theme.headingFont();
    font.setPixelSize(18);
    painter.setFont(font);
    painter.setPen(theme.color(Token::Text));
    painter.drawText(QRect(0, middle, width(), 30), Qt::AlignCenter, tr("Drop to open"));
    painter.setFont(theme.uiFont());
    painter.setPen(theme.color(Token::Muted));
    painter.drawText(QRect(0, middle + 30, width(), 24),
        Qt::AlignCenter,
        tr("A project opens at once; a log is looked at first. Several logs are read as one."));
}

} // namespace hindcast
