#pragma once

#include "engine/io/import.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace hindcast {

/// One line of an import report: a count and what it means.
struct ReportLine {
    QString count;
    QString meaning;
    bool isProblem = false; ///< something was lost, or may be
};

/// What each source was read as, a line a format: "Read as CSV: a.csv, b.csv".
QStringList readAs(const ImportReport& report, const std::vector<std::string>& sources);

/// What recognition was not sure of or left out, a line each; files by their names.
QStringList doubtLines(const ImportReport& report, const std::vector<std::string>& sources);

/// What a report says, in the order of weight; counts of nothing are left out.
std::vector<ReportLine> reportLines(const ImportReport& report);

/// Whether the person should look before the project opens: records were skipped, or ids repeat.
bool needsALook(const ImportReport& report);

/// The problems as text, one a line, `file:line:column: reason`, for the clipboard.
QString problemText(const ImportReport& report);

} // namespace hindcast
