#pragma once

#include <QObject>
#include <QStringList>

namespace hindcast {

/// Projects opened lately, the latest first, kept in the user's settings. Files that are gone stay listed
/// until removed: an unplugged disk is no reason to forget. Lives on the UI thread.
class RecentFiles : public QObject {
    Q_OBJECT

public:
    static constexpr int maximum = 12;

    explicit RecentFiles(QObject* parent = nullptr);

    const QStringList& paths() const { return m_paths; }
    /// Puts a file at the top; the list keeps its latest `maximum`.
    void add(const QString& path);
    void remove(const QString& path);

Q_SIGNALS:
    void changed();

private:
    void save();

    QStringList m_paths;
};

} // namespace hindcast
