#include "engine/value/value_node.h"

#include "engine/value/hamt.h"
#include "engine/value/list_node.h"

#include <bit>

namespace hindcast::detail {

namespace {

/// Nodes that have lost their last owner, chained through the count they no longer need.
class Doomed {
public:
    void drop(Node* node) noexcept
    {
        if (node != nullptr && dropOwner(node)) {
            push(node);
        }
    }
    void drop(const Value& value) noexcept
    {
        if (ValueAccess::onHeap(value)) {
            drop(ValueAccess::node(value));
        }
    }
    void push(Node* node) noexcept
    {
        node->refs.store(std::bit_cast<std::uintptr_t>(m_first), std::memory_order_relaxed);
        m_first = node;
    }
    Node* pop() noexcept
    {
        Node* node = m_first;
        if (node != nullptr) {
            m_first = std::bit_cast<Node*>(node->refs.load(std::memory_order_relaxed));
        }
        return node;
    }

private:
    Node* m_first = nullptr;
};

void dropContent(Node* node, Doomed& doomed) noexcept
{
    const std::size_t size = sizeOf(node);
    switch (typeOf(node)) {
    case NodeType::Text:
        break;
    case NodeType::Items:
        for (std::size_t i = 0; i < size; ++i) {
            doomed.drop(payloadOf<Value>(node)[i]);
        }
        break;
    case NodeType::ItemTree:
        for (std::size_t i = 0; i < size; ++i) {
            doomed.drop(payloadOf<Node*>(node)[i]);
        }
        break;
    case NodeType::ListRoot:
        doomed.drop(payloadOf<ListRoot>(node)->root);
        doomed.drop(payloadOf<ListRoot>(node)->tail);
        break;
    case NodeType::Members:
        for (std::size_t i = 0; i < 2 * size; ++i) {
            doomed.drop(payloadOf<Value>(node)[i]);
        }
        break;
    case NodeType::Branch:
    case NodeType::Bucket: {
        const Entry* entries = entriesOf(node);
        for (std::size_t i = 0; i < size; ++i) {
            doomed.drop(entries[i].key);
            doomed.drop(entries[i].value);
        }
        Node* const* children = childrenOf(node);
        for (std::size_t i = 0; i < childCount(node); ++i) {
            doomed.drop(children[i]);
        }
        break;
    }
    case NodeType::MapRoot:
        doomed.drop(payloadOf<MapRoot>(node)->root);
        break;
    }
}

} // namespace

void destroyNode(Node* node) noexcept
{
    Doomed doomed;
    doomed.push(node);
    while (Node* next = doomed.pop()) {
        dropContent(next, doomed);
        ::operator delete(next);
    }
}

} // namespace hindcast::detail
