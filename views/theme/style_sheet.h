#pragma once

#include <QString>

namespace hindcast {

class Theme;

/// The application's one style sheet, made from the theme's tokens.
///
/// Hooks for the panes (dynamic properties, set before the widget is shown):
/// - QPushButton[primary=true]: the one accented action of a place; [quiet=true]: text only, muted
/// - QToolButton is flat by itself; [primary=true] for the accented one (play)
/// - QLabel[heading=true]: semibold; [muted=true]: secondary text; [keycap=true]: a key
///   [data=true]: the monospaced face; [tabular=true]: figures of equal width; [error=true]: in red;
///   [title=true]: a page's large title
/// - QLineEdit[invalid=true]: what is typed can't be taken; QComboBox the same, which BaseStyle draws
/// - QTreeView[ownRows=true]: paints what lies under its rows itself
/// - QWidget[panelHeading=true]: the 34 px strip on top of a panel, with its line below
/// - QWidget[toolbarStrip=true]: a 40 px strip with its line below
/// - QFrame[divider=true]: a line between groups of a strip
/// - QFrame[card=true]: a surface of its own with a line and rounded corners
QString styleSheet(const Theme& theme);

} // namespace hindcast
