#pragma once

#include "views/theme/theme.h"

#include <QIconEngine>
#include <QString>

namespace hindcast {

/// Draws an SVG of our set in the colour that a token has at the time of drawing, so that icons follow the
/// theme without being set anew. Rendered at device pixels: sharp at any scaling.
class IconEngine : public QIconEngine {
public:
    IconEngine(QString name, Token token);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override;
    QString key() const override { return QStringLiteral("hindcast"); }

private:
    QString m_name;
    Token m_token;
};

/// The SVG text of an icon with `currentColor` replaced; empty when there is no such icon.
QByteArray iconSvg(const QString& name, const QColor& color);

} // namespace hindcast
