#include "views/timeline/choice_button.h"

#include "views/theme/theme.h"

#include <QActionGroup>
#include <QMenu>

namespace hindcast {

ChoiceButton::ChoiceButton(const QString& accessibleName, QWidget* parent)
    : QToolButton(parent)
    , m_group(new QActionGroup(this))
{
    setAccessibleName(accessibleName);
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(Theme::instance().icon(QStringLiteral("chevron-down"), Token::Muted));
    setIconSize(QSize(12, 12));
    // The arrow belongs behind the text.
    setLayoutDirection(Qt::RightToLeft);
    setFocusPolicy(Qt::StrongFocus);
    auto* choices = new QMenu(this);
    choices->setLayoutDirection(Qt::LeftToRight);
    setMenu(choices);
    connect(m_group, &QActionGroup::triggered, this, [this](QAction* action) {
        setText(action->property("short").toString());
        Q_EMIT chosen(current());
    });
}

QAction* ChoiceButton::addChoice(const QString& text, const QString& menuText)
{
    QAction* action = menu()->addAction(menuText.isEmpty() ? text : menuText);
    action->setCheckable(true);
    action->setProperty("short", text);
    m_group->addAction(action);
    if (m_group->actions().size() == 1) {
        setCurrent(0);
    }
    return action;
}

int ChoiceButton::current() const
{
    return static_cast<int>(m_group->actions().indexOf(m_group->checkedAction()));
}

void ChoiceButton::setCurrent(int index)
{
    QAction* action = m_group->actions().value(index);
    if (action != nullptr) {
        action->setChecked(true);
        setText(action->property("short").toString());
    }
}

} // namespace hindcast
