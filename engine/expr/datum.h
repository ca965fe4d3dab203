#pragma once

#include "engine/value/value.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace hindcast::expr {

/// What a value of the rule language is while an expression runs. Error and Unknown are outcomes that travel
/// like values; no expression can hold on to one.
enum class Kind : std::uint8_t {
    Null,
    Bool,
    Int,
    Uint,
    Double,
    Decimal,
    String,
    Bytes,
    List,
    Map,
    Record,
    Type,
    Timestamp,
    Duration,
    Optional,
    Error,
    Unknown,
};

/// Why an evaluation has no value. Each has words in fault.cpp.
enum class FaultCode : std::uint8_t {
    NoSuchOverload,
    NoSuchKey,
    NoSuchField,
    UnboundVariable,
    IndexOutOfRange,
    DivisionByZero,
    Overflow,
    BadConversion,
    BadKey,
    RepeatedKey,
    BadArgument,
    BadPattern,
    BadZone,
    NoValue,
    TooManySteps,
    TooLarge,
};

/// An error as a value. `detail` completes the code's words; it lies in the arena or in the program.
struct Fault {
    FaultCode code = FaultCode::NoSuchOverload;
    std::string_view detail;
    std::int32_t node = -1; ///< the AST node that failed; -1 until known
};

/// An exact decimal number: `unscaled` x 10^-`scale`, at most 18 digits.
struct Decimal {
    std::int64_t unscaled = 0;
    std::uint32_t scale = 0;
};

/// A moment: seconds since 1970-01-01T00:00:00Z and the nanoseconds after them (0 to 999,999,999).
struct Moment {
    std::int64_t seconds = 0;
    std::uint32_t nanos = 0;
};

class Datum;
struct ListBody;
struct MapBody;
struct RecordBody;

/// A value of the rule language: 16 bytes, passed in two registers, never owning. Texts, lists and maps lie
/// in the evaluation's arena, in the program's constants, or in the `Value`s that the caller handed in, which
/// are borrowed and not copied. A Datum is good as long as these are: until the workspace's next evaluation.
///
/// A list, map or record is either *stored* (a borrowed `Value` together with the reading that says how its
/// parts are typed, see reading.h) or *built* by the expression. container.h reads both alike.
class Datum {
public:
    Datum() = default; ///< null

    static Datum boolean(bool value) { return {Kind::Bool, value ? 1U : 0U}; }
    static Datum integer(std::int64_t value) { return {Kind::Int, static_cast<std::uint64_t>(value)}; }
    static Datum natural(std::uint64_t value) { return {Kind::Uint, value}; }
    static Datum real(double value) { return {Kind::Double, std::bit_cast<std::uint64_t>(value)}; }
    static Datum decimal(Decimal value)
    {
        return {Kind::Decimal, static_cast<std::uint64_t>(value.unscaled), value.scale};
    }
    /// Valid UTF-8, at most 4 GB.
    static Datum string(std::string_view text) { return textual(Kind::String, text); }
    static Datum bytes(std::string_view octets) { return textual(Kind::Bytes, octets); }
    /// A type by its name, such as "int" or "google.protobuf.Timestamp".
    static Datum type(std::string_view name) { return textual(Kind::Type, name); }
    static Datum timestamp(Moment moment)
    {
        return {Kind::Timestamp, static_cast<std::uint64_t>(moment.seconds), moment.nanos};
    }
    /// Nanoseconds; about 292 years either way.
    static Datum duration(std::int64_t nanos) { return {Kind::Duration, static_cast<std::uint64_t>(nanos)}; }
    static Datum list(const ListBody* body) { return {Kind::List, pointerBits(body)}; }
    static Datum map(const MapBody* body) { return {Kind::Map, pointerBits(body)}; }
    static Datum record(const RecordBody* body) { return {Kind::Record, pointerBits(body)}; }
    /// A borrowed list, map or record; `kind` says which, `reading` how its parts read.
    static Datum stored(Kind kind, const Value& value, std::uint32_t reading)
    {
        Datum datum(kind, pointerBits(&value), reading);
        datum.m_stored = true;
        return datum;
    }
    /// An input that is still to be read as its declared type; no expression ever sees it.
    static Datum raw(const Value& value) { return stored(Kind::Null, value, 0); }
    /// Nothing when `value` is null.
    static Datum optional(const Datum* value) { return {Kind::Optional, pointerBits(value)}; }
    static Datum fault(const Fault& fault) { return {Kind::Error, pointerBits(&fault)}; }
    /// What depends on the input of that slot, which is not known.
    static Datum unknown(std::uint32_t slot) { return {Kind::Unknown, slot}; }

