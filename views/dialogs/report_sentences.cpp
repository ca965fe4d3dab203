#include "views/dialogs/report_sentences.h"

#include "views/dialogs/wording.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace hindcast {

namespace {

/// Files named at most for a format.
constexpr int mostNamed = 8;

QString tr(const char* text)
{
    return QCoreApplication::translate("ImportReport", text);
}

} // namespace

QStringList readAs(const ImportReport& report, const std::vector<std::string>& sources)
{
    QStringList lines;
    for (const LogFormat format : allFormats) {
        QStringList names;
        int more = 0;
        for (std::size_t i = 0; i < sources.size() && i < report.formats.size(); ++i) {
            if (report.formats[i] == format && names.size() < mostNamed) {
                names << QFileInfo(QString::fromStdString(sources[i])).fileName();
            } else if (report.formats[i] == format) {
                ++more;
            }
        }
        if (names.isEmpty()) {
            continue;
        }
        const std::string_view title = titleOf(format);
        QString list = names.join(QStringLiteral(", "));
        if (more > 0) {
            list = tr("%1 and %2 more").arg(list, grouped(more));
        }
        lines << tr("Read as %1: %2")
                     .arg(QString::fromUtf8(title.data(), static_cast<int>(title.size())), list);
    }
    return lines;
}

QStringList doubtLines(const ImportReport& report, const std::vector<std::string>& sources)
{
    QStringList lines;
    for (const ImportDoubt& doubt : report.doubts) {
        const QString text = sentence(doubt.text);
        // One of several is named with its doubts.
        lines << (sources.size() > 1 ? QFileInfo(QString::fromStdString(sources[doubt.source])).fileName()
                    + QStringLiteral(": ") + text
                                     : text);
    }
    return lines;
}

std::vector<ReportLine> reportLines(const ImportReport& report)
{
    std::vector<ReportLine> lines;
    const auto say = [&lines](std::int64_t count, const char* meaning, bool isProblem = false) {
        if (count > 0) {
            lines.push_back({grouped(count), tr(meaning), isProblem});
        }
    };
    say(report.skipped, "records could not be read and were skipped; they are listed below.", true);
    say(report.duplicates, "events have an id that had been seen before; they were kept.", true);
    say(report.repeatedKeys, "records name a member twice; the last one counts, the text keeps both.", true);
    say(report.imported, "events were imported, in the order of the file.");
    say(report.streams, "streams: the entities they belong to.");
    say(report.types, "event types.");
    say(report.noId, "events have no id, so no other event can name them as its cause.");
    say(report.noTime, "events have no time; the log's order stands in for it.");
    say(report.unreadTimes, "times can't be read; they were kept as texts.", true);
    say(report.zoneAssumed, "times name no zone and were read as UTC.");
    say(report.inversions,
        "events are earlier than the one before them in their stream; their order was kept.");
    say(report.ties, "events have the same time as the one before them in their stream.");
    return lines;
}

bool needsALook(const ImportReport& report)
{
    return report.skipped > 0 || report.duplicates > 0;
}

QString problemText(const ImportReport& report)
{
    QString text;
    for (const ImportProblem& problem : report.problems) {
        text += QString::fromStdString(problem.file);
        if (problem.line > 0) {
            text += QStringLiteral(":%1").arg(problem.line);
            if (problem.column > 0) {
                text += QStringLiteral(":%1").arg(problem.column);
            }
        }
        text += QStringLiteral(": ") + QString::fromStdString(problem.reason) + QLatin1Char('\n');
    }
    return text;
}

} // namespace hindcast
