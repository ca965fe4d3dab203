#pragma once

#include <QAbstractListModel>

#include <functional>
#include <vector>

namespace hindcast {

/// One thing the palette offers.
struct PaletteEntry {
    QString title;
    QString detail; ///< what kind of thing it is, or what it belongs to
    QString keys; ///< how to do it without the palette
    std::vector<int> matched; ///< letters of the title that the query matched
    int score = 0;
    bool enabled = true;
    std::function<void()> run;
};

/// What the palette shows, best first. Replaced whole with every letter typed.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole + 1, KeysRole, MatchedRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<PaletteEntry> entries);
    const PaletteEntry& entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<PaletteEntry> m_entries;
};

} // namespace hindcast
