#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// What is known of a value before it exists. Two words, cheap to copy, immutable; may cross threads.
///
/// Records and enums are known by name and looked up in the Environment. An enum's values are strings; it is
/// a string everywhere save that literals beside it are checked.
class Type {
public:
    enum class Kind : std::uint8_t {
        Dyn, ///< anything: checked when it is evaluated
        Null,
        Bool,
        Int,
        Uint,
        Double,
        Decimal,
        String,
        Bytes,
        Timestamp,
        Duration,
        Type, ///< a type as a value; one parameter, or none where it is not known which
        List, ///< one parameter
        Map, ///< two
        Optional, ///< one
        Nullable, ///< one, a scalar: that or null (CEL's wrapper types)
        Record, ///< named
        Enum, ///< named
        Opaque, ///< named, with parameters: what a host declares and only its functions understand
        Parameter, ///< named: stands in signatures for any one type
        Number, ///< in signatures: int, uint, double or decimal
    };

    Type() = default; ///< dyn
    Type(Kind kind)
        : m_kind(kind)
    {
    }

    static Type dyn() { return Kind::Dyn; }
    static Type list(Type item);
    static Type map(Type key, Type value);
    static Type optional(Type content);
    static Type nullable(Type content);
    static Type typeOf(Type instance);
    static Type record(std::string name);
    static Type enumeration(std::string name);
    static Type opaque(std::string name, std::vector<Type> parameters);
    static Type parameter(std::string name);

    Kind kind() const { return m_kind; }
    bool is(Kind kind) const { return m_kind == kind; }
    bool isDyn() const { return m_kind == Kind::Dyn; }
    /// Of Record, Enum, Opaque and Parameter; else empty.
    std::string_view name() const;
    std::span<const Type> parameters() const;
    const Type& parameter(std::size_t index) const { return parameters()[index]; }
    /// How many types it is made of, itself included; more than `maxWeight` are not told apart.
    std::uint32_t weight() const;
    static constexpr std::uint32_t maxWeight = 1000;
    /// Whether a Parameter is anywhere in it.
    bool isOpen() const { return m_detail && m_detail->isOpen; }
    /// The same type of other parameters.
    Type withParameters(std::vector<Type> parameters) const;

    /// As CEL writes it: "int", "list(int)", "map(string, dyn)", "optional_type(int)", "wrapper(int)".
    std::string text() const;

    friend bool operator==(const Type& a, const Type& b);
    /// What copies of a type share; equal for two types only if they are the same. Null for those that need
    /// neither name nor parameters.
    const void* identity() const { return m_detail.get(); }

private:
    struct Detail {
        std::string name;
        std::vector<Type> parameters;
        std::uint32_t weight = 1;
        bool isOpen = false;
    };
    Type(Kind kind, std::string name, std::vector<Type> parameters);

    Kind m_kind = Kind::Dyn;
    std::shared_ptr<const Detail> m_detail;
};

} // namespace hindcast::expr
