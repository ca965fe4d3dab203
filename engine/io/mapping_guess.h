#pragma once

#include "engine/base/date_notation.h"
#include "engine/io/mapping.h"
#include "engine/io/record.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hindcast {

/// What the values at one path look like over a sample.
struct FieldFacts {
    std::string path;
    std::string parent; ///< the member it lies in, empty for the record's own
    std::string name; ///< its own name, folded: lower case, without '_', '-', '$', '@' and blanks
    std::string plainName; ///< its own name as written
    std::int64_t seen = 0; ///< records that have it
    std::int64_t scalars = 0; ///< ... as a text that is not empty, a number or a boolean
    std::int64_t objects = 0; ///< ... as an object or array
    std::int64_t times = 0; ///< ... as a date-time
    std::int64_t ambiguous = 0; ///< ... as a date whose day and month only its neighbours can tell apart
    std::int64_t dayFirst = 0; ///< ... as a date that tells its order
    std::int64_t monthFirst = 0;
    std::int64_t epochs = 0; ///< ... as a number that is an epoch time after 1990
    std::int64_t categorised = 0; ///< ... with a name that tells a category, such as "order-7"
    std::unordered_set<std::string> distinct;

    /// The order of all its dates, where some tell it and none contradicts.
    DateOrder dateOrder() const;
    /// How many values can be read as a time, in that order.
    std::int64_t readable() const;
};

/// Collects the facts of a record's members and of their members.
class FieldStatistics {
public:
    void add(const Record& record);

    std::int64_t records() const { return m_records; }
    bool grouped() const { return m_grouped; } ///< an array of arrays
    const std::vector<FieldFacts>& fields() const { return m_fields; }
    std::vector<std::string> paths() const;
    /// What is known of a path; null for one that was not seen.
    const FieldFacts* find(const std::string& path) const;
    /// Whether every path of the mapping has been seen.
    bool has(const FieldMapping& mapping) const;

private:
    void addMember(const JsonMember& member, const std::string& parent);

    std::vector<FieldFacts> m_fields;
    std::unordered_map<std::string, std::size_t> m_byPath;
    std::int64_t m_records = 0;
    bool m_grouped = false;
};

/// The likeliest mapping, by names first and by the shape of values where names say nothing. What was not
/// found, nor is in `given`, is added to `doubts`. The category is guessed for the stream that is given, if
/// one is.
FieldMapping guessMapping(const FieldStatistics& statistics,
    std::vector<std::string>& doubts,
    const FieldMapping& given = {});

} // namespace hindcast
