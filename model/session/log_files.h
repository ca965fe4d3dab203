#pragma once

#include <QString>
#include <QStringList>

namespace hindcast {

/// Whether a file is a project, told from its first bytes and never from its name: an SQLite database is
/// opened as one (and refused with a reason when it is somebody else's), everything else is a log to import.
/// Cost: one read of 16 bytes.
bool isProjectFile(const QString& path);

/// Where the project made from a log goes by default: beside the log under its name without the endings that
/// logs have, or in the user's data folder when nothing can be written there.
QString defaultTarget(const QString& source);

/// The logs that come with the program, found where it is installed or, in a build tree, beside the source.
QStringList sampleLogs();

} // namespace hindcast
