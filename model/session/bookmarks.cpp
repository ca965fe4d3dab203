#include "model/session/bookmarks.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace hindcast {

namespace {

QString settingsKey(const QString& path)
{
    const QByteArray canonical = QFileInfo(path).absoluteFilePath().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(canonical, QCryptographicHash::Sha1).toHex();
    return QStringLiteral("bookmarks/") + QString::fromLatin1(hash);
}

auto lowerBound(const std::vector<Bookmark>& all, Position position)
{
    return std::lower_bound(
        all.begin(), all.end(), position, [](const Bookmark& mark, Position p) { return mark.position < p; });
}

} // namespace

Bookmarks::Bookmarks(QObject* parent)
    : QObject(parent)
{
}

void Bookmarks::setProject(const QString& path)
{
    m_path = path;
    m_all.clear();
    if (!path.isEmpty()) {
        QSettings settings;
        const int count = settings.beginReadArray(settingsKey(path));
        for (int i = 0; i < count; ++i) {
            settings.setArrayIndex(i);
            const Position position{settings.value(QStringLiteral("position")).toLongLong()};
            m_all.push_back({position, settings.value(QStringLiteral("label")).toString()});
        }
        settings.endArray();
        std::sort(m_all.begin(), m_all.end(), [](const Bookmark& a, const Bookmark& b) {
            return a.position < b.position;
        });
    }
    Q_EMIT changed();
}

void Bookmarks::save() const
{
    if (m_path.isEmpty()) {
        return;
    }
    QSettings settings;
    const QString key = settingsKey(m_path);
    settings.remove(key);
    settings.beginWriteArray(key, static_cast<int>(m_all.size()));
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        settings.setArrayIndex(static_cast<int>(i));
        settings.setValue(QStringLiteral("position"), static_cast<qlonglong>(m_all[i].position.value));
        settings.setValue(QStringLiteral("label"), m_all[i].label);
    }
    settings.endArray();
}

bool Bookmarks::contains(Position position) const
{
    const auto found = lowerBound(m_all, position);
    return found != m_all.end() && found->position == position;
}

void Bookmarks::toggle(Position position)
{
    if (contains(position)) {
        remove(position);
        return;
    }
    m_all.insert(lowerBound(m_all, position), {position, {}});
    save();
    Q_EMIT changed();
}

void Bookmarks::setLabel(Position position, const QString& label)
{
    if (contains(position)) {
        const auto index = lowerBound(m_all, position) - m_all.cbegin();
        m_all[static_cast<std::size_t>(index)].label = label;
        save();
        Q_EMIT changed();
    }
}

void Bookmarks::remove(Position position)
{
    if (contains(position)) {
        m_all.erase(lowerBound(m_all, position));
        save();
        Q_EMIT changed();
    }
}

std::optional<Position> Bookmarks::neighbour(Position from, int direction) const
{
    if (direction > 0) {
        const auto next = lowerBound(m_all, from + 1);
        return next == m_all.end() ? std::nullopt : std::optional(next->position);
    }
    const auto here = lowerBound(m_all, from);
    return here == m_all.begin() ? std::nullopt : std::optional(std::prev(here)->position);
}

} // namespace hindcast
