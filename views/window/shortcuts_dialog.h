#pragma once

#include "views/window/actions.h"

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace hindcast {

/// Gives commands other keys. Not modal: what is changed holds at once.
class ShortcutsDialog : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(Actions& actions, QWidget* parent = nullptr);

    void select(Command command);
    QKeySequenceEdit* keyField() const { return m_key; }

private:
    void fill();
    void showCurrent();
    void warn();
    void assign();
    std::optional<Command> current() const;

    Actions& m_actions;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_key;
    QLabel* m_warning;
    QPushButton* m_assign;
    QPushButton* m_clear;
};

} // namespace hindcast
