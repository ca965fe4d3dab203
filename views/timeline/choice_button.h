#pragma once

#include <QToolButton>

#include <functional>
#include <vector>

class QAction;
class QActionGroup;

namespace hindcast {

/// A flat button that shows the current one of a few choices and opens them as a menu. Calmer than a combo
/// box, and as wide as its text.
class ChoiceButton : public QToolButton {
    Q_OBJECT

public:
    explicit ChoiceButton(const QString& accessibleName, QWidget* parent = nullptr);

    /// Adds a choice with the text on the button and a longer one in the menu.
    QAction* addChoice(const QString& text, const QString& menuText = {});
    int current() const;
    void setCurrent(int index);

Q_SIGNALS:
    /// The user chose; not sent by setCurrent().
    void chosen(int index);

private:
    QActionGroup* m_group;
};

} // namespace hindcast
