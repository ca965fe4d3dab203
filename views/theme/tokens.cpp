#include "views/theme/tokens.h"

#include <array>
#include <cmath>

namespace hindcast {
namespace {

struct Row {
    Token token;
    QRgb light;
    QRgb dark;
};

constexpr std::array table{
    Row{Token::Window, 0xFFF3F4F6, 0xFF16181D},
    Row{Token::Panel, 0xFFFFFFFF, 0xFF1E2128},
    Row{Token::PanelRaised, 0xFFF3F4F6, 0xFF282C35},
    Row{Token::Line, 0xFFE2E5EA, 0xFF30353F},
    Row{Token::Text, 0xFF1F2430, 0xFFE4E7EC},
    Row{Token::Muted, 0xFF667085, 0xFF98A2B3},
    Row{Token::Accent, 0xFF2F6FED, 0xFF6C9BFF},
    Row{Token::AccentText, 0xFFFFFFFF, 0xFF0E1526},
    Row{Token::OnPanel, 0xFFE8F0FE, 0xFF26344F},
    Row{Token::Hover, 0xFFF5F6F8, 0xFF262A32},
    Row{Token::SelectedRow, 0xFFDCE8FF, 0xFF2A3B5E},
    Row{Token::PastSurface, 0xFFFFF6DD, 0xFF3A3015},
    Row{Token::PastLine, 0xFFE9C46A, 0xFF7A6420},
    Row{Token::PastText, 0xFF6B4E00, 0xFFF2DC9B},
    Row{Token::Changed, 0xFFFFF3C4, 0xFF4A3F17},
    Row{Token::Canvas, 0xFFFAFAF8, 0xFF1A1D23},
    Row{Token::CanvasGrid, 0xFFECEBE6, 0xFF242831},
    Row{Token::Zebra, 0xFFF8F9FB, 0xFF22252D},
    Row{Token::Overview, 0xFFB3B9C4, 0xFF5A6270},
    Row{Token::Good, 0xFF1A7F37, 0xFF56D364},
    Row{Token::Bad, 0xFFC62F3E, 0xFFFF7B83},
    Row{Token::Pin, 0xFFD4920B, 0xFFE5A823},
    Row{Token::ScrollHandle, 0xFFC9CED6, 0xFF444B58},
};

constexpr bool tableFollowsTheEnum()
{
    if (table.size() != static_cast<std::size_t>(Token::Count)) {
        return false;
    }
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].token != static_cast<Token>(i)) {
            return false;
        }
    }
    return true;
}
static_assert(tableFollowsTheEnum(), "one row a token, in the order of the enum");

double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor tokenColor(Token token, bool dark)
{
    const Row& row = table[static_cast<std::size_t>(token)];
    return QColor::fromRgb(dark ? row.dark : row.light);
}

QPalette paletteFor(bool dark)
{
    const auto color = [dark](Token token) { return tokenColor(token, dark); };
    QPalette palette;
    palette.setColor(QPalette::Window, color(Token::Window));
    palette.setColor(QPalette::WindowText, color(Token::Text));
    palette.setColor(QPalette::Base, color(Token::Panel));
    palette.setColor(QPalette::AlternateBase, color(Token::Zebra));
    palette.setColor(QPalette::Text, color(Token::Text));
    palette.setColor(QPalette::PlaceholderText, color(Token::Muted));
    palette.setColor(QPalette::Button, color(Token::Panel));
    palette.setColor(QPalette::ButtonText, color(Token::Text));
    palette.setColor(QPalette::BrightText, color(Token::Bad));
    palette.setColor(QPalette::Highlight, color(Token::SelectedRow));
    palette.setColor(QPalette::HighlightedText, color(Token::Text));
    palette.setColor(QPalette::Link, color(Token::Accent));
    palette.setColor(QPalette::LinkVisited, color(Token::Accent));
    palette.setColor(QPalette::ToolTipBase, color(Token::Panel));
    palette.setColor(QPalette::ToolTipText, color(Token::Text));
    palette.setColor(QPalette::Light, color(Token::Panel));
    palette.setColor(QPalette::Midlight, color(Token::PanelRaised));
    palette.setColor(QPalette::Mid, color(Token::Line));
    palette.setColor(QPalette::Dark, color(Token::Line));
    palette.setColor(QPalette::Shadow, color(Token::Line));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, color(Token::Muted));
    }
    return palette;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace hindcast
