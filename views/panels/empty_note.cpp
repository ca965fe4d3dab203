#include "views/panels/empty_note.h"

#include "views/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hindcast {

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

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        2 * Theme::padding, 2 * Theme::padding, 2 * Theme::padding, 2 * Theme::padding);
    column->setSpacing(Theme::padding);
    column->addStretch(2);
    column->addWidget(m_label);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyNote::say(const QString& sentence, const QString& actionText, std::function<void()> action)
{
    m_label->setText(sentence);
    m_label->setAccessibleName(sentence);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    m_action = std::move(action);
}

QString EmptyNote::sentence() const
{
    return m_label->text();
}

} // namespace hindcast
