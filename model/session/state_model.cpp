#include "model/session/state_model.h"

#include "model/session/value_text.h"
#include "model/session/words.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace hindcast {

namespace {

constexpr const char* scalarRow = "value";

bool isContainer(const Value& value)
{
    return value.isList() || value.isMap();
}

} // namespace

struct StateModel::Node {
    Node* parent = nullptr;
    std::size_t row = 0;
    PathStep step;
    Value value;
    Nodes children;
    bool built = false; ///< children are made

    bool hasKey(const std::string& key) const
    {
        const auto* name = std::get_if<std::string>(&step);
        return name != nullptr && *name == key;
    }
};

StateModel::StateModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
    m_root->value = Value::emptyMap();
    m_root->built = true;
}

StateModel::~StateModel() = default;

// --- reading the tree ---

StateModel::Node* StateModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex StateModel::indexOfNode(const Node* node, int column) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(static_cast<int>(node->row), column, node);
}

StateModel::Nodes StateModel::childrenOf(const Value& value, Node* parent)
{
    Nodes nodes;
    nodes.reserve(value.size());
    const auto add = [&](PathStep step, const Value& child) {
        auto node = std::make_unique<Node>();
        node->parent = parent;
        node->row = nodes.size();
        node->step = std::move(step);
        node->value = child;
        nodes.push_back(std::move(node));
    };
    if (value.isMap()) {
        value.forEachMember([&](std::string_view key, const Value& child) { add(std::string(key), child); });
    } else if (value.isList()) {
        value.forEachItem([&](std::size_t index, const Value& child) { add(index, child); });
    }
    return nodes;
}

void StateModel::build(Node* node)
{
    if (!node->built) {
        node->children = childrenOf(node->value, node);
        node->built = true;
    }
}

QModelIndex StateModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent)) {
        return {};
    }
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex StateModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOfNode(nodeOf(child)->parent) : QModelIndex();
}

int StateModel::rowCount(const QModelIndex& parent) const
{
    if (parent.column() > 0) {
        return 0;
    }
    Node* node = nodeOf(parent);
    build(node);
    return static_cast<int>(node->children.size());
}

int StateModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

bool StateModel::hasChildren(const QModelIndex& parent) const
{
    if (parent.column() > 0) {
        return false;
    }
    const Node* node = nodeOf(parent);
    return node->built ? !node->children.empty() : node->value.size() > 0;
}

const Value& StateModel::state() const
{
    return m_state;
}

Value StateModel::valueAt(const QModelIndex& index) const
{
    return index.isValid() ? nodeOf(index)->value : m_state;
}

ValuePath StateModel::pathOf(const QModelIndex& index) const
{
    ValuePath path;
    for (const Node* node = nodeOf(index); node != m_root.get(); node = node->parent) {
        path.push_back(node->step);
    }
    std::reverse(path.begin(), path.end());
    if (m_wrapsScalar && !path.empty()) {
        path.erase(path.begin());
    }
    return path;
}

QModelIndex StateModel::indexOf(const ValuePath& path) const
{
    if (m_wrapsScalar) {
        return path.empty() ? index(0, NameColumn) : QModelIndex();
    }
    const Node* node = m_root.get();
    for (const PathStep& step : path) {
        build(const_cast<Node*>(node));
        const auto found = std::find_if(node->children.begin(),
            node->children.end(),
            [&](const std::unique_ptr<Node>& child) { return child->step == step; });
        if (found == node->children.end()) {
            return {};
        }
        node = found->get();
    }
    return indexOfNode(node);
}

const Change* StateModel::changeOver(const Node* node) const
{
    if (m_changes.empty()) {
        return nullptr;
    }
    std::string pointer = toJsonPointer(pathOf(indexOfNode(node)));
    while (true) {
        const auto found = m_changes.find(pointer);
        if (found != m_changes.end()) {
            return &found->second;
        }
        if (pointer.empty()) {
            return nullptr;
        }
        pointer.resize(pointer.rfind('/'));
    }
}

QVariant StateModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Node* node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn ? stepText(node->step) : valueText(node->value);
    case ChangedRole:
        return changeOver(node) != nullptr;
    case HoldsChangeRole: {
        const std::string below = toJsonPointer(pathOf(index)) + '/';
        const auto next = m_changes.lower_bound(below);
        return next != m_changes.end() && next->first.compare(0, below.size(), below) == 0;
    }
    case BeforeRole: {
        const auto change = m_changes.find(toJsonPointer(pathOf(index)));
        const bool replaced = change != m_changes.end() && change->second.kind == Change::Kind::Replaced
            && !(change->first.empty() && change->second.before.isNull());
        return replaced ? QVariant(valueLine(change->second.before)) : QVariant();
    }
    case Qt::ToolTipRole: {
        const QVariant before = data(index, BeforeRole);
        const QString now = pathText(pathOf(index)) + QStringLiteral("\n") + valueLine(node->value, 1000);
        return before.isNull() ? now : tr("%1\nbefore: %2").arg(now, before.toString());
    }
    case KindRole:
        return static_cast<int>(node->value.kind());
    case PointerRole:
        return fromUtf8(toJsonPointer(pathOf(index)));
    default:
        return {};
    }
}

QVariant StateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == NameColumn ? tr("Field") : tr("Value");
}

// --- taking a new state ---

