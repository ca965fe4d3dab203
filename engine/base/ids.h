#pragma once

// Qt's moc loses its way in a <concepts> (here by way of <compare>) that is the first header it meets.
// clang-format off
#include <cstddef>
#include <compare>
#include <cstdint>
#include <functional>
#include <type_traits>
// clang-format on

namespace hindcast {

/// An integer that only mixes with its own kind, so that a stream can't be passed for a position.
template <class Tag, class Int>
struct Id {
    Int value = 0;

    constexpr Id() = default;
    constexpr explicit Id(Int v)
        : value(v)
    {
    }
    constexpr auto operator<=>(const Id&) const = default;
};

/// 1-based index of an event in a branch, without gaps. 0 is "before the first event".
using Position = Id<struct PositionTag, std::int64_t>;
/// 1-based number of an event in its stream. 0 is "the stream does not exist yet".
using Version = Id<struct VersionTag, std::int64_t>;
/// One entity instance (`order-42`); 1-based row of the file's stream table.
using StreamId = Id<struct StreamTag, std::int64_t>;
/// What kind of entity (`order`); 1-based row of the file's category table.
using CategoryId = Id<struct CategoryTag, std::int64_t>;
/// An event type; 1-based row of the file's type table.
using TypeId = Id<struct TypeTag, std::int64_t>;
/// A log that shares its parent's first N events; 1 is the main branch of the first log.
using BranchId = Id<struct BranchTag, std::int64_t>;

constexpr BranchId mainBranch{1};

/// Arithmetic that keeps the kind.
template <class Tag, class Int>
constexpr Id<Tag, Int> operator+(Id<Tag, Int> id, std::type_identity_t<Int> n)
{
    return Id<Tag, Int>{id.value + n};
}
template <class Tag, class Int>
constexpr Id<Tag, Int> operator-(Id<Tag, Int> id, std::type_identity_t<Int> n)
{
    return Id<Tag, Int>{id.value - n};
}

/// A stretch of one branch, both ends included. Empty when last < first.
struct PositionRange {
    Position first{1};
    Position last{0};

    constexpr bool isEmpty() const { return last < first; }
    constexpr std::int64_t size() const { return isEmpty() ? 0 : last.value - first.value + 1; }
    constexpr bool contains(Position p) const { return first <= p && p <= last; }
};

} // namespace hindcast

template <class Tag, class Int>
struct std::hash<hindcast::Id<Tag, Int>> {
    std::size_t operator()(hindcast::Id<Tag, Int> id) const noexcept { return std::hash<Int>{}(id.value); }
};
