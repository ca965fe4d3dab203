#pragma once

#include "views/theme/theme.h"

#include <QAbstractButton>

namespace hindcast {

/// An underlined text that is pressed like a button, with its key beside it; for coloured surfaces, where a
/// framed button would be too much.
class LinkButton : public QAbstractButton {
    Q_OBJECT

public:
    LinkButton(const QString& text, Token ink, Token line, QWidget* parent = nullptr);

    void setKeyText(const QString& key);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont keyFont() const;
    int keyWidth() const;

    Token m_ink;
    Token m_line;
    QString m_key;
};

} // namespace hindcast
