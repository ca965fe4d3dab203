#include "views/window/import_flow.h"

#include "views/dialogs/import_band.h"
#include "views/dialogs/import_sheet.h"
#include "views/dialogs/report_page.h"
#include "views/dialogs/report_sentences.h"
#include "views/dialogs/wording.h"

#include <QDir>
#include <QFileInfo>

namespace hindcast {

ImportFlow::ImportFlow(ImportSheet& sheet, ImportBand& band, ReportPage& report, QObject* parent)
    : QObject(parent)
    , m_sheet(sheet)
    , m_band(band)
    , m_report(report)
{
    connect(&m_sheet, &ImportSheet::importRequested, this, [this] {
        m_bySheet = true;
        start(m_sheet.request());
        Q_EMIT homeWanted();
    });
    connect(&m_sheet, &ImportSheet::cancelled, this, &ImportFlow::homeWanted);
    connect(&m_band, &ImportBand::cancelRequested, &m_job, &ImportJob::cancel);
    connect(&m_job, &ImportJob::progressed, &m_band, &ImportBand::setProgress);
    connect(&m_job, &ImportJob::succeeded, this, &ImportFlow::finish);
    connect(&m_job, &ImportJob::failed, this, &ImportFlow::fail);
}

void ImportFlow::begin(const QStringList& sources)
{
    if (m_job.isRunning()) {
        Q_EMIT notice(tr("An import is running. Wait for it, or cancel it first."), false);
        return;
    }
    m_sheet.setSources(sources);
    showSheet();
}

void ImportFlow::showSheet()
{
    Q_EMIT sheetWanted();
    // Also where it is the page already: the band's button, which went, may have had the keys.
    m_sheet.setFocus(Qt::OtherFocusReason);
}

void ImportFlow::importNow(const QString& source, const QString& target)
{
    if (m_job.isRunning()) {
        Q_EMIT notice(tr("An import is running. Wait for it, or cancel it first."), false);
        return;
    }
    QDir().mkpath(QFileInfo(target).absolutePath());
    ImportRequest request;
    request.sources.push_back(source.toStdString());
    request.target = target.toStdString();
    request.replace = true;
    m_bySheet = false;
    start(request);
}

void ImportFlow::start(const ImportRequest& request)
{
    if (m_job.start(request)) {
        const auto count = static_cast<int>(request.sources.size());
        const QString first = QFileInfo(QString::fromStdString(request.sources.front())).fileName();
        m_band.begin(count == 1 ? first : tr("%1 and %2 more").arg(first).arg(count - 1));
        m_sheet.setBusy(true);
        Q_EMIT started();
    }
}

void ImportFlow::finish(const ImportReport& report)
{
    m_band.hide();
    m_sheet.setBusy(false);
    const QString target = QString::fromStdString(m_job.request().target);
    const bool look = needsALook(report);
    m_report.setReport(report, m_job.request(), !look);
    Q_EMIT reported();
    if (look) {
        Q_EMIT reportWanted();
        return;
    }
    Q_EMIT projectReady(target);
    Q_EMIT notice(tr("Imported %1 in %2.")
                      .arg(counted(report.imported, tr("event"), tr("events")),
                          counted(report.streams, tr("stream"), tr("streams"))),
        true);
}

void ImportFlow::fail(const Error& error)
{
    m_band.hide();
    m_sheet.setBusy(false);
    const bool cancelled = error.code == ErrorCode::Cancelled;
    if (m_bySheet) {
        // What was chosen is still there: mend it and try again.
        showSheet();
        if (!cancelled) {
            m_sheet.showError(error);
        }
    } else if (!cancelled) {
        Q_EMIT failed(error);
    }
    if (cancelled) {
        Q_EMIT notice(tr("The import was cancelled; nothing was left behind."), false);
    }
}

} // namespace hindcast
