#include "engine/io/import.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hindcast {

namespace {

struct FormatName {
    std::string_view name;
    std::string_view title;
};

constexpr std::array<FormatName, allFormats.size()> formatNames{{{"cloudevents", "CloudEvents 1.0"},
    {"json", "JSON document"},
    {"ndjson", "NDJSON"},
    {"csv", "CSV"},
    {"xes", "XES"}}};

} // namespace

std::string_view nameOf(LogFormat format)
{
    return formatNames[static_cast<std::size_t>(format)].name;
}

std::string_view titleOf(LogFormat format)
{
    return formatNames[static_cast<std::size_t>(format)].title;
}

Result<LogFormat> formatFromName(std::string_view name)
{
    std::vector<std::string_view> names;
    for (const LogFormat format : allFormats) {
        if (nameOf(format) == name) {
            return format;
        }
        names.push_back(nameOf(format));
    }
    return Error{
        ErrorCode::UnknownFormat, {std::string(name), fmt::format("{}", fmt::join(names, ", "))}, {}};
}

} // namespace hindcast
