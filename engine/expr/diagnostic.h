#pragma once

#include "engine/expr/source.h"

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hindcast::expr {

/// What can be wrong with an expression before it is evaluated. Each has a sentence and an advice in
/// diagnostic.cpp, which `Diagnostic::args` fill in.
enum class DiagnosticCode : std::uint8_t {
    // characters and literals
    NotUtf8,
    UnexpectedCharacter,
    UnclosedString,
    UnclosedName,
    BadName,
    BadEscape,
    BadNumber,
    NumberTooLarge,
    // syntax
    Expected,
    ReservedWord,
    BadMacroVariable,
    RepeatedVariable,
    BadMacroCall,
    BadHas,
    // limits
    SourceTooLong,
    NestedTooDeep,
    ChainTooLong,
    // meaning
    UnknownName,
    UnknownFunction,
    UnknownField,
    UnknownRecord,
    NotARecord,
    NoSelection,
    NoMatchingOverload,
    WrongType,
    WrongFieldType,
    RepeatedField,
    MissingField,
    NotARange,
    NotAValue,
    // assignments
    NotAnAssignment,
    NotAPath,
    OverlappingPaths,
    NotAList,
    NotOptional,
};

/// One thing that is wrong, and where.
struct Diagnostic {
    DiagnosticCode code = DiagnosticCode::Expected;
    Span span;
    std::vector<std::string> args;
};

/// The stable machine name, such as "unknown-name".
std::string_view nameOf(DiagnosticCode code);
/// What is wrong, in English: "Account has no field 'blance'".
std::string reasonOf(const Diagnostic& diagnostic);
/// What to do about it; empty where nothing sensible can be said: "did you mean 'balance'?".
std::string adviceFor(const Diagnostic& diagnostic);

/// For people, without a line's end at the last line:
///
///     rules.txt:3:14: Account has no field 'blance': did you mean 'balance'?
///       state.blance + 1
///             ^~~~~~
std::string render(const Source& source, const Diagnostic& diagnostic);
std::string render(const Source& source, const std::vector<Diagnostic>& diagnostics);

/// What a static step makes of an expression: a value, or the reasons why there is none, in source order.
template <class T>
class [[nodiscard]] Diagnosed {
public:
    Diagnosed(T value)
        : m_value(std::move(value))
    {
    }
    Diagnosed(std::vector<Diagnostic> diagnostics)
        : m_diagnostics(std::move(diagnostics))
    {
        assert(!m_diagnostics.empty());
    }
    Diagnosed(Diagnostic diagnostic)
        : m_diagnostics{std::move(diagnostic)}
    {
    }

    bool ok() const { return m_value.has_value(); }
    explicit operator bool() const { return ok(); }
    const T& operator*() const& { return *m_value; }
    T&& operator*() && { return std::move(*m_value); }
    const T* operator->() const { return &*m_value; }
    const std::vector<Diagnostic>& diagnostics() const { return m_diagnostics; }

private:
    std::optional<T> m_value;
    std::vector<Diagnostic> m_diagnostics;
};

} // namespace hindcast::expr
