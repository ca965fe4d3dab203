#include "views/theme/theme.h"

#include "views/theme/base_style.h"
#include "views/theme/icon_engine.h"
#include "views/theme/style_sheet.h"
#include "views/theme/tokens.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPalette>

#include <array>

namespace hindcast {
namespace {

// Okabe and Ito, "Color Universal Design": distinct for every kind of colour vision.
constexpr std::array<QRgb, 7>
    laneColors{0xFF0072B2, 0xFFE69F00, 0xFF009E73, 0xFFCC79A7, 0xFF56B4E9, 0xFFD55E00, 0xFFF0E442};

constexpr int uiPixels = 13;
constexpr int dataPixels = 12;

bool hasFamily(const QString& family)
{
    return QFontDatabase::families().contains(family);
}

bool figuresHaveOneWidth(const QFont& font)
{
    const QFontMetrics metrics(font);
    for (char16_t figure = u'1'; figure <= u'9'; ++figure) {
        if (metrics.horizontalAdvance(QChar(figure)) != metrics.horizontalAdvance(QChar(u'0'))) {
            return false;
        }
    }
    return true;
}

} // namespace

Theme& Theme::instance()
{
    static Theme theme;
    return theme;
}

Theme::Theme() = default;

bool Theme::systemIsDark()
{
    if (!m_systemDark) {
        const QPalette palette = QApplication::palette();
        m_systemDark =
            palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
    }
    return *m_systemDark;
}

void Theme::apply(ThemeChoice choice)
{
    const bool systemDark = systemIsDark();
    m_choice = choice;
    m_dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemDark);

    auto* app = qobject_cast<QApplication*>(QCoreApplication::instance());
    if (app != nullptr) {
        if (!app->property("hindcastStyle").toBool()) {
            // The application owns the style; once a style sheet is set, style() is Qt's wrapper around it.
            QApplication::setStyle(new BaseStyle);
            app->setProperty("hindcastStyle", true);
        }
        QApplication::setPalette(paletteFor(m_dark));
        QApplication::setFont(uiFont());
        app->setStyleSheet(styleSheet(*this));
    }
    Q_EMIT changed();
}

QColor Theme::color(Token token) const
{
    return tokenColor(token, m_dark);
}

QColor Theme::laneColor(int lane) const
{
    const auto index = static_cast<std::size_t>(lane < 0 ? 0 : lane) % laneColors.size();
    return QColor::fromRgb(laneColors[index]);
}

QFont Theme::uiFont() const
{
    static const QString family = hasFamily(QStringLiteral("Inter"))
        ? QStringLiteral("Inter")
        : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    QFont font(family);
    font.setPixelSize(uiPixels);
    return font;
}

QFont Theme::headingFont() const
{
    QFont font = uiFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::dataFont() const
{
    static const QString family = hasFamily(QStringLiteral("JetBrains Mono"))
        ? QStringLiteral("JetBrains Mono")
        : QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    QFont font(family);
    font.setPixelSize(dataPixels);
    font.setStyleHint(QFont::Monospace);
    return font;
}

QFont Theme::tabularFont() const
{
    // Qt 6.4 can't ask a font for its tabular figures, so a font whose figures differ gives way to the data
    // font.
    static const bool uiWillDo = figuresHaveOneWidth(uiFont());
    return uiWillDo ? uiFont() : dataFont();
}

QIcon Theme::icon(const QString& name, Token token) const
{
    return QIcon(new IconEngine(name, token));
}

} // namespace hindcast
