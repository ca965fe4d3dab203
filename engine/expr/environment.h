#pragma once

#include "engine/expr/type.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast::expr {

/// Where a variable's value lies when an expression is evaluated.
using Slot = std::uint32_t;
using FunctionId = std::uint32_t;
using OverloadId = std::uint32_t;

struct VariableDeclaration {
    std::string name; ///< may hold dots: "com.example.limit"
    Type type;
};

struct FieldDeclaration {
    std::string name;
    Type type;
    bool isOptional = false; ///< may be absent: read it by has(x.field) or x.?field
};

/// A message type that a board declares. Built by `Name{field: value}`; fields have indices.
struct RecordDeclaration {
    std::string name;
    std::vector<FieldDeclaration> fields;

    std::optional<std::uint32_t> find(std::string_view field) const;
};

/// A string with a known set of values.
struct EnumDeclaration {
    std::string name;
    std::vector<std::string> values;

    bool has(std::string_view value) const;
};

/// One way to call a function.
struct OverloadDeclaration {
    std::string id; ///< stable and unique, such as "size_string"
    std::vector<Type> parameters; ///< the receiver first when `isMember`
    Type result;
    bool isMember = false; ///< called as receiver.name(...)
    bool isVariadic = false; ///< the last parameter one or more times
};

struct FunctionDeclaration {
    std::string name; ///< "size", "math.greatest", "_+_"
    std::vector<OverloadId> overloads;
};

/// What an expression may see: variables, records, enums, functions, and the container that names are looked
/// up in. Immutable, shared when copied, usable from many threads.
class Environment {
public:
    class Builder;

    /// Declares nothing at all.
    Environment();

    /// No variables; every operator and function of the language, its extensions and our own.
    static const Environment& standard();

    const std::string& container() const;

    /// Slots are numbered from 0 in the order of declaration; a builder goes on where its base ended.
    std::span<const VariableDeclaration> variables() const;
    std::optional<Slot> findVariable(std::string_view name) const;

    std::span<const RecordDeclaration> records() const;
    std::optional<std::uint32_t> findRecord(std::string_view name) const;
    std::span<const EnumDeclaration> enums() const;
    const EnumDeclaration* findEnum(std::string_view name) const;

    /// Ids are dense, and those of a base are the same in what is built on it.
    std::span<const FunctionDeclaration> functions() const;
    std::optional<FunctionId> findFunction(std::string_view name) const;
    std::span<const OverloadDeclaration> overloads() const;
    std::optional<OverloadId> findOverload(std::string_view id) const;

    /// Of the names of all variables, records and functions the most parts between dots: no longer name means
    /// anything.
    std::size_t mostNameParts() const;

    /// What a name could mean in the container, in the order in which it is tried: "a.b.x", "a.x", "x".
    /// A leading dot leaves only what follows it.
    std::vector<std::string> candidates(std::string_view name) const;

private:
    struct Functions;
    struct Content;
    explicit Environment(std::shared_ptr<const Content> content);

    std::shared_ptr<const Content> m_content;
};

/// Declares more on top of another environment. A variable, record, enum or overload of a name that is there
/// replaces it in its place.
class Environment::Builder {
public:
    explicit Builder(const Environment& base = standard());
    ~Builder();
    Builder(const Builder&) = delete;
    Builder& operator=(const Builder&) = delete;

    Builder& container(std::string name);
    Builder& variable(std::string name, Type type);
    Builder& record(RecordDeclaration record);
    Builder& enumeration(EnumDeclaration enumeration);
    /// Adds an overload to a function, which comes to be with its first.
    Builder& overload(std::string_view function, OverloadDeclaration overload);
    /// The same by signature: `overload("size", "size_string", "(string) -> int")`. A member's reads
    /// "string.(int) -> string", a variadic one's "(int...) -> int"; A and B are type parameters. It must be
    /// well-formed.
    Builder& overload(std::string_view function, std::string_view id, std::string_view signature);
    Environment build() const;

private:
    std::unique_ptr<Content> m_content;
    std::unique_ptr<Functions> m_functions; ///< a copy of the base's, once one is added
};

} // namespace hindcast::expr
