#pragma once

#include "engine/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// The parts of an event that a source's fields can fill.
enum class Field : std::uint8_t { Stream, Category, Type, Time, Id, Correlation, Causation, Data, Meta };
constexpr int fieldCount = 9;
constexpr std::array<Field, fieldCount> allFields{Field::Stream,
    Field::Category,
    Field::Type,
    Field::Time,
    Field::Id,
    Field::Correlation,
    Field::Causation,
    Field::Data,
    Field::Meta};

/// "stream", "category", ... as the command line and profiles spell them.
std::string_view nameOf(Field field);
Result<Field> fieldFromName(std::string_view name); ///< Errors: BadMapping

/// Which field of a record fills which part of an event. A source is a path: a member's or column's whole
/// name ("case:concept:name"), or names joined by dots ("repo.name", "lines.0.sku"; a dot or plus inside a
/// name is written `\.`, `\+`), or `=text` for a fixed text, or `#` for the number of the inner array in an
/// array of arrays. Several joined by `+` are joined with a dash ("type+id", "=trip+#"). Without a source for
/// Data, all members that no other part took are the data; with one, they are the meta.
struct FieldMapping {
    std::array<std::string, fieldCount> source;

    const std::string& of(Field field) const { return source[static_cast<std::size_t>(field)]; }
    std::string& of(Field field) { return source[static_cast<std::size_t>(field)]; }
    bool operator==(const FieldMapping&) const = default;
};

/// The parts among stream, type and time whose given source is none of the `fields` of a log's records: a
/// slip that would put the whole log into one stream. Rarer parts may well begin after the sample, and
/// nothing is said of fixed and joined sources, nor where no fields are known.
std::vector<Field> unknownSources(const FieldMapping& given, const std::vector<std::string>& fields);

/// Reads "field=path". Errors: BadMapping, saying which fields there are.
Result<void> parseMappingArgument(std::string_view argument, FieldMapping& mapping);

/// A profile: a named mapping as a JSON document {"format","mapping":{field:path}}. Round-trips.
std::string mappingToJson(const FieldMapping& mapping, std::string_view format);
struct MappingProfile {
    std::string format;
    FieldMapping mapping;
};
Result<MappingProfile> mappingFromJson(std::string_view json);

} // namespace hindcast
