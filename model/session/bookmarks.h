#pragma once

#include "engine/base/ids.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace hindcast {

struct Bookmark {
    Position position;
    QString label; ///< may be empty
};

/// Marked positions of one log, ascending. Kept in the user's settings by the project's path, since
/// travelling writes no byte to a log's file. Lives on the UI thread.
class Bookmarks : public QObject {
    Q_OBJECT

public:
    explicit Bookmarks(QObject* parent = nullptr);

    /// Loads those of a project; an empty path means none.
    void setProject(const QString& path);

    const std::vector<Bookmark>& all() const { return m_all; }
    bool contains(Position position) const;
    /// Adds one, or removes it when it is there.
    void toggle(Position position);
    void setLabel(Position position, const QString& label);
    void remove(Position position);
    /// The next (+1) or previous (-1) one from a position, if any.
    std::optional<Position> neighbour(Position from, int direction) const;

Q_SIGNALS:
    void changed();

private:
    void save() const;

    QString m_path;
    std::vector<Bookmark> m_all;
};

} // namespace hindcast
