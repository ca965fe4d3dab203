#include "model/session/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace hindcast {

namespace {

QString settingsKey()
{
    return QStringLiteral("recentFiles");
}

} // namespace

RecentFiles::RecentFiles(QObject* parent)
    : QObject(parent)
    , m_paths(QSettings().value(settingsKey()).toStringList())
{
}

void RecentFiles::add(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_paths.removeAll(absolute);
    m_paths.prepend(absolute);
    while (m_paths.size() > maximum) {
        m_paths.removeLast();
    }
    save();
}

void RecentFiles::remove(const QString& path)
{
    if (m_paths.removeAll(QFileInfo(path).absoluteFilePath()) > 0) {
        save();
    }
}

void RecentFiles::save()
{
    QSettings().setValue(settingsKey(), m_paths);
    Q_EMIT changed();
}

} // namespace hindcast
