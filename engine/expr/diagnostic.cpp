#include "engine/expr/diagnostic.h"

#include "engine/base/utf8.h"
#include "engine/base/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hindcast::expr {

namespace {

struct Wording {
    DiagnosticCode code;
    std::string_view name;
    std::string_view reason;
    std::string_view advice;
};

using Code = DiagnosticCode;
constexpr auto wordings = std::to_array<Wording>({
    {Code::NotUtf8, "not-utf8", "this is not UTF-8", "save the text as UTF-8"},
    {Code::UnexpectedCharacter, "unexpected-character", "{0} has no meaning here", "{1|remove it}"},
    {Code::UnclosedString, "unclosed-string", "this text has no end", "close it with {0}"},
    {Code::UnclosedName, "unclosed-name", "this quoted name has no end", "close it with `"},
    {Code::BadName,
        "bad-name",
        "a quoted name holds letters, digits, '_', '.', '-', '/' and blanks, and at least one",
        "use ['...'] for other names"},
    {Code::BadEscape,
        "bad-escape",
        "'{0}' is no escape sequence{1}",
        "write \\\\ for a backslash, or r'...' for a text without escapes"},
    {Code::BadNumber, "bad-number", "'{0}' is no number", "{1}"},
    {Code::NumberTooLarge, "number-too-large", "{0} is beyond {1}", "{2}"},
    {Code::Expected, "expected", "expected {0}, found {1}", "{2}"},
    {Code::ReservedWord,
        "reserved-word",
        "'{0}' is a reserved word and can't be a name here",
        "{1|choose another name}"},
    {Code::BadMacroVariable,
        "bad-macro-variable",
        "{0}() needs a simple name here",
        "write one such as 'x', without dots"},
    {Code::RepeatedVariable,
        "repeated-variable",
        "'{0}' names two things in one {1}()",
        "rename one of them"},
    {Code::BadMacroCall, "bad-macro-call", "{0}() doesn't take these arguments", "write {1}"},
    {Code::BadHas,
        "bad-has",
        "has() asks whether a field is there, so it needs a selection",
        "write has(a.b), or a != null to ask for a value"},
    {Code::SourceTooLong,
        "source-too-long",
        "the expression has {0} bytes (the limit is {1})",
        "split it, for example by 'let'"},
    {Code::NestedTooDeep,
        "nested-too-deep",
        "the expression is nested more than {0} deep",
        "split it, for example by 'let'"},
    {Code::ChainTooLong,
        "chain-too-long",
        "this chain makes the expression more than {0} high",
        "group its parts by parentheses, or use a list"},
    {Code::UnknownName, "unknown-name", "there is nothing called '{0}'", "{1}"},
    {Code::UnknownFunction, "unknown-function", "there is no function '{0}'", "{1}"},
    {Code::UnknownField, "unknown-field", "{0} has no field '{1}'", "{2}"},
    {Code::UnknownRecord, "unknown-record", "there is no message type '{0}'", "{1}"},
    {Code::NotARecord, "not-a-record", "'{0}' is not a message type", "{1}"},
    {Code::NoSelection, "no-selection", "{0} has no fields", "{1}"},
    {Code::NoMatchingOverload, "no-matching-overload", "{0} doesn't take {1}", "{2}"},
    {Code::WrongType, "wrong-type", "expected {0}, this is {1}", "{2}"},
    {Code::WrongFieldType, "wrong-field-type", "the field '{0}' holds {1}, this is {2}", "{3}"},
    {Code::RepeatedField, "repeated-field", "the field '{0}' is given twice", "remove one"},
    {Code::MissingField, "missing-field", "{0} needs {1}", "{2}"},
    {Code::NotARange,
        "not-a-range",
        "{0}() walks a list or a map, this is {1}",
        "{2|write [x] for a list of one}"},
    {Code::NotAValue, "not-a-value", "{0} is never {1}", "{2}"},
    {Code::NotAnAssignment,
        "not-an-assignment",
        "this is no assignment",
        "write 'path = value', 'path += item' or 'unset path'"},
    {Code::NotAPath, "not-a-path", "a path is a name and steps behind it", "write it as in lines[0].amount"},
    {Code::OverlappingPaths,
        "overlapping-paths",
        "'{0}' and '{1}' may be the same place",
        "all assignments happen at once: make it one"},
    {Code::NotAList, "not-a-list", "'{0}' holds {1}, nothing can be appended", "write '=' for '+='"},
    {Code::NotOptional, "not-optional", "'{0}' can't be unset", "{1}"},
});

const Wording& wordingOf(DiagnosticCode code)
{
    return *std::find_if(
        wordings.begin(), wordings.end(), [code](const Wording& each) { return each.code == code; });
}

/// How many code points of a line are shown around the place.
constexpr std::size_t shownBefore = 60;
constexpr std::size_t shownBehind = 40;

bool startsCodePoint(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::size_t codePointsIn(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), startsCodePoint));
}

