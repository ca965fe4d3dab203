#include "engine/io/import.h"
#include "engine/value/json.h"

#include <fmt/format.h>

namespace hindcast {

std::string reportToJson(const ImportReport& report, const std::vector<std::string>& sources)
{
    std::string out = "{";
    const auto member = [&out](std::string_view name, std::string_view json) {
        out += fmt::format("{}\"{}\":{}", out.size() > 1 ? "," : "", name, json);
    };
    const auto count = [&](std::string_view name, std::int64_t number) {
        member(name, std::to_string(number));
    };
    count("read", report.read);
    count("imported", report.imported);
    count("skipped", report.skipped);
    count("streams", report.streams);
    count("types", report.types);
    count("duplicates", report.duplicates);
    count("repeated_keys", report.repeatedKeys);
    count("no_id", report.noId);
    count("no_time", report.noTime);
    count("unread_times", report.unreadTimes);
    count("zone_assumed", report.zoneAssumed);
    count("inversions", report.inversions);
    count("ties", report.ties);
    std::string problems;
    for (const ImportProblem& problem : report.problems) {
        problems += fmt::format(R"({}{{"file":{},"line":{},"column":{},"reason":{}}})",
            problems.empty() ? "" : ",",
            quoteJson(problem.file),
            problem.line,
            problem.column,
            quoteJson(problem.reason));
    }
    member("problems", '[' + problems + ']');
    member("format", quoteJson(nameOf(report.format)));
    std::string mapping;
    for (const Field field : allFields) {
        if (!report.mapping.of(field).empty()) {
            mapping += fmt::format("{}\"{}\":{}",
                mapping.empty() ? "" : ",",
                nameOf(field),
                quoteJson(report.mapping.of(field)));
        }
    }
    member("mapping", '{' + mapping + '}');
    std::string files;
    for (const std::string& source : sources) {
        files += (files.empty() ? "" : ",") + quoteJson(source);
    }
    member("sources", '[' + files + ']');
    // Beside "sources", whose shape scripts rely on.
    std::string formats;
    for (std::size_t i = 0; i < sources.size() && i < report.formats.size(); ++i) {
        formats += fmt::format(R"({}{{"name":{},"format":{}}})",
            formats.empty() ? "" : ",",
            quoteJson(sources[i]),
            quoteJson(nameOf(report.formats[i])));
    }
    member("source_formats", '[' + formats + ']');
    std::string doubts;
    for (const ImportDoubt& doubt : report.doubts) {
        // One of several sources is named with its doubts.
        const std::string about = sources.size() > 1 ? sources[doubt.source] + ": " : std::string();
        doubts += (doubts.empty() ? "" : ",") + quoteJson(about + doubt.text);
    }
    member("doubts", '[' + doubts + ']');
    return out + '}';
}

} // namespace hindcast
