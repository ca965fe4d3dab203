#include "views/panels/empty_note.h"

#include "views/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace hindcast {

namespace {

constexpr int tightMargin = 8; ///< where room is short

} // namespace

EmptyNote::EmptyNote(QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_button(new QPushButton(this))
{
    m_label->setProperty("muted", true);
    m_label->setWordWrap(true);
    m_label->setAlignment(Qt::AlignHCenter | Qt::AlignVCenter);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_action) {
            m_action();
        }
    });
}

EmptyNote::Places EmptyNote::places(QSize size) const
{
    const bool offers = !m_button->isHidden();
    const QSize button = offers ? m_button->sizeHint() : QSize();
    const int between = offers ? Theme::padding : 0;
    Places places;
    for (const int margin : {2 * Theme::padding, tightMargin}) {
        const int width = std::max(1, size.width() - 2 * margin);
        const int text = m_label->heightForWidth(width);
        const int whole = text + between + button.height();
        const int spare = size.height() - 2 * margin - whole;
        places.least = whole + 2 * margin;
        // A little above the middle, as the eye has it.
        const int top = margin + std::max(0, spare) * 2 / 5;
        places.label = QRect(margin, top, width, text);
        places.button =
            QRect(QPoint((size.width() - std::min(width, button.width())) / 2, top + text + between),
                QSize(std::min(width, button.width()), button.height()));
        if (spare >= 0) {
            break;
        }
    }
    return places;
}

void EmptyNote::arrange()
{
    Places here = places(size());
    // What does not fit even so is left out whole: the sentence is in the tooltip then, the button stays.
    const bool fits = here.least <= height();
    const bool lone = !fits && !m_button->isHidden();
    setToolTip(fits ? QString() : sentence());
    m_label->setVisible(!lone);
    if (lone) {
        here.button.moveTop(std::max(0, (height() - here.button.height()) / 2));
    }
    m_label->setGeometry(here.label);
    m_button->setGeometry(here.button);
}

QSize EmptyNote::minimumSizeHint() const
{
    // Also where there is no button at the moment: docks ask only once.
    constexpr int lines = 3;
    return {m_button->isHidden() ? 80 : m_button->sizeHint().width() + 2 * tightMargin,
        lines * m_label->fontMetrics().lineSpacing() + m_button->sizeHint().height() + Theme::padding
            + 2 * tightMargin};
}

QSize EmptyNote::sizeHint() const
{
    return minimumSizeHint();
}

void EmptyNote::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool EmptyNote::event(QEvent* event)
{
    // Another font or theme makes the words another size.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::FontChange) {
        arrange();
    }
    return QWidget::event(event);
}

void EmptyNote::say(const QString& sentence, const QString& actionText, std::function<void()> action)
{
    m_label->setText(sentence);
    m_label->setAccessibleName(sentence);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    m_action = std::move(action);
    updateGeometry();
    arrange();
}

QString EmptyNote::sentence() const
{
    return m_label->text();
}

} // namespace hindcast
