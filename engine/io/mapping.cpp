#include "engine/io/mapping.h"

#include "engine/io/field_path.h"
#include "engine/io/json_scan.h"
#include "engine/value/json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hindcast {

namespace {

constexpr std::array<std::string_view, fieldCount>
    names{"stream", "category", "type", "time", "id", "correlation", "causation", "data", "meta"};

std::string allNames()
{
    return fmt::format("{}", fmt::join(names, ", "));
}

Error badMapping(std::string reason)
{
    return {ErrorCode::BadMapping, {std::move(reason), allNames()}, {}};
}

bool isIn(const std::vector<std::string>& fields, std::string_view path)
{
    const std::string_view head = path.substr(0, path.find('.'));
    return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) {
        return field == path || field == head
            || (field.starts_with(head) && field.substr(head.size()).starts_with('.'));
    });
}

std::string textOf(const JsonSlice& slice)
{
    std::string text;
    decodeJsonText(slice.text, text);
    return text;
}

} // namespace

std::string_view nameOf(Field field)
{
    return names[static_cast<std::size_t>(field)];
}

Result<Field> fieldFromName(std::string_view name)
{
    for (const Field field : allFields) {
        if (nameOf(field) == name) {
            return field;
        }
    }
    return badMapping(fmt::format("there is no field '{}'", name));
}

Result<void> parseMappingArgument(std::string_view argument, FieldMapping& mapping)
{
    const std::size_t equals = argument.find('=');
    if (equals == std::string_view::npos) {
        return badMapping(fmt::format("'{}' has no '='", argument));
    }
    Result<Field> field = fieldFromName(argument.substr(0, equals));
    if (!field) {
        return field.error();
    }
    const std::string_view source = argument.substr(equals + 1);
    if (source.empty()) {
        return badMapping(fmt::format("'{}' names no path", argument));
    }
    if (Result<FieldSource> parsed = FieldSource::parse(source); !parsed) {
        return parsed.error();
    }
    mapping.of(*field) = source;
    return {};
}

std::string mappingToJson(const FieldMapping& mapping, std::string_view format)
{
    std::string out = R"({"format":)" + quoteJson(format) + R"(,"mapping":{)";
    bool first = true;
    for (const Field field : allFields) {
        if (mapping.of(field).empty()) {
            continue;
        }
        out += (first ? "\"" : ",\"") + std::string(nameOf(field)) + "\":" + quoteJson(mapping.of(field));
        first = false;
    }
    return out + "}}";
}

Result<MappingProfile> mappingFromJson(std::string_view json)
{
    const auto scanWhole = [](std::string_view text, JsonMembers& members) -> Result<void> {
        const std::size_t begin = skipJsonBlanks(text, 0);
        if (begin == text.size() || text[begin] != '{') {
            return badMapping("the profile is no JSON object");
        }
        JsonSlice whole;
        const JsonScan scan = scanJsonObject(text, begin, true, whole, members);
        if (scan.outcome != JsonScan::Outcome::Whole) {
            return badMapping("the profile is no JSON: " + describeScan(scan, text));
        }
        return skipJsonBlanks(text, scan.end) == text.size()
            ? Result<void>()
            : badMapping("the profile goes on after its end");
    };
    JsonMembers profile;
    if (Result<void> scanned = scanWhole(json, profile); !scanned) {
        return scanned.error();
    }
    const JsonSlice* format = profile.find("format");
    const JsonSlice* fields = profile.find("mapping");
    if (format == nullptr || format->kind != JsonKind::Text || fields == nullptr
        || fields->kind != JsonKind::Object) {
        return badMapping(R"(the profile needs a text "format" and an object "mapping")");
    }
    MappingProfile result{textOf(*format), {}};
    JsonMembers members;
    if (Result<void> scanned = scanWhole(fields->text, members); !scanned) {
        return scanned.error();
    }
    for (const JsonMember& member : members.list) {
        if (member.value.kind != JsonKind::Text) {
            return badMapping(fmt::format("the profile's path for '{}' is no text", member.name));
        }
        const std::string argument = fmt::format("{}={}", member.name, textOf(member.value));
        if (Result<void> parsed = parseMappingArgument(argument, result.mapping); !parsed) {
            return parsed.error();
        }
    }
    return result;
}

std::vector<Field> unknownSources(const FieldMapping& given, const std::vector<std::string>& fields)
{
    std::vector<Field> unknown;
    for (const Field field : {Field::Stream, Field::Type, Field::Time}) {
        const std::string& source = given.of(field);
        const bool plain = !source.empty() && source.find_first_of("=+\\") == std::string::npos;
        if (plain && !fields.empty() && !isIn(fields, source)) {
            unknown.push_back(field);
        }
    }
    return unknown;
}

} // namespace hindcast
