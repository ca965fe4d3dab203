#pragma once

#include <QLineEdit>

namespace hindcast {

/// One value that can be selected and copied. While nobody is in it a text that is too long is cut in its
/// middle, where ids differ least; the whole of it is in the tooltip, in the field when it has the focus, and
/// is what is copied.
class ValueLine : public QLineEdit {
    Q_OBJECT

public:
    explicit ValueLine(QWidget* parent = nullptr);

    void setValue(const QString& value);
    /// What is drawn at this width.
    QString shownText() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRect textRect() const;
};

} // namespace hindcast
