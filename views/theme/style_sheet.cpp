#include "views/theme/style_sheet.h"

#include "views/theme/theme.h"

#include <QFont>

#include <array>
#include <utility>

namespace hindcast {
namespace {

const char* const windowRules = R"(
QMainWindow, QDialog { background: @panel; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QDockWidget { background: @panel; color: @text; font-weight: 600; titlebar-close-icon: none; }
QDockWidget::title { background: @panel; border-bottom: 1px solid @line; padding: 9px 12px; text-align: left; }
QWidget[toolbarStrip="true"] { background: @panel; border-bottom: 1px solid @line; min-height: 39px; max-height: 39px; }
QToolTip { background: @panel; color: @text; border: 1px solid @line; padding: 2px 4px; }
QLabel { background: transparent; }
QLabel[title="true"] { font-size: 22px; font-weight: 600; }
QLabel[muted="true"] { color: @muted; }
QLabel[error="true"] { color: @bad; }
QFrame[divider="true"] { background: @line; border: none; }
QLabel[tabular="true"] { font-family: "@tabularFamily"; font-size: @tabularSize; }
)";

const char* const tabRules = R"(
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: @panel; qproperty-drawBase: 0; border: none; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent;
    padding: 8px 10px 7px 10px; margin: 0px 4px 0px 4px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QTabBar QToolButton { background: @panel; border: none; }
)";

const char* const viewRules = R"(
QAbstractScrollArea { border: none; background: @panel; }
QAbstractScrollArea::corner { background: @panel; border: none; }
QAbstractItemView { background: @panel; alternate-background-color: @zebra; color: @text; border: none; outline: none;
    selection-background-color: @selected; selection-color: @text; gridline-color: @line; }
QAbstractItemView::item { border: none; }
QFileDialog QTreeView::item, QFileDialog QListView::item { min-height: 26px; padding: 0px 6px; }
QFileDialog QTreeView, QFileDialog QListView { border: 1px solid @line; }
QAbstractItemView::item:hover { background: @hover; }
QAbstractItemView::item:selected { background: @selected; color: @text; }
QTreeView::branch:hover { background: @hover; }
QTreeView::branch:selected { background: @selected; }
QTreeView[ownRows="true"]::item:hover, QTreeView[ownRows="true"]::item:selected,
QTreeView[ownRows="true"]::branch:hover, QTreeView[ownRows="true"]::branch:selected { background: transparent; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @panel; color: @muted; border: none; border-bottom: 1px solid @line;
    padding: 0px 10px; font-weight: 500; }
QHeaderView::section:hover { color: @text; }
QTableCornerButton::section { background: @panel; border: none; border-bottom: 1px solid @line; }
QPlainTextEdit, QTextEdit { background: @panel; color: @text; border: none;
    selection-background-color: @selected; selection-color: @text; }
)";

const char* const fieldRules = R"(
QLineEdit { background: @raised; border: 1px solid @line; border-radius: 6px;
    padding: 0px 9px; min-height: 26px; selection-background-color: @accent; selection-color: @accentText; }
QLineEdit:hover { border-color: @scroll; }
QLineEdit:focus { border: 1px solid @accent; background: @panel; }
QLineEdit:disabled { color: @muted; }
QLineEdit[value="true"] { background: transparent; border: none; border-radius: 0px; padding: 0px; min-height: 20px; }
QLineEdit[value="true"]:focus { background: @raised; }
QLineEdit[invalid="true"] { border: 1px solid @bad; }
QAbstractItemView QLineEdit { border-radius: 0px; min-height: 0px; padding: 0px 6px; }
QComboBox QLineEdit { background: transparent; border: none; border-radius: 0px; min-height: 0px; padding: 0px 3px; }
QComboBox QAbstractItemView, QAbstractItemView[offers="true"] {
    background: @panel; border: 1px solid @line; padding: 4px; }
QComboBox QAbstractItemView::item, QAbstractItemView[offers="true"]::item { min-height: 26px; padding: 0px 6px; }
QProgressBar { background: @raised; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)";

