#pragma once

#include <QAbstractButton>

namespace hindcast {

/// Looks like a search field and opens the palette, which then takes its place.
class SearchButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit SearchButton(QWidget* parent = nullptr);

    void setKeyText(const QString& key);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
};

} // namespace hindcast
