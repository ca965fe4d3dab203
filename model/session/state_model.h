#pragma once

#include "engine/value/diff.h"
#include "engine/value/value.h"

#include <QAbstractItemModel>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hindcast {

/// A state as a tree of rows `name | value`. A new state is applied as the difference to the shown one: only
/// rows that came or went are inserted and removed, so expansion and scrolling survive a moving playhead, and
/// equal shared parts cost nothing. Children are made when first asked for. Lives on the UI thread.
class StateModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    enum Role {
        ChangedRole = Qt::UserRole, ///< bool: the last event wrote this row or something above it
        HoldsChangeRole, ///< bool: the last event wrote something below it
        BeforeRole, ///< QString: its value before the last event; null when unchanged or new
        KindRole, ///< int, a Value::Kind
        PointerRole ///< QString, its path as a JSON Pointer
    };

    explicit StateModel(QObject* parent = nullptr);
    ~StateModel() override;

    /// Shows `state`, marking what `lastChanges` (the last event's) touched.
    void setState(const Value& state, const std::vector<Change>& lastChanges);
    /// Nothing to show: no rows.
    void clear();

    const Value& state() const;
    Value valueAt(const QModelIndex& index) const;
    ValuePath pathOf(const QModelIndex& index) const;
    /// The row of a path, invalid when the state has no such part. Makes the children on the way.
    QModelIndex indexOf(const ValuePath& path) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Rows inserted, removed or given a new value so far: what tests count.
    std::int64_t rowsTouched() const { return m_rowsTouched; }

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;

    Node* nodeOf(const QModelIndex& index) const;
    QModelIndex indexOfNode(const Node* node, int column = NameColumn) const;
    static Nodes childrenOf(const Value& value, Node* parent);
    static void build(Node* node);
    static void renumber(Node* node, std::size_t from);
    void update(Node* node, const Value& value);
    void updateList(Node* node, const Value& value);
    void updateMap(Node* node, const Value& value);
    void insertNodes(Node* node, std::size_t at, Nodes nodes);
    void removeNodes(Node* node, std::size_t first, std::size_t count);
    void announceMarks(Node* node);
    const Change* changeOver(const Node* node) const;

    std::unique_ptr<Node> m_root;
    bool m_wrapsScalar = false; ///< the state is no list or map: one row shows it
    Value m_state;
    std::map<std::string, Change> m_changes; ///< by JSON Pointer
    std::int64_t m_rowsTouched = 0;
};

} // namespace hindcast