const char* const buttonRules = R"(
QPushButton, QToolButton { outline: none; }
QPushButton { background: @panel; color: @text; border: 1px solid @line; border-radius: 6px; padding: 0px 12px; min-height: 28px; }
QPushButton:hover { background: @hover; border-color: @scroll; }
QPushButton:pressed { background: @onPanel; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @muted; background: @window; }
QPushButton[primary="true"] { background: @accent; color: @accentText; border: 1px solid @accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 0px 11px; min-height: 26px; }
QPushButton[primary="true"]:disabled { background: @line; color: @muted; border-color: @line; }
QPushButton[quiet="true"] { background: transparent; color: @muted; border: 1px solid transparent; }
QPushButton[quiet="true"]:hover { color: @text; background: @hover; }
QPushButton[quiet="true"]:focus { border: 1px solid @accent; }
QPushButton[link="true"] { background: transparent; color: @accent; border: 1px solid transparent; border-radius: 4px;
    padding: 0px; min-height: 20px; text-align: left; }
QPushButton[link="true"]:hover { background: @hover; }
QPushButton[link="true"]:focus { border: 1px solid @accent; }
QPushButton[link="true"]:disabled { color: @muted; background: transparent; }
QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked, QToolButton:open { background: @onPanel; color: @accent; }
QToolButton:focus { border: 1px solid @accent; }
QToolButton:disabled { color: @muted; }
QToolButton[primary="true"] { background: @accent; color: @accentText; border: 1px solid @accent; }
QToolButton[primary="true"]:hover { background: @accentHover; border-color: @accentHover; }
QToolButton[primary="true"]:focus { border: 2px solid @text; }
QToolButton[primary="true"]:disabled { background: @line; border-color: @line; }
QToolButton::menu-indicator { image: none; }
)";

const char* const menuRules = R"(
QMenu { background: @panel; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { background: @line; height: 1px; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QString styleSheet(const Theme& theme)
{
    QString sheet;
    for (const char* part : {windowRules, tabRules, viewRules, fieldRules, buttonRules, menuRules}) {
        sheet += QString::fromUtf8(part);
    }
    const QColor accent = theme.color(Token::Accent);
    const QColor accentHover = theme.isDark() ? accent.lighter(108) : accent.darker(108);
    // Longer names first: a name may be the beginning of another.
    const std::array<std::pair<QString, QString>, 16> names{{
        {QStringLiteral("@accentHover"), accentHover.name()},
        {QStringLiteral("@accentText"), theme.color(Token::AccentText).name()},
        {QStringLiteral("@accent"), accent.name()},
        {QStringLiteral("@tabularFamily"), theme.tabularFont().family()},
        {QStringLiteral("@tabularSize"), QStringLiteral("%1px").arg(theme.tabularFont().pixelSize())},
        {QStringLiteral("@selected"), theme.color(Token::SelectedRow).name()},
        {QStringLiteral("@onPanel"), theme.color(Token::OnPanel).name()},
        {QStringLiteral("@window"), theme.color(Token::Window).name()},
        {QStringLiteral("@raised"), theme.color(Token::PanelRaised).name()},
        {QStringLiteral("@scroll"), theme.color(Token::ScrollHandle).name()},
        {QStringLiteral("@panel"), theme.color(Token::Panel).name()},
        {QStringLiteral("@zebra"), theme.color(Token::Zebra).name()},
        {QStringLiteral("@muted"), theme.color(Token::Muted).name()},
        {QStringLiteral("@hover"), theme.color(Token::Hover).name()},
        {QStringLiteral("@line"), theme.color(Token::Line).name()},
        {QStringLiteral("@text"), theme.color(Token::Text).name()},
    }};
    for (const auto& entry : names) {
        sheet.replace(entry.first, entry.second);
    }
    sheet.replace(QStringLiteral("@bad"), theme.color(Token::Bad).name());
    return sheet;
}

} // namespace hindcast
