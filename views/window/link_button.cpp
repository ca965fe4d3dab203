#include "views/window/link_button.h"

#include <QPainter>

namespace hindcast {

namespace {

constexpr int buttonHeight = 24;
constexpr int inset = 6;
constexpr int gap = 8;
constexpr int capHeight = 18;

} // namespace

LinkButton::LinkButton(const QString& text, Token ink, Token line, QWidget* parent)
    : QAbstractButton(parent)
    , m_ink(ink)
    , m_line(line)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void LinkButton::setKeyText(const QString& key)
{
    m_key = key;
    setToolTip(key.isEmpty() ? text() : QStringLiteral("%1 (%2)").arg(text(), key));
    updateGeometry();
    update();
}

QFont LinkButton::keyFont() const
{
    QFont font = Theme::instance().uiFont();
    font.setPixelSize(11);
    return font;
}

int LinkButton::keyWidth() const
{
    return m_key.isEmpty() ? 0 : QFontMetrics(keyFont()).horizontalAdvance(m_key) + 10;
}

QSize LinkButton::sizeHint() const
{
    const int words = QFontMetrics(Theme::instance().headingFont()).horizontalAdvance(text());
    const int key = keyWidth();
    return {2 * inset + words + (key > 0 ? gap + key : 0), buttonHeight};
}

void LinkButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = theme.color(m_ink);
    if (hasFocus()) {
        painter.setPen(ink);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    QFont font = theme.headingFont();
    font.setUnderline(true);
    painter.setFont(font);
    painter.setPen(underMouse() ? theme.color(Token::Text) : ink);
    painter.drawText(rect().adjusted(inset, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (!m_key.isEmpty()) {
        const int width = keyWidth();
        const QRectF cap(this->width() - inset - width, (height() - capHeight) / 2.0, width, capHeight);
        painter.setPen(theme.color(m_line));
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.setPen(ink);
        painter.setFont(keyFont());
        painter.drawText(cap, Qt::AlignCenter, m_key);
    }
}

} // namespace hindcast
