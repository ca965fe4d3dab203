#include "views/timeline/ruler_labels.h"

#include "views/timeline/label_row.h"
#include "views/timeline/small_fonts.h"

#include <QCoreApplication>
#include <QFontMetrics>

#include <cmath>

namespace hindcast {

namespace {

constexpr double rowTop = 2; ///< below the ruler's top
constexpr double rowHeight = 18;
constexpr double signWidth = 14;
constexpr double besideLine = 5; ///< from a line to the label behind it
constexpr double ribbonWidth = 8;
constexpr double reach = 120; ///< farther from its line a label would belong to nothing

} // namespace

QString RulerLabels::untimedText()
{
    return QCoreApplication::translate("TimelinePainter", "no time");
}

RulerLabels RulerLabels::of(const TimelineScene& scene)
{
    const QRect ruler = scene.layout.ruler();
    LabelRow row(ruler.left(), ruler.right() + 1.0 + TimelineLayout::scrollBarWidth);
    const auto widthOf = [](const QFont& font, const QString& text) {
        return static_cast<double>(QFontMetrics(font).horizontalAdvance(text));
    };
    const auto place = [&](double wanted, double width, double within) -> std::optional<QRectF> {
        const auto left = row.take(wanted, width, within);
        return left ? std::optional(QRectF(*left, ruler.top() + rowTop, width, rowHeight)) : std::nullopt;
    };
    const auto inView = [&](std::optional<double> unit) -> std::optional<double> {
        const double x = unit ? std::round(scene.map.toPixel(*unit)) : scene.map.left - 1;
        return scene.isInView(x) ? std::optional(x) : std::nullopt;
    };

    RulerLabels labels;
    if (const auto x = inView(scene.playheadUnit)) {
        const double width = widthOf(pillFont(), scene.playheadText) + 18;
        labels.playhead = place(*x - width / 2, width, width);
    }
    for (const FlagScene& bookmark : scene.bookmarks) {
        if (const auto x = inView(bookmark.unit)) {
            row.block(*x - ribbonWidth / 2, ribbonWidth);
        }
    }
    if (const auto x = scene.doubt ? inView(scene.doubt->unit) : std::nullopt) {
        labels.doubt = place(*x - signWidth, signWidth, reach);
    }
    if (const auto x = inView(scene.referenceUnit)) {
        // Left of its line, so that the tick's label behind the line stays readable.
        labels.reference = place(*x - signWidth, signWidth, reach);
    }
    if (const auto x = scene.pin ? inView(scene.pin->unit) : std::nullopt) {
        labels.pin = place(*x + besideLine, widthOf(smallFont(), scene.pin->label) + 4, reach);
    }
    if (const auto x = inView(scene.untimedUnit)) {
        labels.untimed = place(*x - 4, widthOf(smallFont(), untimedText()) + 6, reach);
    }
    // No number beside another label's line either.
    for (const std::optional<double> unit : {scene.pin ? std::optional(scene.pin->unit) : std::nullopt,
             scene.doubt ? std::optional(scene.doubt->unit) : std::nullopt,
             scene.referenceUnit}) {
        if (const auto x = inView(unit)) {
            row.block(*x - 1, 2);
        }
    }
    const QFont figures = smallFigures();
    for (const Tick& tick : scene.ticks.ticks) {
        const double left = std::floor(scene.map.toPixel(tick.unit)) + 4;
        const double width = widthOf(figures, tick.label) + 2;
        const bool fits = !tick.label.isEmpty() && left + width <= ruler.right() + 1.0;
        labels.ticks.push_back(fits ? place(left, width, 0) : std::nullopt);
    }
    return labels;
}

} // namespace hindcast
