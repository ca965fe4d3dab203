#include "app/hindcastctl/command.h"
#include "app/hindcastctl/report_text.h"
#include "app/hindcastctl/signal_stop.h"
#include "engine/io/import.h"
#include "engine/io/project_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>
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

Result<std::string> readText(const std::string& path)
{
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        return Error{ErrorCode::FileNotFound, {}, {path, 0, 0}};
    }
    if (std::filesystem::is_directory(path, ignored)) {
        return Error{ErrorCode::FileUnreadable, {"it is a folder", "name a file in it"}, {path, 0, 0}};
    }
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) {
        return Error{ErrorCode::FileUnreadable, {std::generic_category().message(errno)}, {path, 0, 0}};
    }
    return text.str();
}

Result<MappingProfile> readProfile(const std::string& path)
{
    auto text = readText(path);
    if (!text) {
        return text.error();
    }
    auto profile = mappingFromJson(*text);
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

/// The formats that were read, each once, in the order of the sources.
std::string formatsOf(const ImportReport& report)
{
    std::string all;
    std::vector<LogFormat> told;
    for (const LogFormat format : report.formats) {
        if (std::find(told.begin(), told.end(), format) == told.end()) {
            all += (told.empty() ? "" : ", ") + std::string(titleOf(format));
            told.push_back(format);
        }
    }
    return all;
}

void print(const Program& program, const ImportReport& report, const ImportRequest& request)
{
    const std::string json = reportToJson(report, request.sources);
    if (program.json) {
        std::cout << json << '\n';
        return;
    }
    std::cout << fmt::format("{}: {} in {}, {} ({})\n",
        request.target,
        counted(report.imported, "event"),
        counted(report.streams, "stream"),
        counted(report.types, "type"),
        formatsOf(report));
    printReport(parsed(json));
}

/// One line on a terminal's standard error, rewritten as the import goes on.
void showProgress(const ImportProgress& progress)
{
    std::cerr << fmt::format("\r{:3.0f} %  {}{}\x1b[K",
        progress.fraction * 100,
        counted(progress.events, "event"),
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
                const bool isReplaceable = mayReplaceByProject(request->target).ok();
                return fail(program,
                    isReplaceable ? adviseForce(report.error()) : report.error(),
                    request->sources.front());
            }
            print(program, *report, *request);
            return static_cast<int>(Done);
        });
    const auto notEmpty = [](const std::string& given) {
        return given.empty() ? std::string("the text is empty") : std::string();
    };
    command
        ->add_option("LOG",
            arguments->sources,
            "The log files, in the order they follow each other; - is standard input")
        ->required()
        ->check(notEmpty);
    addText(command, "-o,--output", arguments->target, "The project to make")->required();
    addText(command,
        "--format",
        arguments->format,
        "cloudevents, json, ndjson, csv or xes; recognised if not given");
    command->add_option("--map", arguments->map, "field=path: which member fills which part of an event")
        ->allow_extra_args(false);
    addText(command, "--profile", arguments->profile, "A saved mapping to use");
    command->add_flag("--strict", arguments->strict, "Refuse the log at the first bad record");
    command->add_flag(
        "--force", arguments->force, "Replace the project if it exists; nothing else is ever replaced");
}

} // namespace hindcast::ctl