std::string_view firstOf(std::string_view text, std::size_t codePoints)
{
    std::size_t length = 0;
    while (length < text.size() && (codePoints > 0 || !startsCodePoint(text[length]))) {
        codePoints -= startsCodePoint(text[length]) ? 1U : 0U;
        ++length;
    }
    return text.substr(0, length);
}

std::string_view lastOf(std::string_view text, std::size_t codePoints)
{
    std::size_t start = text.size();
    for (; start > 0 && codePoints > 0; --start) {
        codePoints -= startsCodePoint(text[start - 1]) ? 1U : 0U;
    }
    return text.substr(start);
}

/// What is as wide as the text; tabs are kept, for they are as wide as a terminal makes them.
std::string blanksFor(std::string_view text)
{
    std::string out;
    for (const char byte : text) {
        if (startsCodePoint(byte)) {
            out += byte == '\t' ? '\t' : ' ';
        }
    }
    return out;
}

} // namespace

std::string_view nameOf(DiagnosticCode code)
{
    return wordingOf(code).name;
}

std::string reasonOf(const Diagnostic& diagnostic)
{
    return fillWording(wordingOf(diagnostic.code).reason, diagnostic.args);
}

std::string adviceFor(const Diagnostic& diagnostic)
{
    return fillWording(wordingOf(diagnostic.code).advice, diagnostic.args);
}

std::string render(const Source& source, const Diagnostic& diagnostic)
{
    const LineColumn at = source.at(diagnostic.span.offset);
    std::string out = source.name().empty() ? "" : source.name() + ":";
    out += fmt::format("{}:{}: {}", at.line, at.column, reasonOf(diagnostic));
    if (const std::string advice = adviceFor(diagnostic); !advice.empty()) {
        out += ": " + advice;
    }
    // A span may go on over the line's end; what is marked does not.
    const std::string_view line = source.line(at.line);
    const auto lineStart = static_cast<std::size_t>(line.data() - source.text().data());
    const std::size_t before = std::min(diagnostic.span.offset - lineStart, line.size());
    const std::string_view left = lastOf(line.substr(0, before), shownBefore);
    const std::string_view right = firstOf(line.substr(before), shownBehind);
    const std::string_view dots = left.size() < before ? "..." : "";
    const std::size_t marked = codePointsIn(right.substr(0, diagnostic.span.length));
    out += fmt::format("\n  {}{}{}{}", dots, left, right, before + right.size() < line.size() ? "..." : "");
    out += fmt::format("\n  {}{}^{}",
        blanksFor(dots),
        blanksFor(left),
        std::string(std::max<std::size_t>(marked, 1) - 1, '~'));
    return out;
}

std::string render(const Source& source, const std::vector<Diagnostic>& diagnostics)
{
    std::string out;
    for (const Diagnostic& each : diagnostics) {
        out += (out.empty() ? "" : "\n") + render(source, each);
    }
    return out;
}

} // namespace hindcast::expr
