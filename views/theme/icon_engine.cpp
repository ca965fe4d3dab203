#include "views/theme/icon_engine.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace hindcast {

QByteArray iconSvg(const QString& name, const QColor& color)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return file.readAll().replace("currentColor", color.name().toUtf8());
}

IconEngine::IconEngine(QString name, Token token)
    : m_name(std::move(name))
    , m_token(token)
{
}

void IconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device()->devicePixelRatio();
    QPixmap image = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
    image.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), image);
}

QPixmap IconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State)
{
    if (size.isEmpty()) {
        return {};
    }
    const Token token = mode == QIcon::Disabled ? Token::Muted : m_token;
    const QColor color = Theme::instance().color(token);
    const QString cacheKey = QStringLiteral("hindcast/%1/%2/%3x%4/%5")
                                 .arg(m_name, color.name())
                                 .arg(size.width())
                                 .arg(size.height())
                                 .arg(mode == QIcon::Disabled);
    QPixmap image;
    if (QPixmapCache::find(cacheKey, &image)) {
        return image;
    }
    image = QPixmap(size);
    image.fill(Qt::transparent);
    const QByteArray svg = iconSvg(m_name, color);
    if (!svg.isEmpty()) {
        QSvgRenderer renderer(svg);
        QPainter painter(&image);
        painter.setOpacity(mode == QIcon::Disabled ? 0.5 : 1.0);
        const int side = std::min(size.width(), size.height());
        renderer.render(
            &painter, QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
    }
    QPixmapCache::insert(cacheKey, image);
    return image;
}

QIconEngine* IconEngine::clone() const
{
    return new IconEngine(m_name, m_token);
}

} // namespace hindcast
