#pragma once

#include "model/session/import_job.h"

#include <QObject>
#include <QStringList>

namespace hindcast {

class ImportBand;
class ImportSheet;
class ReportPage;

/// Takes a log from its file to an open project: sheet, import with its band, report. Says which page should
/// be seen; the window shows it.
class ImportFlow : public QObject {
    Q_OBJECT

public:
    ImportFlow(ImportSheet& sheet, ImportBand& band, ReportPage& report, QObject* parent = nullptr);

    /// Shows the sheet for these files.
    void begin(const QStringList& sources);
    /// Imports without asking; for logs that come with the program.
    void importNow(const QString& source, const QString& target);

    bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    void sheetWanted();
    void reportWanted();
    /// The sheet was left, or its import runs beside the open project.
    void homeWanted();
    void projectReady(const QString& path);
    void notice(const QString& text, bool hasReport);
    /// An import runs: what was said of the one before is of no more use.
    void started();
    /// There is a report now, or another one.
    void reported();
    void failed(const hindcast::Error& error);

private:
    void showSheet();
    void start(const ImportRequest& request);
    void finish(const ImportReport& report);
    void fail(const Error& error);

    ImportSheet& m_sheet;
    ImportBand& m_band;
    ReportPage& m_report;
    ImportJob m_job;
    bool m_bySheet = false;
};

} // namespace hindcast
