#include "views/dialogs/file_row.h"

#include "views/theme/theme.h"

#include <QCursor>
#include <QPainter>

namespace hindcast {

namespace {

constexpr int inset = 10;
constexpr int iconWidth = 16;
constexpr int rowHeight = 32;
constexpr int gap = 12;

} // namespace

FileRow::FileRow(const QString& name, const QString& detail, const QString& icon, QWidget* parent)
    : QAbstractButton(parent)
    , m_detail(detail)
    , m_icon(icon)
{
    setText(name);
    setAccessibleName(name + QStringLiteral(", ") + detail);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize FileRow::sizeHint() const
{
    return {360, rowHeight};
}

QSize FileRow::minimumSizeHint() const
{
    return {160, rowHeight};
}

void FileRow::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    // Where the pointer is now: a row that moved away from under it is told of no leaving, and of no entering
    // when the pointer comes back.
    const bool hovered = rect().contains(mapFromGlobal(QCursor::pos())) && underMouse();
    if (isDown() || hovered || hasFocus()) {
        painter.setBrush(theme.color(isDown() ? Token::OnPanel : Token::Hover));
        painter.setPen(hasFocus() ? QPen(theme.color(Token::Accent)) : QPen(Qt::NoPen));
        painter.drawRoundedRect(box, 6, 6);
    }
    theme.icon(m_icon, Token::Muted).paint(&painter, inset, (height() - iconWidth) / 2, iconWidth, iconWidth);

    const int left = inset + iconWidth + gap;
    const QRect line(left, 0, width() - left - inset, height());
    painter.setFont(theme.uiFont());
    const QFontMetrics metrics(painter.font());
    const int nameWidth = std::min(metrics.horizontalAdvance(text()) + 1, line.width());
    painter.setPen(theme.color(Token::Text));
    painter.drawText(
        line, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(text(), Qt::ElideMiddle, line.width()));
    const QRect rest = line.adjusted(nameWidth + gap, 0, 0, 0);
    if (rest.width() > 40) {
        painter.setPen(theme.color(Token::Muted));
        painter.drawText(rest,
            Qt::AlignVCenter | Qt::AlignRight,
            metrics.elidedText(m_detail, Qt::ElideMiddle, rest.width()));
    }
}

void FileRow::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FileRow::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void FileRow::mouseMoveEvent(QMouseEvent* event)
{
    QAbstractButton::mouseMoveEvent(event);
    update();
}

} // namespace hindcast
