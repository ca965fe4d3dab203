#include "views/window/theme_setting.h"

#include <QSettings>

namespace hindcast {

namespace {

QString settingsKey()
{
    return QStringLiteral("theme");
}

} // namespace

ThemeChoice rememberedTheme()
{
    const QString name = QSettings().value(settingsKey()).toString();
    if (name == QLatin1String("dark")) {
        return ThemeChoice::Dark;
    }
    return name == QLatin1String("light") ? ThemeChoice::Light : ThemeChoice::System;
}

void switchTheme()
{
    Theme& theme = Theme::instance();
    const bool dark = !theme.isDark();
    theme.apply(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    QSettings().setValue(settingsKey(), dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

} // namespace hindcast
