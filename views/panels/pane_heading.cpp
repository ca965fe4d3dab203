#include "views/panels/pane_heading.h"

#include "views/panels/cell_painting.h"
#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace hindcast {

PaneHeading::PaneHeading(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_controls(new QHBoxLayout(this))
{
    setFixedHeight(Theme::headingHeight);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_controls->setContentsMargins(Theme::padding, 0, Theme::padding - 4, 1);
    m_controls->setSpacing(2);
    m_controls->addStretch(1);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    announce();
}

void PaneHeading::setTitle(const QString& title)
{
    if (m_title != title) {
        m_title = title;
        announce();
    }
}

void PaneHeading::setNote(const QString& note)
{
    if (m_note != note) {
        m_note = note;
        announce();
    }
}

void PaneHeading::announce()
{
    setAccessibleName(m_note.isEmpty() ? m_title : m_title + QStringLiteral(", ") + m_note);
    setToolTip(m_note.isEmpty() ? QString() : m_title + QStringLiteral("  ") + m_note);
    update();
}

void PaneHeading::setTitleIsData(bool isData)
{
    m_titleIsData = isData;
    update();
}

void PaneHeading::addControl(QWidget* control)
{
    m_controls->addWidget(control, 0, Qt::AlignVCenter);
}

QSize PaneHeading::sizeHint() const
{
    return {160, Theme::headingHeight};
}

QSize PaneHeading::minimumSizeHint() const
{
    return {60, Theme::headingHeight};
}

void PaneHeading::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Panel));
    painter.fillRect(0, height() - 1, width(), 1, theme.color(Token::Line));

    int right = width() - Theme::padding;
    for (int i = 0; i < m_controls->count(); ++i) {
        const QWidget* control = m_controls->itemAt(i)->widget();
        if (control != nullptr && control->isVisible()) {
            right = std::min(right, control->geometry().left() - 8);
        }
    }
    QFont titleFont = m_titleIsData ? theme.dataFont() : theme.headingFont();
    titleFont.setWeight(QFont::DemiBold);
    QRect space(Theme::padding, 0, std::max(0, right - Theme::padding), height() - 1);
    const int titleWidth = std::min(space.width(), textWidth(titleFont, m_title) + 1);
    drawCellText(painter,
        {space.left(), 0, titleWidth, space.height()},
        m_title,
        titleFont,
        theme.color(Token::Text),
        Qt::AlignLeft | Qt::AlignVCenter,
        m_titleIsData ? Qt::ElideMiddle : Qt::ElideRight);
    space.setLeft(space.left() + titleWidth + (m_title.isEmpty() ? 0 : 10));
    drawRunningText(painter, space, m_note, theme.uiFont(), theme.color(Token::Muted));
}

} // namespace hindcast
