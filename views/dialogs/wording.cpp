#include "views/dialogs/wording.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace hindcast {

QString byteText(std::int64_t bytes)
{
    static const std::array<const char*, 5> units{"B", "kB", "MB", "GB", "TB"};
    double size = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (size >= 999.95 && unit + 1 < units.size()) {
        size /= 1000;
        ++unit;
    }
    const int digits = unit == 0 || size >= 99.95 ? 0 : 1;
    return QString::number(size, 'f', digits) + QLatin1Char(' ') + QLatin1String(units[unit]);
}

QString durationText(double seconds)
{
    if (seconds < 90) {
        return QCoreApplication::translate("Wording", "about %1 s").arg(std::max(1L, std::lround(seconds)));
    }
    if (seconds < 90 * 60) {
        return QCoreApplication::translate("Wording", "about %1 min").arg(std::lround(seconds / 60));
    }
    return QCoreApplication::translate("Wording", "about %1 h").arg(std::lround(seconds / 3600));
}

QString sentences(const std::vector<std::string>& words)
{
    QStringList lines;
    for (const std::string& one : words) {
        lines << sentence(one);
    }
    return lines.join(QLatin1Char('\n'));
}

QString sentence(const std::string& words)
{
    QString text = QString::fromStdString(words);
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
        if (!text.endsWith(QLatin1Char('.'))) {
            text += QLatin1Char('.');
        }
    }
    return text;
}

} // namespace hindcast