void StateModel::setState(const Value& state, const std::vector<Change>& lastChanges)
{
    m_state = state;
    m_wrapsScalar = !isContainer(state);
    update(m_root.get(), m_wrapsScalar ? Value::map({{Value::string(scalarRow), state}}) : state);

    std::map<std::string, Change> changes;
    for (const Change& change : lastChanges) {
        changes.insert_or_assign(toJsonPointer(change.path), change);
    }
    const bool marksMove = !m_changes.empty() || !changes.empty();
    m_changes = std::move(changes);
    if (marksMove) {
        announceMarks(m_root.get());
    }
}

void StateModel::clear()
{
    setState(Value::emptyMap(), {});
}

void StateModel::announceMarks(Node* node)
{
    if (!node->built || node->children.empty()) {
        return;
    }
    Q_EMIT dataChanged(indexOfNode(node->children.front().get()),
        indexOfNode(node->children.back().get(), ValueColumn),
        {ChangedRole, HoldsChangeRole, BeforeRole});
    for (const auto& child : node->children) {
        announceMarks(child.get());
    }
}

void StateModel::update(Node* node, const Value& value)
{
    if (node->value.sharesWith(value)) {
        return;
    }
    const bool bothContainers = isContainer(node->value) && node->value.kind() == value.kind();
    const bool bothFilled = node->value.size() > 0 && value.size() > 0;
    if (!bothContainers && !isContainer(node->value) && !isContainer(value) && node->value == value) {
        node->value = value;
        return;
    }
    if (bothContainers && bothFilled) {
        if (node->built && value.isMap()) {
            updateMap(node, value);
        } else if (node->built) {
            updateList(node, value);
        }
        node->value = value;
    } else {
        // Another kind, or full where it was empty: a view must hear of rows even where it never asked.
        build(node);
        removeNodes(node, 0, node->children.size());
        node->value = value;
        insertNodes(node, 0, childrenOf(value, node));
    }
    if (node != m_root.get()) {
        ++m_rowsTouched;
        Q_EMIT dataChanged(indexOfNode(node), indexOfNode(node, ValueColumn));
    }
}

void StateModel::updateList(Node* node, const Value& value)
{
    const std::size_t size = value.size();
    if (node->children.size() > size) {
        removeNodes(node, size, node->children.size() - size);
    }
    for (std::size_t i = 0; i < node->children.size(); ++i) {
        update(node->children[i].get(), value.at(i));
    }
    if (node->children.size() < size) {
        Nodes all = childrenOf(value, node);
        Nodes added(std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(node->children.size())),
            std::make_move_iterator(all.end()));
        insertNodes(node, node->children.size(), std::move(added));
    }
}

void StateModel::updateMap(Node* node, const Value& value)
{
    Nodes wanted = childrenOf(value, node);
    std::unordered_map<std::string, std::size_t> placeOf;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        placeOf.emplace(std::get<std::string>(wanted[i]->step), i);
    }

    // Rows stay as long as they keep their order; the rest goes and comes anew.
    std::vector<bool> stays;
    std::size_t reached = 0;
    for (const auto& child : node->children) {
        const auto place = placeOf.find(std::get<std::string>(child->step));
        const bool keeps = place != placeOf.end() && place->second + 1 > reached;
        stays.push_back(keeps);
        reached = keeps ? place->second + 1 : reached;
    }
    for (std::size_t end = stays.size(); end > 0;) {
        std::size_t begin = end;
        while (begin > 0 && !stays[begin - 1]) {
            --begin;
        }
        if (begin < end) {
            removeNodes(node, begin, end - begin);
        }
        end = begin > 0 ? begin - 1 : 0;
    }

    for (std::size_t i = 0; i < wanted.size();) {
        const auto isHere = [&](std::size_t place) {
            return i < node->children.size()
                && node->children[i]->hasKey(std::get<std::string>(wanted[place]->step));
        };
        if (isHere(i)) {
            update(node->children[i].get(), wanted[i]->value);
            ++i;
            continue;
        }
        std::size_t end = i;
        Nodes added;
        while (end < wanted.size() && !isHere(end)) {
            added.push_back(std::move(wanted[end]));
            ++end;
        }
        insertNodes(node, i, std::move(added));
        i = end;
    }
}

void StateModel::insertNodes(Node* node, std::size_t at, Nodes nodes)
{
    if (nodes.empty()) {
        return;
    }
    const auto count = nodes.size();
    beginInsertRows(indexOfNode(node), static_cast<int>(at), static_cast<int>(at + count - 1));
    node->children.insert(node->children.begin() + static_cast<std::ptrdiff_t>(at),
        std::make_move_iterator(nodes.begin()),
        std::make_move_iterator(nodes.end()));
    node->built = true;
    renumber(node, at);
    endInsertRows();
    m_rowsTouched += static_cast<std::int64_t>(count);
}

void StateModel::removeNodes(Node* node, std::size_t first, std::size_t count)
{
    if (count == 0) {
        return;
    }
    beginRemoveRows(indexOfNode(node), static_cast<int>(first), static_cast<int>(first + count - 1));
    const auto begin = node->children.begin() + static_cast<std::ptrdiff_t>(first);
    node->children.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    renumber(node, first);
    endRemoveRows();
    m_rowsTouched += static_cast<std::int64_t>(count);
}

void StateModel::renumber(Node* node, std::size_t from)
{
    for (std::size_t i = from; i < node->children.size(); ++i) {
        node->children[i]->row = i;
        if (std::holds_alternative<std::size_t>(node->children[i]->step)) {
            node->children[i]->step = i;
        }
    }
}

} // namespace hindcast
