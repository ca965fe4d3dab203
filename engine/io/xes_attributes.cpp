#include "engine/io/xes_attributes.h"

#include "engine/io/json_scan.h"
#include "engine/value/json.h"
#include "engine/value/number.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hindcast {

namespace {

/// Each level may become two of the JSON it is kept as, whose readers stop at a thousand.
constexpr std::size_t deepest = 400;

std::string plainJson(std::string_view element, std::string_view value)
{
    const bool number = element == "int" || element == "float";
    if (number && isJsonNumber(value)) {
        return std::string(value);
    }
    if (element == "boolean" && (value == "true" || value == "1")) {
        return "true";
    }
    if (element == "boolean" && (value == "false" || value == "0")) {
        return "false";
    }
    return quoteJson(value);
}

/// Without the line breaks and indentation around it.
std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

void addMember(std::string& members, std::string_view key, std::string_view json)
{
    if (!members.empty()) {
        members += ',';
    }
    quoteJsonTo(members, key);
    members += ':';
    members += json;
}

} // namespace

bool XesAttributes::isAttribute(std::string_view element)
{
    constexpr auto names = std::to_array<std::string_view>(
        {"string", "date", "int", "float", "boolean", "id", "list", "container", "values"});
    return std::find(names.begin(), names.end(), element) != names.end();
}

bool XesAttributes::open(std::string_view element,
    std::string_view key,
    std::optional<std::string_view> value)
{
    if (m_open.size() == deepest) {
        return false;
    }
    Open& attribute = m_open.emplace_back();
    attribute.key = key;
    if (element == "list") {
        attribute.kind = Kind::List;
    } else if (element == "container") {
        attribute.kind = Kind::Container;
    } else if (element == "values") {
        attribute.kind = Kind::Values;
    } else if (value) {
        attribute.json = plainJson(element, *value);
    } else {
        attribute.element = element;
    }
    return true;
}

void XesAttributes::text(std::string_view piece)
{
    if (!m_open.empty() && !m_open.back().element.empty()) {
        m_open.back().text += piece;
    }
}

std::optional<XesAttribute> XesAttributes::close()
{
    Open closed = std::move(m_open.back());
    m_open.pop_back();
    if (!closed.element.empty()) {
        closed.json = plainJson(closed.element, trimmed(closed.text));
    }
    if (m_open.empty()) {
        return XesAttribute{std::move(closed.key), finish(closed)};
    }
    nest(m_open.back(), closed);
    return {};
}

std::string XesAttributes::finish(const Open& attribute)
{
    switch (attribute.kind) {
    case Kind::Container:
        return '{' + attribute.members + '}';
    case Kind::List:
    case Kind::Values:
        return !attribute.hasValues || attribute.members.empty()
            ? '[' + attribute.elements + ']'
            : R"({"values":[)" + attribute.elements + R"(],"attributes":{)" + attribute.members + "}}";
    case Kind::Plain:
        break;
    }
    return attribute.members.empty()
        ? attribute.json
        : R"({"value":)" + attribute.json + R"(,"attributes":{)" + attribute.members + "}}";
}

void XesAttributes::nest(Open& parent, const Open& child)
{
    if (child.kind == Kind::Values) {
        // The standard's list: what stands beside <values>, before it too, are attributes of the list itself.
        if (!parent.hasValues) {
            parent.elements.clear();
        }
        parent.hasValues = true;
        parent.elements += (parent.elements.empty() || child.elements.empty() ? "" : ",") + child.elements;
        return;
    }
    const std::string json = finish(child);
    if (parent.kind != Kind::Values) {
        addMember(parent.members, child.key, json);
    }
    if (parent.kind == Kind::Values || (parent.kind == Kind::List && !parent.hasValues)) {
        parent.elements += parent.elements.empty() ? "{" : ",{";
        std::string element;
        addMember(element, child.key, json);
        parent.elements += element + '}';
    }
}

} // namespace hindcast
