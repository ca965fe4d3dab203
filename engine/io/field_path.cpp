#include "engine/io/field_path.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace hindcast {

namespace {

/// Splits at a character that no backslash precedes; keeps the backslashes.
std::vector<std::string_view> splitUnescaped(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == separator) {
            parts.push_back(text.substr(begin, at - begin));
            begin = at + 1;
        }
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::string unescape(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) {
            ++at;
        }
        out += text[at];
    }
    return out;
}

/// The value of the member or element `name` of a slice that has been scanned before.
std::optional<JsonSlice> stepInto(const JsonSlice& container, const std::string& name)
{
    if (container.kind == JsonKind::Object) {
        JsonMembers members;
        JsonSlice whole;
        scanJsonObject(container.text, 0, true, whole, members);
        const JsonSlice* member = members.find(name);
        return member != nullptr ? std::optional(*member) : std::nullopt;
    }
    if (container.kind != JsonKind::Array) {
        return {};
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (error != std::errc() || end != name.data() + name.size()) {
        return {};
    }
    const std::string_view text = container.text;
    std::size_t at = skipJsonBlanks(text, 1);
    for (; text[at] != ']'; --index) {
        JsonSlice element;
        const JsonScan scan = scanJson(text, at, true, element);
        if (scan.outcome != JsonScan::Outcome::Whole || index == 0) {
            return index == 0 ? std::optional(element) : std::nullopt;
        }
        at = skipJsonBlanks(text, scan.end);
        at = text[at] == ',' ? skipJsonBlanks(text, at + 1) : at;
    }
    return {};
}

} // namespace

Result<FieldPath> FieldPath::parse(std::string_view text)
{
    FieldPath path;
    path.m_whole = unescape(text);
    const std::vector<std::string_view> names = splitUnescaped(text, '.');
    for (const std::string_view name : names) {
        // A path such as "a..b" or "." can still be the whole name of a member.
        if (name.empty()) {
            path.m_names.clear();
            break;
        }
        path.m_names.push_back(unescape(name));
    }
    if (path.m_whole.empty()) {
        return Error{ErrorCode::BadPath, {std::string(text)}, {}};
    }
    if (path.m_names.size() == 1) {
        path.m_names.clear();
    }
    return path;
}

const JsonSlice* FieldPath::find(const Record& record, JsonSlice& found) const
{
    if (const JsonSlice* whole = record.members.find(m_whole)) {
        return whole;
    }
    if (m_names.empty()) {
        return nullptr;
    }
    const JsonSlice* member = record.members.find(m_names.front());
    if (member == nullptr) {
        return nullptr;
    }
    found = *member;
    for (std::size_t depth = 1; depth < m_names.size(); ++depth) {
        const std::optional<JsonSlice> next = stepInto(found, m_names[depth]);
        if (!next) {
            return nullptr;
        }
        found = *next;
    }
    return &found;
}

Result<FieldSource> FieldSource::parse(std::string_view text)
{
    FieldSource source;
    if (text.empty()) {
        return source;
    }
    for (const std::string_view part : splitUnescaped(text, '+')) {
        Part& parsed = source.m_parts.emplace_back();
        if (part == "#") {
            parsed.kind = Part::Kind::Group;
        } else if (part.starts_with('=')) {
            parsed.kind = Part::Kind::Fixed;
            parsed.fixed = unescape(part.substr(1));
        } else {
            Result<FieldPath> path = FieldPath::parse(part);
            if (!path) {
                return Error{ErrorCode::BadPath, {std::string(text)}, {}};
            }
            parsed.path = std::move(*path);
        }
    }
    return source;
}

bool FieldSource::appendText(const Record& record, std::string& into) const
{
    const std::size_t before = into.size();
    bool any = false;
    for (const Part& part : m_parts) {
        if (&part != &m_parts.front()) {
            into += '-';
        }
        switch (part.kind) {
        case Part::Kind::Fixed:
            into += part.fixed;
            break;
        case Part::Kind::Group:
            into += std::to_string(record.group);
            break;
        case Part::Kind::Path: {
            JsonSlice found;
            const JsonSlice* value = part.path.find(record, found);
            if (value == nullptr || !appendScalar(*value, into)) {
                into.resize(before);
                return false;
            }
            break;
        }
        }
        any = true;
    }
    return any;
}

const JsonSlice* FieldSource::findValue(const Record& record, JsonSlice& found) const
{
    const bool single = m_parts.size() == 1 && m_parts.front().kind == Part::Kind::Path;
    return single ? m_parts.front().path.find(record, found) : nullptr;
}

bool FieldSource::takes(std::string_view member) const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [&](const Part& part) {
        return part.kind == Part::Kind::Path && part.path.takes(member);
    });
}

bool appendScalar(const JsonSlice& value, std::string& into)
{
    switch (value.kind) {
    case JsonKind::Object:
    case JsonKind::Array:
    case JsonKind::Null:
        return false;
    case JsonKind::Text:
        if (value.escapes) {
            decodeJsonText(value.text, into);
        } else {
            into += value.text.substr(1, value.text.size() - 2);
        }
        return true;
    case JsonKind::Number:
    case JsonKind::True:
    case JsonKind::False:
        into += value.text;
        return true;
    }
    return false;
}

std::string pathOf(std::string_view name)
{
    std::string path;
    for (const char c : name) {
        if (c == '.' || c == '+' || c == '\\' || (path.empty() && (c == '=' || c == '#'))) {
            path += '\\';
        }
        path += c;
    }
    return path;
}

} // namespace hindcast