    Kind kind() const { return m_kind; }
    bool is(Kind kind) const { return m_kind == kind; }
    bool isNull() const { return m_kind == Kind::Null; }
    bool isError() const { return m_kind == Kind::Error; }
    /// Error or Unknown: what operations pass on instead of working on it.
    bool isOutcome() const { return m_kind >= Kind::Error; }
    bool isTrue() const { return m_kind == Kind::Bool && m_bits != 0; }
    bool isFalse() const { return m_kind == Kind::Bool && m_bits == 0; }
    bool isNumber() const { return m_kind >= Kind::Int && m_kind <= Kind::Decimal; }
    bool isContainer() const { return m_kind >= Kind::List && m_kind <= Kind::Record; }
    bool isStored() const { return m_stored; }
    bool isRaw() const { return m_stored && m_kind == Kind::Null; }

    // Each asks for its kind.
    bool asBool() const { return m_bits != 0; }
    std::int64_t asInt() const { return static_cast<std::int64_t>(m_bits); }
    std::uint64_t asUint() const { return m_bits; }
    double asDouble() const { return std::bit_cast<double>(m_bits); }
    Decimal asDecimal() const { return {static_cast<std::int64_t>(m_bits), m_extra}; }
    Moment asMoment() const { return {static_cast<std::int64_t>(m_bits), m_extra}; }
    /// Of a String, Bytes or Type.
    std::string_view text() const { return {pointer<char>(), m_extra}; }
    const ListBody& listBody() const { return *pointer<ListBody>(); }
    const MapBody& mapBody() const { return *pointer<MapBody>(); }
    const RecordBody& recordBody() const { return *pointer<RecordBody>(); }
    const Value& storedValue() const { return *pointer<Value>(); }
    std::uint32_t reading() const { return m_extra; }
    const Datum* optionalValue() const { return pointer<Datum>(); }
    const Fault& asFault() const { return *pointer<Fault>(); }
    std::uint32_t unknownSlot() const { return static_cast<std::uint32_t>(m_bits); }

private:
    Datum(Kind kind, std::uint64_t bits, std::uint32_t extra = 0)
        : m_bits(bits)
        , m_extra(extra)
        , m_kind(kind)
    {
    }
    static Datum textual(Kind kind, std::string_view text)
    {
        return {kind, pointerBits(text.data()), static_cast<std::uint32_t>(text.size())};
    }
    static std::uint64_t pointerBits(const void* pointer)
    {
        return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(pointer));
    }
    template <class T>
    const T* pointer() const
    {
        return reinterpret_cast<const T*>(static_cast<std::uintptr_t>(m_bits));
    }

    std::uint64_t m_bits = 0;
    std::uint32_t m_extra = 0; ///< a text's length, nanoseconds, a decimal's scale, a stored value's reading
    Kind m_kind = Kind::Null;
    bool m_stored = false;
};

static_assert(sizeof(Datum) == 16 && std::is_trivially_copyable_v<Datum>);

/// A list that an expression built.
struct ListBody {
    std::span<const Datum> items;
};

/// A map that an expression built; entries in the order of their keys, no key twice.
struct MapBody {
    struct Entry {
        Datum key;
        Datum value;
    };
    std::span<const Entry> entries;
};

/// A record that an expression built: its fields in the order the type declares them, of which only those
/// that were set are there.
struct RecordBody {
    struct Field {
        std::string_view name;
        Datum value;
    };
    std::string_view typeName;
    std::span<const Field> fields;
};

/// The name of the value's type, as `type(x)` gives it. Records have names of their own: see `typeNameOf` in
/// container.h.
std::string_view nameOf(Kind kind);

} // namespace hindcast::expr
