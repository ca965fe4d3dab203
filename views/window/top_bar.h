#pragma once

#include "views/window/actions.h"

#include <QWidget>

class QAbstractButton;
class QLabel;
class QMenu;
class QToolButton;

namespace hindcast {

/// The line on top of the window: whose it is, which project is open and what it is busy with, a field that
/// opens the palette, the theme and the menu.
class TopBar : public QWidget {
    Q_OBJECT

public:
    TopBar(Actions& actions, QMenu* menu, QWidget* parent = nullptr);

    /// Name of the open project; empty while none is.
    void setProject(const QString& name, const QString& path);
    /// What goes on: "Opening…"; empty for nothing.
    void setStatus(const QString& status);
    /// The same of what is wrong for as long as the project is open, in the colour of warnings and with its
    /// sign.
    void setWarning(const QString& warning);
    bool isWarning() const;
    QString status() const;
    /// Where a popup belongs, in the window's coordinates: the top centre of the search field.
    QPoint popupAnchor() const;
    QAbstractButton* searchButton() const { return m_search; }
    QToolButton* menuButton() const { return m_menu; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void say(const QString& status, bool warns);
    void recolour();

    QLabel* m_mark;
    QLabel* m_project;
    QLabel* m_warning; ///< the sign
    QLabel* m_status;
    QAbstractButton* m_search;
    QToolButton* m_theme;
    QToolButton* m_menu;
};

} // namespace hindcast
