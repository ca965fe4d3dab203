#include "engine/base/utf8.h"
#include "engine/expr/code_points.h"
#include "engine/expr/container.h"
#include "engine/expr/functions.h"
#include "engine/expr/text_builder.h"
#include "engine/expr/text_format.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace hindcast::expr {

namespace {

Datum indexFault(Run& run, std::int64_t index)
{
    return run.fail(FaultCode::IndexOutOfRange, std::to_string(index));
}

/// What searching a text costs: findText is linear.
bool chargeSearch(Run& run, std::string_view text, std::string_view sought)
{
    return run.chargeBytes(text.size() + sought.size());
}

Datum contains(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("contains", arguments);
    }
    return chargeSearch(run, arguments[0].text(), arguments[1].text())
        ? Datum::boolean(findText(arguments[0].text(), arguments[1].text()) != std::string_view::npos)
        : Run::exhausted();
}

Datum startsWith(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::String, Kind::String})
        ? Datum::boolean(arguments[0].text().starts_with(arguments[1].text()))
        : run.noOverload("startsWith", arguments);
}

Datum endsWith(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::String, Kind::String})
        ? Datum::boolean(arguments[0].text().ends_with(arguments[1].text()))
        : run.noOverload("endsWith", arguments);
}

Datum charAt(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String, Kind::Int})) {
        return run.noOverload("charAt", arguments);
    }
    const std::string_view text = arguments[0].text();
    const std::int64_t index = arguments[1].asInt();
    if (!run.chargeBytes(text.size())) {
        return Run::exhausted();
    }
    if (index < 0 || static_cast<std::size_t>(index) > codePointCount(text)) {
        return indexFault(run, index);
    }
    const std::string_view rest = text.substr(offsetOf(text, static_cast<std::size_t>(index)));
    return Datum::string(rest.substr(0, utf8Length(rest)));
}

Datum indexOf(Run& run, Arguments arguments)
{
    const bool hasStart = match(arguments, {Kind::String, Kind::String, Kind::Int});
    if (!hasStart && !match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("indexOf", arguments);
    }
    const std::string_view text = arguments[0].text();
    const std::string_view sought = arguments[1].text();
    const std::int64_t start = hasStart ? arguments[2].asInt() : 0;
    if (!chargeSearch(run, text, sought)) {
        return Run::exhausted();
    }
    if (start < 0 || static_cast<std::size_t>(start) > codePointCount(text)) {
        return indexFault(run, start);
    }
    const std::size_t at = findText(text, sought, offsetOf(text, static_cast<std::size_t>(start)));
    return Datum::integer(
        at == std::string_view::npos ? -1 : static_cast<std::int64_t>(codePointCount(text.substr(0, at))));
}

Datum lastIndexOf(Run& run, Arguments arguments)
{
    const bool hasStart = match(arguments, {Kind::String, Kind::String, Kind::Int});
    if (!hasStart && !match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("lastIndexOf", arguments);
    }
    const std::string_view text = arguments[0].text();
    const std::string_view sought = arguments[1].text();
    // Searching backward compares anew at every place.
    if (!chargeSearch(run, text, sought) || !run.charge(text.size() / 64 * (sought.size() / 64))) {
        return Run::exhausted();
    }
    std::size_t from = std::string_view::npos;
    if (hasStart) {
        const std::int64_t start = arguments[2].asInt();
        if (start < 0 || static_cast<std::size_t>(start) > codePointCount(text)) {
            return indexFault(run, start);
        }
        from = offsetOf(text, static_cast<std::size_t>(start));
    }
    const std::size_t at = text.rfind(sought, from);
    return Datum::integer(
        at == std::string_view::npos ? -1 : static_cast<std::int64_t>(codePointCount(text.substr(0, at))));
}

Datum substring(Run& run, Arguments arguments)
{
    const bool hasEnd = match(arguments, {Kind::String, Kind::Int, Kind::Int});
    if (!hasEnd && !match(arguments, {Kind::String, Kind::Int})) {
        return run.noOverload("substring", arguments);
    }
    const std::string_view text = arguments[0].text();
    if (!run.chargeBytes(text.size())) {
        return Run::exhausted();
    }
    const auto count = static_cast<std::int64_t>(codePointCount(text));
    const std::int64_t first = arguments[1].asInt();
    const std::int64_t end = hasEnd ? arguments[2].asInt() : count;
    if (first < 0 || first > count) {
        return indexFault(run, first);
    }
    if (end < 0 || end > count) {
        return indexFault(run, end);
    }
    if (end < first) {
        return run.fail(FaultCode::BadArgument, "a range that ends before it starts");
    }
    const std::string_view rest = text.substr(offsetOf(text, static_cast<std::size_t>(first)));
    return Datum::string(rest.substr(0, offsetOf(rest, static_cast<std::size_t>(end - first))));
}

Datum replace(Run& run, Arguments arguments)
{
    const bool hasLimit = match(arguments, {Kind::String, Kind::String, Kind::String, Kind::Int});
    if (!hasLimit && !match(arguments, {Kind::String, Kind::String, Kind::String})) {
        return run.noOverload("replace", arguments);
    }
    std::string_view rest = arguments[0].text();
    const std::string_view sought = arguments[1].text();
    const std::string_view replacement = arguments[2].text();
    std::int64_t left = hasLimit ? arguments[3].asInt() : -1;
    if (!chargeSearch(run, rest, sought)) {
        return Run::exhausted();
    }
    TextBuilder out(run);
    while (left != 0 && out.goesOn()) {
        // Nothing is found at the start, between all code points and at the end.
        const std::size_t at = findText(rest, sought);
        if (at == std::string_view::npos) {
            break;
        }
        out.append(rest.substr(0, at));
        out.append(replacement);
        rest.remove_prefix(at + sought.size());
        run.charge(1 + sought.size() / 64);
        --left;
        if (sought.empty()) {
            if (rest.empty()) {
                break;
            }
            const std::size_t length = std::max<std::size_t>(utf8Length(rest), 1);
            out.append(rest.substr(0, length));
            rest.remove_prefix(length);
        }
    }
    out.append(rest);
    return out.finish();
}

