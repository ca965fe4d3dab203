#pragma once

#include <QStringList>

class QFileDialog;
class QWidget;

namespace hindcast {

/// Asks for files: in the desktop's own dialog where it has one, else in Qt's, dressed as the window is. The
/// folder is remembered from one question to the next. Empty answers: the person thought better of it.

/// Logs and projects to open.
QStringList askForLogs(QWidget* parent);
QString askForFile(QWidget* parent, const QString& title, const QString& filter);
/// Where to save. Whether a file that is there may go is the asker's question when `asksToReplace` is false.
QString askWhereToSave(QWidget* parent,
    const QString& title,
    const QString& path,
    const QString& filter,
    bool asksToReplace);

/// One filter for all that can be opened, then one a format, each also compressed; then all files.
QStringList logFilters();
/// Gives Qt's dialog the window's icons, rows and margins.
void dress(QFileDialog& dialog);

} // namespace hindcast
