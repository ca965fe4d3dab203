#include "views/theme/base_style.h"

#include "views/theme/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

#include <array>

namespace hindcast {
namespace {

QColor token(Token t)
{
    return Theme::instance().color(t);
}

/// An open arrow head (a chevron) of `size` in the middle of `rect`; `turn` in degrees from "down".
void drawChevron(QPainter* painter, const QRectF& rect, qreal size, qreal turn, const QColor& color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    painter->rotate(turn);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    const qreal half = size / 2;
    const std::array points{QPointF(-half, -half / 2), QPointF(0, half / 2), QPointF(half, -half / 2)};
    painter->drawPolyline(points.data(), static_cast<int>(points.size()));
    painter->restore();
}

void drawCheckBox(QPainter* painter, const QStyleOption& option)
{
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool partly = option.state.testFlag(QStyle::State_NoChange);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool filled = (on || partly) && enabled;
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    painter->setPen(QPen(token(filled || focused ? Token::Accent : Token::Muted), 1));
    painter->setBrush(filled ? token(Token::Accent) : token(Token::Panel));
    painter->drawRoundedRect(box, 3, 3);
    if (on || partly) {
        painter->setPen(QPen(token(enabled ? Token::AccentText : Token::Muted),
            1.75,
            Qt::SolidLine,
            Qt::RoundCap,
            Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        const auto at = [&box](qreal x, qreal y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        if (on) {
            const std::array tick{at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.31)};
            painter->drawPolyline(tick.data(), static_cast<int>(tick.size()));
        } else {
            painter->drawLine(at(0.26, 0.5), at(0.74, 0.5));
        }
    }
    painter->restore();
}

void drawRadio(QPainter* painter, const QStyleOption& option)
{
    const bool on = option.state.testFlag(QStyle::State_On);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setPen(QPen(token(on ? Token::Accent : Token::Muted), 1));
    painter->setBrush(token(on ? Token::Accent : Token::Panel));
    painter->drawEllipse(circle);
    if (on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(token(Token::AccentText));
        painter->drawEllipse(circle.center(), circle.width() * 0.2, circle.height() * 0.2);
    }
    painter->restore();
}

void drawComboField(QPainter* painter, const QStyleOptionComboBox& option, bool invalid)
{
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.frame || focused || hovered) {
        painter->setPen(QPen(token(invalid ? Token::Bad : focused ? Token::Accent : Token::Line), 1));
        painter->setBrush(token(option.frame ? Token::PanelRaised : Token::Hover));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    painter->restore();
    if (option.subControls.testFlag(QStyle::SC_ComboBoxArrow)) {
        const QRectF arrow(option.rect.right() - 19, option.rect.top(), 16, option.rect.height());
        drawChevron(painter, arrow, 7, 0, token(Token::Muted));
    }
}

} // namespace

BaseStyle::BaseStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void BaseStyle::drawPrimitive(PrimitiveElement element,
    const QStyleOption* option,
    QPainter* painter,
    const QWidget* widget) const
{
    const bool enabled = option->state.testFlag(State_Enabled);
    const QColor arrow = token(enabled ? Token::Text : Token::Muted);
    switch (element) {
    case PE_IndicatorArrowDown:
        return drawChevron(painter, option->rect, 7, 0, arrow);
    case PE_IndicatorArrowLeft:
        return drawChevron(painter, option->rect, 7, 90, arrow);
    case PE_IndicatorArrowUp:
        return drawChevron(painter, option->rect, 7, 180, arrow);
    case PE_IndicatorArrowRight:
        return drawChevron(painter, option->rect, 7, 270, arrow);
    case PE_IndicatorHeaderArrow: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (header != nullptr && header->sortIndicator != QStyleOptionHeader::None) {
            const bool up = header->sortIndicator == QStyleOptionHeader::SortUp;
            drawChevron(painter, option->rect, 7, up ? 180 : 0, token(Token::Muted));
        }
        return;
    }
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children)) {
            drawChevron(
                painter, option->rect, 7, option->state.testFlag(State_Open) ? 0 : 270, token(Token::Muted));
        }
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheckBox(painter, *option);
    case PE_IndicatorRadioButton:
        return drawRadio(painter, *option);
    case PE_FrameFocusRect: {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(token(Token::Accent), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter->restore();
        return;
    }
    case PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(option->rect, token(Token::Line));
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void BaseStyle::drawComplexControl(ComplexControl control,
    const QStyleOptionComplex* option,
    QPainter* painter,
    const QWidget* widget) const
{
    if (control == CC_ComboBox) {
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            drawComboField(painter, *combo, widget != nullptr && widget->property("invalid").toBool());
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int BaseStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 14;
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth:
        return 1;
    case PM_ScrollBarExtent:
        return 10;
    case PM_TreeViewIndentation:
        return 16;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QIcon BaseStyle::standardIcon(StandardPixmap standard,
    const QStyleOption* option,
    const QWidget* widget) const
{
    const auto own = [](const char* name) {
        return Theme::instance().icon(QString::fromLatin1(name), Token::Muted);
    };
    switch (standard) {
    case SP_ArrowLeft:
    case SP_ArrowBack:
    case SP_FileDialogBack:
        return own("chevron-left");
    case SP_ArrowRight:
    case SP_ArrowForward:
        return own("chevron-right");
    case SP_FileDialogToParent:
        return own("chevron-up");
    case SP_FileDialogNewFolder:
        return own("folder-new");
    case SP_FileDialogListView:
        return own("list");
    case SP_FileDialogDetailedView:
        return own("details");
    default:
        return QProxyStyle::standardIcon(standard, option, widget);
    }
}

int BaseStyle::styleHint(StyleHint hint,
    const QStyleOption* option,
    const QWidget* widget,
    QStyleHintReturn* returnData) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_ComboBox_Popup:
        return 0;
    case SH_DrawMenuBarSeparator:
        return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace hindcast
