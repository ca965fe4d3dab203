#pragma once

#include "engine/base/result.h"

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
    /// A notice with a button, which stays longer.
    void showNotice(const QString& text, const QString& buttonText, const std::function<void()>& onButton);
    void dismiss();

    QString text() const;
    QString advice() const;
    bool isError() const { return m_isError; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void say(bool isError, const QString& text, const QString& advice);
    void recolour();

    bool m_isError = false;
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
