#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hindcast {

class ListNode;
class MapNode;
class TextNode;

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
    Value(const Value& other) noexcept;
    Value(Value&& other) noexcept;
    Value& operator=(const Value& other) noexcept;
    Value& operator=(Value&& other) noexcept;
    ~Value();

    static Value null() noexcept { return {}; }
    static Value boolean(bool value) noexcept;
    static Value integer(std::int64_t value) noexcept;
    static Value real(double value) noexcept;
    /// `token` must be a number in JSON's grammar; it is kept to the letter. Integral tokens that fit 64 bits
    /// become Int.
    static Value number(std::string_view token);
    static Value string(std::string_view text);
    static Value list(std::vector<Value> items);
    /// Later members win over earlier ones of the same key, which keep their place.
    static Value map(std::vector<Member> members);
    static Value emptyList();
    static Value emptyMap();

    Kind kind() const noexcept;
    bool isNull() const noexcept { return kind() == Kind::Null; }
    bool isList() const noexcept { return kind() == Kind::List; }
    bool isMap() const noexcept { return kind() == Kind::Map; }
    bool isNumber() const noexcept
    {
        return kind() == Kind::Int || kind() == Kind::Double || kind() == Kind::Decimal;
    }

    // Each accessor below asks for its kind (asserted); nothing is converted.
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
    Value at(std::size_t index) const; ///< index < size()
    Value withItem(std::size_t index, Value item) const;
    Value withAppended(Value item) const;
    void forEachItem(const std::function<void(std::size_t, const Value&)>& visit) const;

    // --- maps ---
    /// The member of that name, or nothing: absent and null are two things. O(log n).
    std::optional<Value> find(std::string_view key) const;
    Value withMember(std::string_view key, Value value) const;
    Value withoutMember(std::string_view key) const;
    /// Visits members in the order their keys came.
    void forEachMember(const std::function<void(std::string_view, const Value&)>& visit) const;

    /// Deep equality: maps regardless of order, numbers by exact numeric value (1, 1.0 and 10e-1 are equal,
    /// RFC 6902 section 4.6), shared parts in O(1).
    friend bool operator==(const Value& a, const Value& b);

    /// True when both are the same node or the same scalar: equal without looking deeper. Never a false
    /// positive.
    bool sharesWith(const Value& other) const noexcept;

private:
    friend class ValueAccess;
    alignas(8) unsigned char m_bytes[16] = {};
};

static_assert(sizeof(Value) == 16);

} // namespace hindcast
