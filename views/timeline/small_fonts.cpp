#include "views/timeline/small_fonts.h"

#include "views/theme/theme.h"

namespace hindcast {

namespace {

constexpr int smallText = 11;

} // namespace

QFont smallFont()
{
    QFont font = Theme::instance().uiFont();
    font.setPixelSize(smallText);
    return font;
}

QFont smallFigures()
{
    QFont font = Theme::instance().tabularFont();
    font.setPixelSize(smallText);
    return font;
}

QFont pillFont()
{
    QFont font = smallFigures();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont signFont()
{
    QFont font = smallFont();
    font.setWeight(QFont::Bold);
    return font;
}

} // namespace hindcast
