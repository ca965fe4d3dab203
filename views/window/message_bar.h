#pragma once

#include "engine/base/result.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <functional>

class QAbstractButton;
class QLabel;
class QPushButton;
class QTimer;

namespace hindcast {

/// One line across the window that says what went wrong or was done, with what to do about it. Errors stay
/// until closed and can be copied; plain notices go by themselves. Hidden while there is nothing to say.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showError(const Error& error);
    /// `advice` may be empty.
    void showProblem(const QString& text, const QString& advice);
    void showNotice(const QString& text);
    /// As a notice, of what there was not to do: nothing went wrong, and nothing was done. Of the page on
    /// which it was said.
    void showRemark(const QString& text);
    /// A notice with a button, which stays longer.
    void showNotice(const QString& text, const QString& buttonText, const std::function<void()>& onButton);
    void dismiss();
    /// Another page is looked at: what was remarked on the former one goes.
    void dismissRemark();

    QString text() const;
    QString advice() const;
    bool isError() const { return m_kind == Kind::Error; }
    QString iconName() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Kind { Done, Remark, Error };

    void say(Kind kind, const QString& text, const QString& advice);
    Token barToken() const;
    void recolour();

    Kind m_kind = Kind::Done;
    QString m_whole; ///< what Copy copies
    QLabel* m_icon;
    QLabel* m_text;
    QLabel* m_advice;
    QPushButton* m_button;
    QAbstractButton* m_copy;
    QAbstractButton* m_close;
    QTimer* m_timer;
    QMetaObject::Connection m_onButton;
};

} // namespace hindcast
