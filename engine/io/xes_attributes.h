#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// One attribute of a log, trace or event, its value as JSON.
struct XesAttribute {
    std::string key;
    std::string json;
};

/// Builds attributes from nested XES elements, opened and closed in the order of the text.
///
/// A plain attribute is its value: texts and dates as JSON texts, int and float as numbers where they are
/// written as JSON writes numbers, boolean as true or false. One with attributes of its own is
/// {"value":...,"attributes":{...}}. A list is an array of {"key":value}; a container an object.
class XesAttributes {
public:
    /// Whether the element is an attribute ("string", "list"...) or a list's "values".
    static bool isAttribute(std::string_view element);

    /// False when nested too deep.
    bool open(std::string_view element, std::string_view key, std::optional<std::string_view> value);
    /// Text inside the innermost attribute. The standard has none; some tools write `<string
    /// key="a">text</string>`, and there it is the value.
    void text(std::string_view piece);
    /// Gives the attribute that closed, when it lay directly under its log, trace or event.
    std::optional<XesAttribute> close();
    bool isOpen() const { return !m_open.empty(); }

private:
    enum class Kind : unsigned char { Plain, List, Container, Values };
    struct Open {
        Kind kind = Kind::Plain;
        std::string key;
        std::string json; ///< of a plain attribute with a value
        std::string element; ///< of a plain attribute that has none; its text is the value
        std::string text;
        std::string members; ///< nested attributes, as members of an object
        std::string elements; ///< of a list
        bool hasValues = false; ///< the list keeps its elements under <values>
    };
    static std::string finish(const Open& attribute);
    static void nest(Open& parent, const Open& child);

    std::vector<Open> m_open;
};

} // namespace hindcast
