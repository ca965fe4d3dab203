#pragma once

#include "engine/base/result.h"
#include "engine/io/record.h"

#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// A path into a record: "repo.name".
class FieldPath {
public:
    /// Errors: BadPath.
    static Result<FieldPath> parse(std::string_view text);

    /// The value there, null when there is none. A member whose whole name is the path comes first, then its
    /// names one by one; a number steps into an array. `found` holds what lies deeper than the record.
    const JsonSlice* find(const Record& record, JsonSlice& found) const;

    /// Whether the value that find() gave is a whole member of the record, and of that name.
    bool takes(std::string_view member) const { return member == m_whole; }

private:
    std::string m_whole; ///< without the backslashes
    std::vector<std::string> m_names; ///< empty when there is only one
};

/// A mapping's source once understood: fixed texts, paths and the group's number, joined with a dash.
class FieldSource {
public:
    /// Errors: BadPath.
    static Result<FieldSource> parse(std::string_view text);

    bool isEmpty() const { return m_parts.empty(); }

    /// Appends the text of a record's value: a text decoded, a number or boolean as written. False when there
    /// is nothing: no such value, null, an object or array.
    bool appendText(const Record& record, std::string& into) const;

    /// The value itself, for a single path; null for anything else.
    const JsonSlice* findValue(const Record& record, JsonSlice& found) const;

    /// Whether one of the paths is that member of the record.
    bool takes(std::string_view member) const;

private:
    struct Part {
        enum class Kind : unsigned char { Path, Fixed, Group };
        Kind kind = Kind::Path;
        FieldPath path;
        std::string fixed;
    };
    std::vector<Part> m_parts;
};

/// Appends a scalar's text; false for null, objects and arrays.
bool appendScalar(const JsonSlice& value, std::string& into);

/// A member's name as a path that means exactly it.
std::string pathOf(std::string_view name);

} // namespace hindcast
