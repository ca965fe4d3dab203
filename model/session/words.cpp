#include "model/session/words.h"

#include "engine/time/time_columns.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day = 86'400 * second;

const QLocale& english()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

std::int64_t floorDiv(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// A capital begins a word after a small letter or a digit, and before a small letter ("HTTPError").
bool beginsWord(const QString& text, qsizetype i)
{
    if (i == 0 || !text[i].isUpper()) {
        return false;
    }
    return !text[i - 1].isUpper() || (i + 1 < text.size() && text[i + 1].isLower());
}

} // namespace

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string_view clipped(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) {
        return text;
    }
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
        --bytes;
    }
    return text.substr(0, bytes);
}

QString grouped(std::int64_t number)
{
    return english().toString(static_cast<qlonglong>(number));
}

QString counted(std::int64_t number, const QString& one, const QString& many)
{
    return grouped(number) + u' ' + (number == 1 ? one : many);
}

QString pluralOf(const QString& noun)
{
    if (noun.isEmpty() || noun.endsWith(u's')) {
        return noun;
    }
    const bool consonantY =
        noun.endsWith(u'y') && noun.size() > 1 && !QStringLiteral("aeiou").contains(noun[noun.size() - 2]);
    return consonantY ? noun.chopped(1) + QStringLiteral("ies") : noun + u's';
}

QString typeWords(std::string_view type)
{
    QString text = fromUtf8(type);
    const auto plain = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-'; };
    if (!std::all_of(text.begin(), text.end(), plain)) {
        return text;
    }
    QString words;
    words.reserve(text.size() + 4);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'_' || c == u'-') {
            words += u' ';
            continue;
        }
        if (beginsWord(text, i) && !words.endsWith(u' ')) {
            words += u' ';
        }
        words += words.isEmpty() || words.endsWith(u' ') ? c.toUpper() : c;
    }
    words = words.simplified();
    // A single word stays as written: "decide" beside "check ticket".
    return words.contains(u' ') ? words : text;
}

TimeStyle TimeStyle::of(const TimeColumns& columns)
{
    TimeStyle style;
    if (columns.firstTime() == noTime) {
        return style;
    }
    style.date = floorDiv(columns.firstTime(), day) != floorDiv(columns.lastTime(), day);
    style.fraction = false;
    constexpr std::int64_t looks = 512;
    const std::int64_t step = std::max<std::int64_t>(1, columns.last().value / looks);
    for (std::int64_t p = 1; p <= columns.last().value && !style.fraction; p += step) {
        const std::int64_t us = columns.time(Position{p});
        style.fraction = us != noTime && us % second != 0;
    }
    return style;
}

QString timeText(std::int64_t us, TimeStyle style)
{
    if (us == noTime) {
        return {};
    }
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(floorDiv(us, 1000), Qt::UTC);
    QString format = style.date ? QStringLiteral("yyyy-MM-dd HH:mm:ss") : QStringLiteral("HH:mm:ss");
    if (style.fraction) {
        format += QStringLiteral(".zzz");
    }
    return QLocale::c().toString(moment, format);
}

QString relativeTimeText(std::int64_t us, std::int64_t referenceUs, bool fraction)
{
    if (us == noTime) {
        return {};
    }
    const bool before = us < referenceUs;
    // Unsigned: the times of an odd log may lie further apart than a signed number reaches.
    const auto distance = before ? static_cast<std::uint64_t>(referenceUs) - static_cast<std::uint64_t>(us)
                                 : static_cast<std::uint64_t>(us) - static_cast<std::uint64_t>(referenceUs);
    const std::uint64_t ms = distance / 1000;
    const auto two = [](std::uint64_t part) { return QStringLiteral("%1").arg(part, 2, 10, QChar(u'0')); };
    const auto days = static_cast<std::int64_t>(ms / 86'400'000);
    QString text = before ? QStringLiteral("−") : QStringLiteral("+");
    if (days > 0) {
        text += grouped(days) + QStringLiteral(" d ");
    }
    text += two(ms / 3'600'000 % 24) + u':' + two(ms / 60'000 % 60) + u':' + two(ms / 1000 % 60);
    if (fraction) {
        text += QStringLiteral(".%1").arg(ms % 1000, 3, 10, QChar(u'0'));
    }
    return text;
}

QString shownTime(std::int64_t us, TimeStyle style, std::optional<std::int64_t> referenceUs)
{
    return referenceUs ? relativeTimeText(us, *referenceUs, style.fraction) : timeText(us, style);
}

QString distanceText(std::int64_t us)
{
    const QString sign = us < 0 ? QStringLiteral("−") : QStringLiteral("+");
    const double seconds = std::abs(static_cast<double>(us)) / 1e6;
    const auto whole = static_cast<std::int64_t>(seconds);
    const auto pair =
        [&](std::int64_t big, const char16_t* bigUnit, std::int64_t small, const char16_t* unit) {
            QString text = sign + grouped(big) + u' ' + QString::fromUtf16(bigUnit);
            return small == 0 ? text : text + u' ' + grouped(small) + u' ' + QString::fromUtf16(unit);
        };
    if (seconds < 60) {
        return sign + QString::number(seconds, 'f', seconds < 10 ? 3 : 1) + QStringLiteral(" s");
    }
    if (whole < 3600) {
        return pair(whole / 60, u"min", whole % 60, u"s");
    }
    if (whole < 86'400) {
        return pair(whole / 3600, u"h", whole % 3600 / 60, u"min");
    }
    return pair(whole / 86'400, u"d", whole % 86'400 / 3600, u"h");
}

} // namespace hindcast