Datum split(Run& run, Arguments arguments)
{
    const bool hasLimit = match(arguments, {Kind::String, Kind::String, Kind::Int});
    if (!hasLimit && !match(arguments, {Kind::String, Kind::String})) {
        return run.noOverload("split", arguments);
    }
    std::string_view rest = arguments[0].text();
    const std::string_view separator = arguments[1].text();
    const std::int64_t limit = hasLimit ? arguments[2].asInt() : -1;
    if (!chargeSearch(run, rest, separator)) {
        return Run::exhausted();
    }
    ListBuilder parts(run);
    const std::size_t most =
        limit < 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(limit);
    if (most == 0) {
        return parts.finish();
    }
    while (parts.size() + 1 < most) {
        // An empty separator parts the text into its code points.
        const std::size_t at = separator.empty() ? utf8Length(rest) : findText(rest, separator);
        if (at == std::string_view::npos || (separator.empty() && at >= rest.size())) {
            break;
        }
        parts.add(Datum::string(rest.substr(0, at)));
        rest.remove_prefix(at + separator.size());
        if (!run.charge(1 + separator.size() / 64)) {
            return Run::exhausted();
        }
    }
    if (!separator.empty() || !rest.empty()) {
        parts.add(Datum::string(rest));
    }
    return parts.finish();
}

Datum join(Run& run, Arguments arguments)
{
    const bool hasSeparator = match(arguments, {Kind::List, Kind::String});
    if (!hasSeparator && !match(arguments, {Kind::List})) {
        return run.noOverload("join", arguments);
    }
    TextBuilder out(run);
    for (std::size_t i = 0; i < sizeOf(arguments[0]) && out.goesOn(); ++i) {
        const Datum item = itemAt(run, arguments[0], i);
        if (!item.is(Kind::String)) {
            return item.isOutcome() ? item : run.noOverload("join", arguments);
        }
        if (i > 0 && hasSeparator) {
            out.append(arguments[1].text());
        }
        out.append(item.text());
        run.charge(1);
    }
    return out.finish();
}

template <class Change>
Datum withLetters(Run& run, std::string_view function, Arguments arguments, Change change)
{
    if (!match(arguments, {Kind::String})) {
        return run.noOverload(function, arguments);
    }
    std::string text(arguments[0].text());
    std::transform(text.begin(), text.end(), text.begin(), change);
    return madeText(run, text);
}

Datum lowerAscii(Run& run, Arguments arguments)
{
    return withLetters(run, "lowerAscii", arguments, [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
}

Datum upperAscii(Run& run, Arguments arguments)
{
    return withLetters(run, "upperAscii", arguments, [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
}

Datum trim(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::String}) ? Datum::string(trimmed(arguments[0].text()))
                                            : run.noOverload("trim", arguments);
}

Datum quote(Run& run, Arguments arguments)
{
    if (!match(arguments, {Kind::String})) {
        return run.noOverload("strings.quote", arguments);
    }
    constexpr std::string_view special = "\a\b\f\n\r\t\v\\\"";
    constexpr std::string_view escapes = "abfnrtv\\\"";
    std::string out = "\"";
    for (const char letter : arguments[0].text()) {
        const std::size_t at = special.find(letter);
        if (at != std::string_view::npos) {
            out += '\\';
            out += escapes[at];
        } else {
            out += letter;
        }
    }
    return madeText(run, out + "\"");
}

Datum format(Run& run, Arguments arguments)
{
    return match(arguments, {Kind::String, Kind::List}) ? formatText(run, arguments[0].text(), arguments[1])
                                                        : run.noOverload("format", arguments);
}

/// Of texts by code point, and of lists.
Datum reverse(Run& run, Arguments arguments)
{
    if (match(arguments, {Kind::List})) {
        ListBuilder reversed(run, sizeOf(arguments[0]));
        for (std::size_t i = sizeOf(arguments[0]); i-- > 0;) {
            reversed.add(itemAt(run, arguments[0], i));
        }
        return reversed.finish();
    }
    if (!match(arguments, {Kind::String})) {
        return run.noOverload("reverse", arguments);
    }
    std::string_view rest = arguments[0].text();
    std::string out(rest.size(), '\0');
    for (std::size_t end = rest.size(); end > 0;) {
        const std::size_t length = std::max<std::size_t>(utf8Length(rest), 1);
        end -= length;
        rest.copy(out.data() + end, length);
        rest.remove_prefix(length);
    }
    return madeText(run, out);
}

constexpr std::array<NamedImplementation, 16> table{{{"contains", contains},
    {"startsWith", startsWith},
    {"endsWith", endsWith},
    {"charAt", charAt},
    {"indexOf", indexOf},
    {"lastIndexOf", lastIndexOf},
    {"substring", substring},
    {"replace", replace},
    {"split", split},
    {"join", join},
    {"lowerAscii", lowerAscii},
    {"upperAscii", upperAscii},
    {"trim", trim},
    {"strings.quote", quote},
    {"format", format},
    {"reverse", reverse}}};

} // namespace

std::span<const NamedImplementation> textFunctions()
{
    return table;
}

} // namespace hindcast::expr
