#include "engine/value/list_node.h"

#include <algorithm>
#include <array>
#include <memory>

namespace hindcast {

namespace detail {

namespace {

constexpr std::size_t width = flatLimit;

NodePtr makeLeaf(std::size_t size)
{
    return NodePtr(makeNode(NodeType::Items, size, size * sizeof(Value)));
}

/// A leaf that takes the items over.
NodePtr leafOf(std::span<Value> items)
{
    NodePtr leaf = makeLeaf(items.size());
    std::uninitialized_move(items.begin(), items.end(), payloadOf<Value>(leaf.get()));
    return leaf;
}

/// A copy of a leaf with room for `size` items, of which the first are filled, the rest null.
NodePtr copyLeaf(const Node* leaf, std::size_t size)
{
    NodePtr copy = makeLeaf(size);
    auto* items = payloadOf<Value>(copy.get());
    const std::size_t kept = std::min(size, sizeOf(leaf));
    std::uninitialized_copy_n(payloadOf<Value>(leaf), kept, items);
    std::uninitialized_value_construct_n(items + kept, size - kept);
    return copy;
}

NodePtr treeOf(std::span<NodePtr> children)
{
    NodePtr tree(makeNode(NodeType::ItemTree, children.size(), children.size() * sizeof(Node*)));
    Node** out = payloadOf<Node*>(tree.get());
    for (NodePtr& child : children) {
        *out++ = child.take();
    }
    return tree;
}

/// A copy that shares its children, with room for `size` of them; the new ones are null.
NodePtr copyTree(const Node* tree, std::size_t size)
{
    NodePtr copy(makeNode(NodeType::ItemTree, size, size * sizeof(Node*)));
    Node** out = payloadOf<Node*>(copy.get());
    std::fill_n(out, size, nullptr);
    for (std::size_t i = 0; i < std::min(size, sizeOf(tree)); ++i) {
        out[i] = payloadOf<Node*>(tree)[i];
        retain(out[i]);
    }
    return copy;
}

Value rootOf(std::size_t size, std::uint64_t shift, NodePtr root, NodePtr tail)
{
    Node* node = makeNode(NodeType::ListRoot, size, sizeof(ListRoot));
    *payloadOf<ListRoot>(node) = {shift, root.take(), tail.take()};
    return ValueAccess::adopt(Value::Kind::List, node);
}

/// How many items lie in the tree: all that don't lie in the tail.
std::size_t treeSize(std::size_t size)
{
    return (size - 1) / width * width;
}

NodePtr withItemIn(const Node* node, std::uint64_t shift, std::size_t index, Value&& item)
{
    const std::size_t slot = (index >> shift) % width;
    if (shift == 0) {
        NodePtr copy = copyLeaf(node, sizeOf(node));
        payloadOf<Value>(copy.get())[slot] = std::move(item);
        return copy;
    }
    NodePtr child = withItemIn(payloadOf<Node*>(node)[slot], shift - 5, index, std::move(item));
    NodePtr copy = copyTree(node, sizeOf(node));
    NodePtr old(std::exchange(payloadOf<Node*>(copy.get())[slot], child.take()));
    return copy;
}

/// A chain of one-child trees down to the leaf.
NodePtr chainTo(NodePtr leaf, std::uint64_t shift)
{
    for (; shift > 0; shift -= 5) {
        leaf = treeOf({&leaf, 1});
    }
    return leaf;
}

/// The tree with one more leaf; `index` is that leaf's first item, and there is room for it.
NodePtr withLeaf(const Node* tree, std::uint64_t shift, std::size_t index, NodePtr leaf)
{
    const std::size_t slot = (index >> shift) % width;
    const std::size_t size = sizeOf(tree);
    NodePtr child = slot < size ? withLeaf(payloadOf<Node*>(tree)[slot], shift - 5, index, std::move(leaf))
                                : chainTo(std::move(leaf), shift - 5);
    NodePtr copy = copyTree(tree, std::max(size, slot + 1));
    NodePtr old(std::exchange(payloadOf<Node*>(copy.get())[slot], child.take()));
    return copy;
}

Value appendToFlat(const Value& list, Value&& item)
{
    const std::size_t size = list.size();
    if (size == width) {
        return rootOf(size + 1, 0, NodePtr::share(ValueAccess::node(list)), leafOf({&item, 1}));
    }
    if (size == 0) {
        return ValueAccess::adopt(Value::Kind::List, leafOf({&item, 1}).take());
    }
    NodePtr leaf = copyLeaf(ValueAccess::node(list), size + 1);
    payloadOf<Value>(leaf.get())[size] = std::move(item);
    return ValueAccess::adopt(Value::Kind::List, leaf.take());
}

Value appendToRoot(const ListRoot& root, std::size_t size, Value&& item)
{
    const std::size_t inTree = treeSize(size);
    if (size - inTree < width) {
        NodePtr tail = copyLeaf(root.tail, size - inTree + 1);
        payloadOf<Value>(tail.get())[size - inTree] = std::move(item);
        return rootOf(size + 1, root.shift, NodePtr::share(root.root), std::move(tail));
    }
    NodePtr full = NodePtr::share(root.tail);
    NodePtr tail = leafOf({&item, 1});
    const bool hasRoom = root.shift > 0 && inTree < (width << root.shift);
    if (hasRoom) {
        return rootOf(
            size + 1, root.shift, withLeaf(root.root, root.shift, inTree, std::move(full)), std::move(tail));
    }
    std::array halves{NodePtr::share(root.root), chainTo(std::move(full), root.shift)};
    return rootOf(size + 1, root.shift + 5, treeOf(halves), std::move(tail));
}

bool isFlat(const Value& list)
{
    return !ValueAccess::onHeap(list) || typeOf(ValueAccess::node(list)) == NodeType::Items;
}

/// `index`, or the end of the largest node around it that both lists share. Nodes are the same only at the
/// same place, because a list grows at its end alone.
std::size_t skipShared(const Value& a, const Value& b, std::size_t index)
{
    const Node* left = ValueAccess::node(a);
    const Node* right = ValueAccess::node(b);
    const LeafAt leftLeaf = leafAt(a, index);
    const LeafAt rightLeaf = leafAt(b, index);
    if (leftLeaf.leaf != rightLeaf.leaf || leftLeaf.first != rightLeaf.first) {
        return index;
    }
    const std::size_t leafEnd = leftLeaf.first + sizeOf(leftLeaf.leaf);
    if (typeOf(left) != NodeType::ListRoot || typeOf(right) != NodeType::ListRoot) {
        return leafEnd;
    }
    const auto* leftRoot = payloadOf<ListRoot>(left);
    const auto* rightRoot = payloadOf<ListRoot>(right);
    const std::size_t inTree = std::min(treeSize(sizeOf(left)), treeSize(sizeOf(right)));
    if (leftRoot->shift != rightRoot->shift || index >= inTree) {
        return leafEnd;
    }
    left = leftRoot->root;
    right = rightRoot->root;
    std::uint64_t shift = leftRoot->shift;
    while (left != right) {
        const std::size_t slot = (index >> shift) % width;
        left = payloadOf<Node*>(left)[slot];
        right = payloadOf<Node*>(right)[slot];
        shift -= 5;
    }
    const std::size_t span = width << shift;
    return std::min((index / span + 1) * span, inTree);
}

} // namespace

Value makeList(std::span<Value> items)
{
    if (items.empty()) {
        return Value::emptyList();
    }
    if (items.size() <= width) {
        return ValueAccess::adopt(Value::Kind::List, leafOf(items).take());
    }
    const std::size_t inTree = treeSize(items.size());
    NodePtr tail = leafOf(items.subspan(inTree));
    std::vector<NodePtr> level;
    for (std::size_t i = 0; i < inTree; i += width) {
        level.push_back(leafOf(items.subspan(i, width)));
    }
    std::uint64_t shift = 0;
    for (; level.size() > 1; shift += 5) {
        std::vector<NodePtr> upper;
        for (std::size_t i = 0; i < level.size(); i += width) {
            upper.push_back(treeOf(std::span(level).subspan(i, std::min(width, level.size() - i))));
        }
        level = std::move(upper);
    }
    return rootOf(items.size(), shift, std::move(level.front()), std::move(tail));
}

LeafAt leafAt(const Value& list, std::size_t index)
{
    const Node* node = ValueAccess::node(list);
    if (typeOf(node) == NodeType::Items) {
        return {node, 0};
    }
    const auto* root = payloadOf<ListRoot>(node);
    const std::size_t inTree = treeSize(sizeOf(node));
    if (index >= inTree) {
        return {root->tail, inTree};
    }
    const Node* at = root->root;
    for (std::uint64_t shift = root->shift; shift > 0; shift -= 5) {
        at = payloadOf<Node*>(at)[(index >> shift) % width];
    }
    return {at, index / width * width};
}

const Value& itemAt(const Value& list, std::size_t index)
{
    const LeafAt at = leafAt(list, index);
    return payloadOf<Value>(at.leaf)[index - at.first];
}

std::size_t nextDifference(const Value& a, const Value& b, std::size_t from)
{
    const std::size_t most = std::min(a.size(), b.size());
    std::size_t i = from;
    while (i < most) {
        const std::size_t skipped = skipShared(a, b, i);
        if (skipped == i && !(itemAt(a, i) == itemAt(b, i))) {
            return i;
        }
        i = std::max(skipped, i + 1);
    }
    return most;
}

std::size_t commonTail(const Value& a, const Value& b, std::size_t most)
{
    std::size_t count = 0;
    while (count < most && itemAt(a, a.size() - 1 - count) == itemAt(b, b.size() - 1 - count)) {
        ++count;
    }
    return count;
}

bool listsEqual(const Value& a, const Value& b)
{
    return a.size() == b.size() && nextDifference(a, b, 0) == a.size();
}

} // namespace detail

using detail::NodePtr;

Value Value::emptyList()
{
    return ValueAccess::scalar(Kind::List, nullptr, 0);
}

Value Value::list(std::vector<Value> items)
{
    return detail::makeList(items);
}

Value Value::at(std::size_t index) const
{
    return isList() && index < size() ? detail::itemAt(*this, index) : Value();
}

Value Value::withItem(std::size_t index, Value item) const
{
    if (!isList() || index >= size()) {
        return *this;
    }
    if (detail::isFlat(*this)) {
        NodePtr leaf = detail::withItemIn(node(), 0, index, std::move(item));
        return ValueAccess::adopt(Kind::List, leaf.take());
    }
    const auto& root = *detail::payloadOf<detail::ListRoot>(node());
    const std::size_t inTree = detail::treeSize(size());
    if (index >= inTree) {
        NodePtr tail = detail::withItemIn(root.tail, 0, index - inTree, std::move(item));
        return detail::rootOf(size(), root.shift, NodePtr::share(root.root), std::move(tail));
    }
    NodePtr tree = detail::withItemIn(root.root, root.shift, index, std::move(item));
    return detail::rootOf(size(), root.shift, std::move(tree), NodePtr::share(root.tail));
}

Value Value::withAppended(Value item) const
{
    if (!isList()) {
        return *this;
    }
    return detail::isFlat(*this)
        ? detail::appendToFlat(*this, std::move(item))
        : detail::appendToRoot(*detail::payloadOf<detail::ListRoot>(node()), size(), std::move(item));
}

void Value::forEachItem(const std::function<void(std::size_t, const Value&)>& visit) const
{
    if (isList()) {
        std::size_t index = 0;
        detail::eachItem(*this, [&](const Value& item) { visit(index++, item); });
    }
}

} // namespace hindcast
