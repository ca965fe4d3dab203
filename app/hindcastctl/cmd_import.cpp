#include "app/hindcastctl/command.h"
#include "app/hindcastctl/signal_stop.h"
#include "engine/io/import.h"
#include "engine/value/json.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <sstream>
#include <unistd.h>

namespace hindcast::ctl {

namespace {

struct Arguments {
    std::vector<std::string> sources;
    std::string target;
    std::string format;
    std::vector<std::string> map;
    std::string profile;
    bool strict = false;
    bool force = false;
};

Result<MappingProfile> readProfile(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return Error{ErrorCode::FileNotFound, {}, {path, 0, 0}};
    }
    std::stringstream text;
    text << in.rdbuf();
    auto profile = mappingFromJson(text.str());
    if (!profile) {
        Error error = profile.error();
        error.place.file = path;
        return error;
    }
    return profile;
}

Result<ImportRequest> makeRequest(const Arguments& arguments)
{
    ImportRequest request;
    request.sources = arguments.sources;
    request.target = arguments.target;
    request.replace = arguments.force;
    request.strict = arguments.strict;
    std::string format = arguments.format;
    if (!arguments.profile.empty()) {
        auto profile = readProfile(arguments.profile);
        if (!profile) {
            return std::move(profile).error();
        }
        request.mapping = profile->mapping;
        format = format.empty() ? profile->format : format;
    }
    if (!format.empty()) {
        const auto known = formatFromName(format);
        if (!known) {
            return known.error();
        }
        request.format = *known;
    }
    for (const std::string& argument : arguments.map) {
        if (const auto read = parseMappingArgument(argument, request.mapping); !read) {
            return read.error();
        }
    }
    return request;
}

Value mappingAsValue(const FieldMapping& mapping)
{
    std::vector<Value::Member> members;
    for (const Field field : allFields) {
        if (!mapping.of(field).empty()) {
            members.emplace_back(Value::string(nameOf(field)), Value::string(mapping.of(field)));
        }
    }
    return Value::map(std::move(members));
}

Value problemsAsValue(const std::vector<ImportProblem>& problems)
{
    std::vector<Value> items;
    for (const ImportProblem& problem : problems) {
        items.push_back(object({{"file", Value::string(problem.file)},
            {"line", Value::integer(problem.line)},
            {"column", Value::integer(problem.column)},
            {"reason", Value::string(problem.reason)}}));
    }
    return Value::list(std::move(items));
}

void printJson(const ImportReport& report)
{
    print(object({{"read", Value::integer(report.read)},
        {"imported", Value::integer(report.imported)},
        {"skipped", Value::integer(report.skipped)},
        {"streams", Value::integer(report.streams)},
        {"types", Value::integer(report.types)},
        {"duplicates", Value::integer(report.duplicates)},
        {"no_id", Value::integer(report.noId)},
        {"no_time", Value::integer(report.noTime)},
        {"repeated_keys", Value::integer(report.repeatedKeys)},
        {"unread_times", Value::integer(report.unreadTimes)},
        {"zone_assumed", Value::integer(report.zoneAssumed)},
        {"inversions", Value::integer(report.inversions)},
        {"ties", Value::integer(report.ties)},
        {"problems", problemsAsValue(report.problems)},
        {"format", Value::string(nameOf(report.format))},
        {"mapping", mappingAsValue(report.mapping)}}));
}

void printText(const ImportReport& report, const std::string& target)
{
    std::cout << fmt::format("{}: {} events in {} streams, {} types ({})\n",
        target,
        report.imported,
        report.streams,
        report.types,
        titleOf(report.format));
    const auto line = [](std::int64_t count, std::string_view what) {
        if (count > 0) {
            std::cout << fmt::format("  {:>10} {}\n", count, what);
        }
    };
    line(report.skipped, "records skipped");
    line(report.noId, "events without an id");
    line(report.noTime, "events without a time");
    line(report.unreadTimes, "of them with one that can't be read, kept as text");
    line(report.zoneAssumed, "times without a zone, read as UTC");
    line(report.repeatedKeys, "records that name a member twice, of which the last one counts");
    line(report.duplicates, "events whose id had been seen before (kept)");
    line(report.inversions, "events earlier than the one before in their stream (order kept)");
    line(report.ties, "events at the same moment as the one before in their stream");
    for (const ImportProblem& problem : report.problems) {
        std::cout << fmt::format(
            "  {}:{}:{}: {}\n", problem.file, problem.line, problem.column, problem.reason);
    }
    const auto listed = static_cast<std::int64_t>(report.problems.size());
    if (report.skipped > listed) {
        std::cout << fmt::format("  ... and {} more\n", report.skipped - listed);
    }
}

/// One line on a terminal's standard error, rewritten as the import goes on.
void showProgress(const ImportProgress& progress)
{
    std::cerr << fmt::format("\r{:3.0f} %  {} events{}\x1b[K",
        progress.fraction * 100,
        progress.events,
        progress.finishing ? ", building indexes" : "")
              << std::flush;
}

} // namespace

void addImport(Program& program)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = addCommand(program,
        "import",
        "Import event logs into a new project",
        "hindcastctl import orders.csv -o orders.hindcast --map stream=case_id --map type=activity",
        [&program, arguments] {
            const auto request = makeRequest(*arguments);
            if (!request) {
                return fail(program, request.error());
            }
            const SignalStop signal;
            const bool terminal = isatty(STDERR_FILENO) != 0;
            const auto report = importLogs(*request,
                terminal ? showProgress : std::function<void(const ImportProgress&)>(),
                signal.token());
            if (terminal) {
                std::cerr << "\r\x1b[K";
            }
            if (!report) {
                return fail(program, report.error(), request->sources.front());
            }
            if (program.json) {
                printJson(*report);
            } else {
                printText(*report, request->target);
            }
            return static_cast<int>(Done);
        });
    command->add_option("LOG", arguments->sources, "The log files, in the order they follow each other")
        ->required();
    command->add_option("-o,--output", arguments->target, "The project to make")->required();
    command->add_option(
        "--format", arguments->format, "cloudevents, json, ndjson, csv or xes; recognised if not given");
    command->add_option("--map", arguments->map, "field=path: which member fills which part of an event")
        ->allow_extra_args(false);
    command->add_option("--profile", arguments->profile, "A saved mapping to use");
    command->add_flag("--strict", arguments->strict, "Refuse the log at the first bad record");
    command->add_flag("--force", arguments->force, "Replace the project if it exists");
}

} // namespace hindcast::ctl
