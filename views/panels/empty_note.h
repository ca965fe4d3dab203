#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace hindcast {

/// What a pane says when it has nothing to show: one sentence and, where there is one, the next action.
class EmptyNote : public QWidget {
    Q_OBJECT

public:
    explicit EmptyNote(QWidget* parent = nullptr);

    /// Without `actionText` there is no button.
    void say(const QString& sentence, const QString& actionText = {}, std::function<void()> action = {});
    QString sentence() const;
    QPushButton* actionButton() const { return m_button; }

private:
    QLabel* m_label;
    QPushButton* m_button;
    std::function<void()> m_action;
};

} // namespace hindcast
