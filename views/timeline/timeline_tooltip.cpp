#include "views/timeline/timeline_tooltip.h"

#include "model/session/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace hindcast {

namespace {

constexpr std::size_t mostLanes = 6;

QString translated(const char* text)
{
    return QCoreApplication::translate("TimelineTip", text);
}

QString line(const QString& html)
{
    return QStringLiteral("<br>") + html;
}

QString distanceFromPlayhead(const TipQuestion& question)
{
    const std::int64_t distance = question.event.value - question.playhead.value;
    if (distance == 0) {
        return translated("at the playhead");
    }
    QString text = translated(distance > 0 ? "%1 after the playhead" : "%1 before the playhead")
                       .arg(counted(std::abs(distance), translated("event"), translated("events")));
    const TimeColumns& columns = *question.data.columns;
    if (question.playhead >= Position{1}) {
        const std::int64_t here = columns.time(question.event);
        const std::int64_t there = columns.time(question.playhead);
        if (here != noTime && there != noTime) {
            text += QStringLiteral(" (%1)").arg(distanceText(here - there));
        }
    }
    return text;
}

QString columnContent(const TipQuestion& question)
{
    const auto total = std::accumulate(question.counts.begin(), question.counts.end(), std::int64_t{0});
    if (total == 0) {
        return {};
    }
    std::vector<std::size_t> order(question.counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return question.counts[a] > question.counts[b];
    });
    QString text = line(translated("<b>%1</b> in this column")
                            .arg(counted(total, translated("event"), translated("events"))));
    for (std::size_t i = 0; i < std::min(order.size(), mostLanes) && question.counts[order[i]] > 0; ++i) {
        const QString name = question.laneNames.value(static_cast<qsizetype>(order[i]));
        text += line(QStringLiteral("&nbsp;&nbsp;%1 %2")
                         .arg(grouped(question.counts[order[i]]), name.toHtmlEscaped()));
    }
    return text;
}

} // namespace

QString eventTip(const TipQuestion& question)
{
    const TimeColumns& columns = *question.data.columns;
    if (question.event < Position{1}) {
        return translated("Before the first event");
    }
    const LogNames& names = columns.names();
    const std::string& type = names.types[static_cast<std::size_t>(columns.type(question.event).value)];
    const std::string& stream =
        names.streams[static_cast<std::size_t>(columns.stream(question.event).value)].name;
    const std::int64_t us = columns.time(question.event);
    QString text = QStringLiteral("<p style='white-space:pre'><b>%1</b>&nbsp; %2")
                       .arg(grouped(question.event.value), typeWords(type).toHtmlEscaped());
    text += line(fromUtf8(stream).toHtmlEscaped());
    text += line(us == noTime ? translated("no recorded time")
                              : shownTime(us, TimeStyle{true, true}, question.referenceUs));
    text += line(distanceFromPlayhead(question));
    if (question.isColumn) {
        text += columnContent(question);
    }
    return text + QStringLiteral("</p>");
}

QString laneTip(const TimelineData& data, int lane, const QString& name, Position playhead)
{
    const std::int64_t total = data.lanes->lanes()[static_cast<std::size_t>(lane)].events;
    const std::int64_t count =
        data.lanes->count(lane, {Position{1}, std::min(playhead, data.columns->last())});
    return QStringLiteral("<p style='white-space:pre'><b>%1</b><br>%2</p>")
        .arg(name.toHtmlEscaped(),
            translated("%1 up to the playhead, %2 in all").arg(grouped(count), grouped(total)));
}

} // namespace hindcast
