#include "tests/support/corpus.h"

#include <QDir>
#include <QFileInfo>

QString sourceFile(QStringView relativePath)
{
    return QDir(QStringLiteral(HINDCAST_SOURCE_DIR)).filePath(relativePath.toString());
}

QString corpusFile(QStringView relativePath)
{
    const QString given = qEnvironmentVariable("HINDCAST_CORPUS");
    const QDir folder(given.isEmpty() ? sourceFile(u"../shared/logs") : given);
    const QString path = folder.filePath(relativePath.toString());
    return QFileInfo::exists(path) ? QDir::cleanPath(path) : QString();
}
