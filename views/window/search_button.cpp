#include "views/window/search_button.h"

#include "views/theme/theme.h"

#include <QPainter>

namespace hindcast {

namespace {

constexpr int widest = 360;
constexpr int narrowest = 120;
constexpr int boxHeight = 28;
constexpr int inset = 10;

} // namespace

SearchButton::SearchButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("searchButton"));
    setText(tr("Search events, entities, commands…"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMaximumWidth(widest);
    setAttribute(Qt::WA_Hover);
}

void SearchButton::setKeyText(const QString& key)
{
    m_key = key;
    update();
}

QSize SearchButton::sizeHint() const
{
    return {widest, boxHeight};
}

QSize SearchButton::minimumSizeHint() const
{
    return {narrowest, boxHeight};
}

void SearchButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.color(Token::PanelRaised));
    const Token edge = hasFocus() ? Token::Accent : underMouse() ? Token::ScrollHandle : Token::Line;
    painter.setPen(theme.color(edge));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    QRect room = rect().adjusted(inset, 0, -inset, 0);
    if (!m_key.isEmpty() && width() > 2 * narrowest) {
        QFont small = theme.uiFont();
        small.setPixelSize(11);
        painter.setFont(small);
        const int keyWidth = QFontMetrics(small).horizontalAdvance(m_key) + 10;
        const QRectF cap(room.right() - keyWidth + 4, room.center().y() - 8, keyWidth, 17);
        painter.setBrush(theme.color(Token::Panel));
        painter.setPen(theme.color(Token::Line));
        painter.drawRoundedRect(cap.translated(0.5, 0.5), 4, 4);
        painter.setPen(theme.color(Token::Muted));
        painter.drawText(cap, Qt::AlignCenter, m_key);
        room.setRight(static_cast<int>(cap.left()) - inset);
    }
    painter.setFont(theme.uiFont());
    painter.setPen(theme.color(Token::Muted));
    painter.drawText(room,
        Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(theme.uiFont()).elidedText(text(), Qt::ElideRight, room.width()));
}

} // namespace hindcast
