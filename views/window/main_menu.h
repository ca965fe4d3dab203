#pragma once

class QMenu;
class QWidget;

namespace hindcast {

class Actions;

/// The window's one menu: a submenu a group of commands, in the order of the command table, with their keys.
QMenu* makeMainMenu(const Actions& actions, QWidget* parent);

} // namespace hindcast
