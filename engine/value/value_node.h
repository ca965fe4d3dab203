#pragma once

#include "engine/value/value.h"

#include <cstring>
#include <new>
#include <string_view>

namespace hindcast::detail {

/// What lies behind a Node's header. The number is `sizeOf(node)` unless said otherwise.
enum class NodeType : std::uint8_t {
    Text, ///< that many bytes
    Items, ///< that many Values: a whole small list, or one leaf of a large one
    ItemTree, ///< that many pointers to Items or ItemTree
    ListRoot, ///< a ListRoot; the number counts the list's items
    Members, ///< that many Members in the order their keys came: a whole small map
    Branch, ///< a Branch, its entries and its children; the number counts the entries
    Bucket, ///< that many Entries whose keys have one hash
    MapRoot, ///< a MapRoot; the number counts the map's members
};

/// How many items or members stay in one flat node.
constexpr std::size_t flatLimit = 32;

inline NodeType typeOf(const Node* node)
{
    return static_cast<NodeType>(node->sizeAndType & 0xff);
}
inline std::size_t sizeOf(const Node* node)
{
    return static_cast<std::size_t>(node->sizeAndType >> 8);
}

/// A node with one owner and room for `payload` bytes, which the caller fills.
inline Node* makeNode(NodeType type, std::size_t size, std::size_t payload)
{
    void* memory = ::operator new(sizeof(Node) + payload);
    return new (memory) Node{(static_cast<std::uint64_t>(size) << 8) | static_cast<std::uint64_t>(type), 1};
}

/// The payload as an array of T.
template <class T>
T* payloadOf(Node* node)
{
    return reinterpret_cast<T*>(node + 1);
}
template <class T>
const T* payloadOf(const Node* node)
{
    return reinterpret_cast<const T*>(node + 1);
}

inline void release(Node* node) noexcept
{
    if (dropOwner(node)) {
        destroyNode(node);
    }
}

/// An owned reference while a tree is being built.
class NodePtr {
public:
    NodePtr() = default;
    explicit NodePtr(Node* adopted)
        : m_node(adopted)
    {
    }
    NodePtr(NodePtr&& other) noexcept
        : m_node(std::exchange(other.m_node, nullptr))
    {
    }
    NodePtr& operator=(NodePtr&& other) noexcept
    {
        std::swap(m_node, other.m_node);
        return *this;
    }
    NodePtr(const NodePtr&) = delete;
    NodePtr& operator=(const NodePtr&) = delete;
    ~NodePtr()
    {
        if (m_node != nullptr) {
            release(m_node);
        }
    }
    static NodePtr share(Node* node)
    {
        retain(node);
        return NodePtr(node);
    }

    Node* get() const { return m_node; }
    Node* take() { return std::exchange(m_node, nullptr); }
    explicit operator bool() const { return m_node != nullptr; }

private:
    Node* m_node = nullptr;
};

} // namespace hindcast::detail

namespace hindcast {

/// The way into a Value for the files of this folder, and for engine/expr, which borrows from it.
class ValueAccess {
public:
    using Kind = Value::Kind;
    using Node = detail::Node;

    static bool onHeap(const Value& value) { return value.onHeap(); }
    static Node* node(const Value& value) { return value.node(); }
    static bool sameBits(const Value& a, const Value& b)
    {
        return std::memcmp(a.m_bytes, b.m_bytes, 16) == 0;
    }

    /// A value that takes over the caller's reference.
    static Value adopt(Kind kind, Node* node)
    {
        Value value;
        std::memcpy(value.m_bytes, static_cast<const void*>(&node), sizeof node);
        value.m_bytes[15] = static_cast<unsigned char>(static_cast<unsigned>(kind) | 0x10U);
        return value;
    }

    static Value scalar(Kind kind, const void* bytes, std::size_t count)
    {
        Value value;
        if (count > 0) {
            std::memcpy(value.m_bytes, bytes, count);
        }
        value.m_bytes[15] = static_cast<unsigned char>(kind);
        return value;
    }
    template <class T>
    static T scalarOf(const Value& value)
    {
        T out{};
        std::memcpy(&out, value.m_bytes, sizeof out);
        return out;
    }

    /// A String or Decimal of that text.
    static Value textual(Kind kind, std::string_view text)
    {
        if (text.size() <= inlineText) {
            Value value;
            if (!text.empty()) {
                std::memcpy(value.m_bytes, text.data(), text.size());
            }
            value.m_bytes[14] = static_cast<unsigned char>(text.size());
            value.m_bytes[15] = static_cast<unsigned char>(kind);
            return value;
        }
        Node* node = detail::makeNode(detail::NodeType::Text, text.size(), text.size());
        std::memcpy(detail::payloadOf<char>(node), text.data(), text.size());
        return adopt(kind, node);
    }

    static std::string_view textOf(const Value& value)
    {
        if (value.onHeap()) {
            return {detail::payloadOf<char>(value.node()), detail::sizeOf(value.node())};
        }
        return {reinterpret_cast<const char*>(value.m_bytes), value.m_bytes[14]};
    }

    /// A number whose token is known to be one.
    static Value number(std::string_view token);

    /// Short texts always lie inside, so only two long ones need a look at their letters.
    static bool sameKey(const Value& a, const Value& b)
    {
        return sameBits(a, b) || (a.onHeap() && b.onHeap() && textOf(a) == textOf(b));
    }

    static constexpr std::size_t inlineText = 14;
};

/// A key to look for: compares by 16 bytes when short, without making a node when long.
class KeyProbe {
public:
    explicit KeyProbe(std::string_view text)
        : m_text(text)
    {
        if (text.size() <= ValueAccess::inlineText) {
            m_short = ValueAccess::textual(Value::Kind::String, text);
        }
    }
    bool matches(const Value& key) const
    {
        return m_text.size() <= ValueAccess::inlineText
            ? ValueAccess::sameBits(m_short, key)
            : ValueAccess::onHeap(key) && ValueAccess::textOf(key) == m_text;
    }
    std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
    Value m_short;
};

} // namespace hindcast
