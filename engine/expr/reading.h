#pragma once

#include "engine/expr/datum.h"
#include "engine/expr/environment.h"
#include "engine/expr/type.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

class Run;

/// How a stored `Value` of one declared type reads, and what that means for its parts. JSON has one kind of
/// number and no timestamps: the declared type decides what a member is, and where nothing is declared an
/// integral number is an int, every other number a double.
struct Reading {
    Type::Kind as = Type::Kind::Dyn;
    std::uint32_t item = 0; ///< of a list's items, a map's values, an optional's or nullable's content
    std::uint32_t record = 0; ///< which record
};

/// The readings of an environment's types, by number; 0 reads what is not declared. Immutable once made,
/// usable from many threads.
class Readings {
public:
    static constexpr std::uint32_t undeclared = 0;

    struct Field {
        std::string name;
        std::uint32_t reading = undeclared;
    };
    struct Record {
        std::string name;
        std::vector<Field> fields; ///< as declared
    };

    Readings() = default;
    explicit Readings(const Environment& environment);

    const Reading& operator[](std::uint32_t index) const { return m_readings[index]; }
    const Record& record(std::uint32_t index) const { return m_records[index]; }
    std::uint32_t ofSlot(Slot slot) const { return m_slots[slot]; }
    std::size_t slotCount() const { return m_slots.size(); }
    /// The reading of a record's field; undeclared where the record has none of that name.
    std::uint32_t ofField(std::uint32_t record, std::string_view field) const;

private:
    std::uint32_t add(const Type& type, const Environment& environment);

    std::vector<Reading> m_readings{Reading{}};
    std::vector<Record> m_records;
    std::vector<std::uint32_t> m_slots;
    std::map<std::string, std::uint32_t> m_byText;
};

/// The value as the language sees it. Lists, maps, records and texts are borrowed: `value` must outlive the
/// datum. A fault where it doesn't fit the declared type, or is an integer beyond 64 bits.
Datum readValue(Run& run, const Value& value, std::uint32_t reading);

} // namespace hindcast::expr
