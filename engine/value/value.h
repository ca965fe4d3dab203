#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hindcast {

namespace detail {

/// What every shared node starts with. `refs` counts the owners; it is 1 while only one owner exists, who may
/// then free the node without touching memory that others see.
struct Node {
    std::uint64_t sizeAndType;
    std::atomic<std::uint64_t> refs;
};

/// Frees a node whose last owner has gone, and whatever falls with it. Not recursive: depth doesn't matter.
void destroyNode(Node* node) noexcept;

inline void retain(Node* node) noexcept
{
    node->refs.fetch_add(1, std::memory_order_relaxed);
}

/// True when this was the last owner.
inline bool dropOwner(Node* node) noexcept
{
    return node->refs.load(std::memory_order_acquire) == 1
        || node->refs.fetch_sub(1, std::memory_order_acq_rel) == 1;
}

} // namespace detail

/// An immutable piece of state: 16 bytes, copied in O(1), shared between the versions it appears in.
///
/// Scalars, and texts of up to 14 bytes, lie inside the value; longer texts, lists and maps are nodes with an
/// atomic reference count, so a value may cross threads freely. "Changing" a list or a map gives a new value
/// that shares all untouched parts with the old one: O(log n), or O(n) with a small n below 32 entries.
///
/// Numbers are kept as they were written: an integral token that fits is an `Int`, every other JSON number is
/// a `Decimal` that holds its digits ("45.480", "1e400", "18446744073709551616"). `Double` is for computed
/// values. A map keeps the order in which its keys came, for showing; equality ignores it.
class Value {
public:
    enum class Kind : std::uint8_t { Null, Bool, Int, Double, Decimal, String, List, Map };
    using Member = std::pair<Value, Value>; ///< key (always a String) and value

    Value() noexcept = default; ///< null
    Value(const Value& other) noexcept
    {
        std::memcpy(m_bytes, other.m_bytes, sizeof m_bytes);
        if (onHeap()) {
            detail::retain(node());
        }
    }
    Value(Value&& other) noexcept
    {
        std::memcpy(m_bytes, other.m_bytes, sizeof m_bytes);
        std::memset(other.m_bytes, 0, sizeof m_bytes);
    }
    Value& operator=(const Value& other) noexcept
    {
        Value copy(other);
        swap(copy);
        return *this;
    }
    Value& operator=(Value&& other) noexcept
    {
        Value taken(std::move(other));
        swap(taken);
        return *this;
    }
    ~Value()
    {
        if (onHeap() && detail::dropOwner(node())) {
            detail::destroyNode(node());
        }
    }

    static Value null() noexcept { return {}; }
    static Value boolean(bool value) noexcept;
    static Value integer(std::int64_t value) noexcept;
    static Value real(double value) noexcept;
    /// `token` must be a number in JSON's grammar; it is kept to the letter. Integral tokens that fit 64 bits
    /// become Int (save "-0", which an Int can't tell from 0). Text that is no number becomes a String.
    static Value number(std::string_view token);
    static Value string(std::string_view text);
    static Value list(std::vector<Value> items);
    /// Later members win over earlier ones of the same key, which keep their place.
    static Value map(std::vector<Member> members);
    static Value emptyList();
    static Value emptyMap();

    Kind kind() const noexcept { return static_cast<Kind>(m_bytes[15] & 0x0f); }
    bool isNull() const noexcept { return kind() == Kind::Null; }
    bool isList() const noexcept { return kind() == Kind::List; }
    bool isMap() const noexcept { return kind() == Kind::Map; }
    bool isNumber() const noexcept
    {
        return kind() == Kind::Int || kind() == Kind::Double || kind() == Kind::Decimal;
    }

    // Each accessor below asks for its kind; nothing is converted. Asked of another kind it answers false, 0
    // or an empty text.
    bool asBool() const noexcept;
    std::int64_t asInt() const noexcept;
    double asDouble() const noexcept;
    /// A String's text or a Decimal's token. Valid as long as this value (inline texts live inside it).
    std::string_view text() const noexcept;
    /// Any number as the nearest double.
    double toDouble() const noexcept;

    /// Items of a list or members of a map; 0 for everything else.
    std::size_t size() const noexcept;

    // --- lists ---
    Value at(std::size_t index) const; ///< null when index >= size(). O(log n) with a base of 32
    /// Replaces one item; this value itself when index >= size().
    Value withItem(std::size_t index, Value item) const;
    Value withAppended(Value item) const; ///< O(1) amortised: at most 32 items are copied
    void forEachItem(const std::function<void(std::size_t, const Value&)>& visit) const;

    // --- maps ---
    /// The member of that name, or nothing: absent and null are two things. O(log n).
    std::optional<Value> find(std::string_view key) const;
    Value withMember(std::string_view key, Value value) const;
    Value withoutMember(std::string_view key) const;
    /// Visits members in the order their keys came.
    void forEachMember(const std::function<void(std::string_view, const Value&)>& visit) const;

    /// Deep equality: maps regardless of order, numbers by exact numeric value (1, 1.0 and 10e-1 are equal,
    /// RFC 6902 section 4.6), shared parts in O(1). A Double stands for its shortest decimal text, so 0.1
    /// computed equals 0.1 written; NaN equals itself. Recursive over depth, as is writing and diff().
    friend bool operator==(const Value& a, const Value& b);

    /// True when both are the same node or the same scalar: equal without looking deeper. Never a false
    /// positive.
    bool sharesWith(const Value& other) const noexcept;

    /// Begins to fetch the first members into the processor's cache, for whoever needs them in a moment.
    void prefetch() const noexcept;

private:
    friend class ValueAccess;

    // Byte 15 holds the kind, and 0x10 when bytes 0 to 7 point to a node; else bytes 0 to 13 are the scalar
    // or the text and byte 14 the text's length. Unused bytes are 0, so equal scalars have equal bytes.
    bool onHeap() const noexcept { return (m_bytes[15] & 0x10) != 0; }
    detail::Node* node() const noexcept
    {
        detail::Node* pointer = nullptr;
        std::memcpy(static_cast<void*>(&pointer), m_bytes, sizeof pointer);
        return pointer;
    }
    void swap(Value& other) noexcept
    {
        std::array<unsigned char, sizeof m_bytes> kept{};
        std::memcpy(kept.data(), m_bytes, sizeof m_bytes);
        std::memcpy(m_bytes, other.m_bytes, sizeof m_bytes);
        std::memcpy(other.m_bytes, kept.data(), sizeof m_bytes);
    }

    // Of a std::array g++ 12 believes that it holds a node where it is null.
    alignas(8) unsigned char m_bytes[16] = {}; // NOLINT(modernize-avoid-c-arrays)
};

static_assert(sizeof(Value) == 16);

} // namespace hindcast
