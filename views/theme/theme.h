#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QString>

#include <optional>

namespace hindcast {

/// Every colour of the window has one of these jobs; paint code and the style sheet take them from here and
/// from nowhere else.
enum class Token {
    Window,
    Panel,
    PanelRaised, ///< fields, key caps, tabs at rest
    Line,
    Text,
    Muted,
    Accent,
    AccentText, ///< on an accent surface
    OnPanel, ///< accent's pale surface: current tab, pressed button
    Hover,
    SelectedRow,
    PastSurface,
    PastLine,
    PastText,
    Changed, ///< a value that the last event changed
    Canvas,
    CanvasGrid,
    Zebra, ///< every other timeline lane
    Overview, ///< density in the overview strip
    Good,
    Bad,
    Pin, ///< the pinned position A and bookmarks: amber, as everything that marks the past
    ScrollHandle,
    Count
};

enum class ThemeChoice { System, Light, Dark };

/// The current look: tokens, fonts, icons, and the application's palette and style sheet made from them. One
/// per application; lives on the UI thread.
class Theme : public QObject {
    Q_OBJECT

public:
    static Theme& instance();

    /// Sets palette, style sheet and fonts of the QApplication; call once at start and at every change of
    /// mind.
    void apply(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    QColor color(Token token) const;
    /// Lane colours (Okabe-Ito), by index, repeating.
    QColor laneColor(int lane) const;

    QFont uiFont() const; ///< Inter where installed, else the system's
    QFont headingFont() const; ///< semibold, for panel headings
    QFont dataFont() const; ///< JetBrains Mono where installed, else the system's fixed font
    QFont tabularFont() const; ///< uiFont with figures of equal width, for counts and positions

    /// An icon of our own set (resources/icons/NAME.svg) in the colour of a token; sharp at any scaling.
    /// Icons follow a change of theme by themselves; disabled ones are muted.
    QIcon icon(const QString& name, Token token = Token::Text) const;

    // The grid, in device-independent pixels.
    static constexpr int rowHeight = 28;
    static constexpr int tableRowHeight = 26;
    static constexpr int headingHeight = 34;
    static constexpr int toolbarHeight = 40;
    static constexpr int padding = 12;

Q_SIGNALS:
    /// Colours have changed; repaint what is cached.
    void changed();

private:
    Theme();
    bool systemIsDark();

    ThemeChoice m_choice = ThemeChoice::System;
    bool m_dark = false;
    std::optional<bool> m_systemDark; ///< read once, before our own palette hides the system's
};

} // namespace hindcast
