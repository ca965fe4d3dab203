#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/run.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace hindcast::expr {

// Lists, maps and records, stored or built, read alike.

/// The type's name as `type(x)` shows it; a record's is its own.
std::string_view typeNameOf(const Datum& value, const Readings& readings);

/// Items of a list, entries of a map.
std::size_t sizeOf(const Datum& container);

/// index < sizeOf(list)
Datum itemAt(Run& run, const Datum& list, std::size_t index);

/// The entries of a map in the order of their keys: false and true, then numbers by value, then texts by code
/// point. A stored map is sorted for it, which is charged.
std::span<const MapBody::Entry> entriesOf(Run& run, const Datum& map);

/// The value of the key, or nothing. A number finds a key of equal value whatever its type.
std::optional<Datum> findKey(Run& run, const Datum& map, const Datum& key);

/// The member of a map or the field of a record, or nothing.
std::optional<Datum> findMember(Run& run, const Datum& holder, std::string_view name);

/// The fields of a record that are set, in the order they are declared.
std::span<const RecordBody::Field> fieldsOf(Run& run, const Datum& record);

/// Whether a value may be a map's key: bool, int, uint or string.
bool isKey(const Datum& value);
/// Negative, 0 or positive; both are keys.
int compareKeys(const Datum& a, const Datum& b);

/// Gathers items in the arena, and charges for the room when it takes it. Adding is O(1) amortised.
class ListBuilder {
public:
    explicit ListBuilder(Run& run, std::size_t expected = 4)
        : m_run(run)
        , m_room(room(expected))
    {
    }
    void add(const Datum& item)
    {
        if (m_size == m_room.size()) {
            grow();
        }
        m_room[m_size++] = item;
    }
    std::size_t size() const { return m_size; }
    std::span<Datum> items() { return m_room.first(m_size); }
    /// The list; the builder must not be used any more.
    Datum finish();

private:
    /// Small where the budget doesn't allow for more: the evaluation is at its end then.
    std::span<Datum> room(std::size_t items);
    void grow();

    Run& m_run;
    std::span<Datum> m_room;
    std::size_t m_size = 0;
};

/// A map of these entries, which are put in order. A fault when a key is none or is there twice.
Datum makeMap(Run& run, std::span<MapBody::Entry> entries);

/// A list of these items, which are copied.
Datum makeList(Run& run, std::span<const Datum> items);

} // namespace hindcast::expr
