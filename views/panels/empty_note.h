#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace hindcast {

/// What a pane says when it has nothing to show: one sentence and, where there is one, the next action.
/// Nothing of it is ever cut: margins give way first, then the sentence as a whole; the button stays.
class EmptyNote : public QWidget {
    Q_OBJECT

public:
    explicit EmptyNote(QWidget* parent = nullptr);

    /// Without `actionText` there is no button.
    void say(const QString& sentence, const QString& actionText = {}, std::function<void()> action = {});
    QString sentence() const;
    QPushButton* actionButton() const { return m_button; }
    QLabel* label() const { return m_label; }

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Places {
        QRect label;
        QRect button;
        int least = 0; ///< height that all of it takes
    };
    Places places(QSize size) const;
    void arrange();

    QLabel* m_label;
    QPushButton* m_button;
    std::function<void()> m_action;
};

} // namespace hindcast
