#pragma once

#include <QIcon>
#include <QProxyStyle>

namespace hindcast {

/// Fusion with the few parts that a style sheet can't draw in the text's colour at any scaling: arrows,
/// branches, check boxes and combo boxes; our icons in Qt's own dialogs; and calm metrics.
class BaseStyle : public QProxyStyle {
public:
    BaseStyle();

    void drawPrimitive(PrimitiveElement element,
        const QStyleOption* option,
        QPainter* painter,
        const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control,
        const QStyleOptionComplex* option,
        QPainter* painter,
        const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    QIcon
    standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint,
        const QStyleOption* option,
        const QWidget* widget,
        QStyleHintReturn* returnData) const override;
};

} // namespace hindcast
