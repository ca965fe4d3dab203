#include "model/session/log_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <array>

namespace hindcast {

namespace {

constexpr std::array<const char*, 9>
    endings{".gz", ".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".xes", ".xml", ".txt"};

QString withoutEndings(QString name)
{
    // "log.xes.gz" has two.
    for (bool again = true; again;) {
        again = false;
        for (const char* ending : endings) {
            const QLatin1String suffix(ending);
            if (name.size() > suffix.size() && name.endsWith(suffix, Qt::CaseInsensitive)) {
                name.chop(suffix.size());
                again = true;
            }
        }
    }
    return name;
}

} // namespace

bool isProjectFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArray("SQLite format 3\0", 16);
}

QString defaultTarget(const QString& source)
{
    const QFileInfo info(source);
    const QString name = withoutEndings(info.fileName()) + QStringLiteral(".hindcast");
    const QDir beside = info.absoluteDir();
    if (QFileInfo(beside.absolutePath()).isWritable()) {
        return beside.filePath(name);
    }
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return QDir(data).filePath(name);
}

QStringList sampleLogs()
{
    QDir start(QCoreApplication::applicationDirPath());
    QStringList folders{start.filePath(QStringLiteral("../share/hindcast/samples"))};
    // A build tree lies a few levels below the source.
    QDir above = start;
    for (int level = 0; level < 5 && above.cdUp(); ++level) {
        folders << above.filePath(QStringLiteral("resources/samples"));
    }
    for (const QString& folder : folders) {
        const QDir dir(folder);
        const QStringList names =
            dir.entryList({QStringLiteral("*.ndjson"), QStringLiteral("*.csv")}, QDir::Files, QDir::Name);
        QStringList paths;
        for (const QString& name : names) {
            paths << QDir::cleanPath(dir.absoluteFilePath(name));
        }
        if (!paths.isEmpty()) {
            return paths;
        }
    }
    return {};
}

} // namespace hindcast
