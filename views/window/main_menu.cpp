#include "views/window/main_menu.h"

#include "views/window/actions.h"

#include <QMenu>

namespace hindcast {

namespace {

/// Where a line helps the eye: before these commands.
bool beginsSection(Command command)
{
    switch (command) {
    case Command::ImportReport:
    case Command::Quit:
    case Command::PreviousHit:
    case Command::PreviousInStream:
    case Command::ToCause:
    case Command::FirstEvent:
    case Command::Back:
    case Command::LastWriter:
    case Command::CopyEvent:
    case Command::ShowEntities:
    case Command::RearrangePanels:
    case Command::SwitchTheme:
        return true;
    default:
        return false;
    }
}

} // namespace

QMenu* makeMainMenu(const Actions& actions, QWidget* parent)
{
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("mainMenu"));
    CommandGroup group = CommandGroup::File;
    QMenu* current = nullptr;
    for (const CommandInfo& info : commandTable()) {
        if (current == nullptr || info.group != group) {
            group = info.group;
            current = menu->addMenu(titleOf(group));
        } else if (beginsSection(info.command)) {
            current->addSeparator();
        }
        current->addAction(actions.action(info.command));
    }
    return menu;
}

} // namespace hindcast
