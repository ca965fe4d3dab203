#include "model/session/go_to.h"

#include "engine/base/timestamp.h"
#include "model/session/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace hindcast {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("GoTo", text);
}

Destination nowhere(const QString& problem, const QString& advice)
{
    return {Destination::Kind::Nowhere, {}, {}, problem, advice, false};
}

Destination at(Position position)
{
    return {Destination::Kind::AtPosition, position, {}, {}, {}, false};
}

/// Digits with the separators that people group them by.
std::optional<std::int64_t> number(QString text)
{
    static const QRegularExpression grouped(QStringLiteral("^\\d{1,3}(?:[, '\\x{00a0}\\x{202f}]\\d{3})+$"));
    if (grouped.match(text).hasMatch()) {
        text.remove(QRegularExpression(QStringLiteral("\\D")));
    }
    static const QRegularExpression digits(QStringLiteral("^\\d+$"));
    if (!digits.match(text).hasMatch()) {
        return {};
    }
    bool fits = false;
    const qlonglong value = text.toLongLong(&fits);
    return fits ? std::optional<std::int64_t>(value) : std::nullopt;
}

/// A time with a fraction was read off somewhere, where its last digits may have been left out: 10:42:09.018
/// means all of that millisecond, in microseconds after its beginning.
std::int64_t untold(const QString& text)
{
    static const QRegularExpression fraction(QStringLiteral(":\\d\\d[.,](\\d{1,6})"));
    const auto found = fraction.match(text);
    std::int64_t step = 1;
    for (qsizetype digits = found.hasMatch() ? found.capturedLength(1) : 6; digits < 6; ++digits) {
        step *= 10;
    }
    return step - 1;
}

} // namespace

Destination readDestination(const QString& typed, const TimeColumns& columns, Position here)
{
    const QString text = typed.trimmed();
    const Position last = columns.last();
    if (text.isEmpty()) {
        return {};
    }
    if (last == Position{0}) {
        return nowhere(tr("The log has no events yet."), {});
    }
    if (text.endsWith(QLatin1Char('%'))) {
        bool ok = false;
        const double percent = text.chopped(1).trimmed().toDouble(&ok);
        if (!ok || !(percent >= 0 && percent <= 100)) {
            return nowhere(tr("That is no percentage."), tr("Type one from 0% to 100%."));
        }
        return at(Position{std::llround(percent / 100.0 * static_cast<double>(last.value))});
    }
    if (text.startsWith(QLatin1Char('+')) || text.startsWith(QLatin1Char('-'))) {
        if (const auto distance = number(text.mid(1))) {
            const std::int64_t steps = std::min(*distance, last.value);
            const Position target = here + (text.startsWith(QLatin1Char('-')) ? -steps : steps);
            return at(std::clamp(target, Position{0}, last));
        }
    }
    if (const auto position = number(text)) {
        if (*position <= last.value) {
            return at(Position{*position});
        }
        const QString problem =
            tr("There is no position %1 and no event with that id.").arg(grouped(*position));
        return {Destination::Kind::Id,
            {},
            text,
            problem,
            tr("The last position is %1.").arg(grouped(last.value)),
            false};
    }
    if (const auto time = parseTimestamp(text.toStdString())) {
        if (const auto found = columns.lastUpToTime(time->us + untold(text))) {
            Destination destination = at(*found);
            destination.byTime = true;
            return destination;
        }
        if (columns.firstTime() == noTime) {
            return nowhere(tr("No event of this log has a time."), tr("Type a position or an id."));
        }
        return nowhere(tr("No event is that early."),
            tr("The earliest is of %1.").arg(QString::fromStdString(formatTimestamp(columns.firstTime()))));
    }
    return {Destination::Kind::Id,
        {},
        text,
        tr("No event has the id \"%1\".").arg(text),
        tr("Type a position (1,386), a step (-10), a share (50%), a time (2026-11-23 10:42) or an id."),
        false};
}

} // namespace hindcast
