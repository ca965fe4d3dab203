#include "app/hindcastctl/command.h"
#include "engine/io/export.h"
#include "engine/io/generate.h"
#include "engine/io/json_check.h"
#include "engine/io/output_file.h"
#include "engine/log/log_writer.h"
#include "engine/value/json.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <iostream>
#include <iterator>

namespace hindcast::ctl {

namespace {

/// A text goes where nothing is, unless it is forced. Errors: FileExists, WouldLoseProject.
Result<void> mayWrite(const std::string& target, bool force)
{
    const auto free = force ? Result<void>() : OutputFile::mayMake(target);
    return free ? free : adviseForce(free.error());
}

void addForce(CLI::App* command, bool& force)
{
    command->add_flag("--force", force, "Replace the file if it exists; a project is never replaced");
}

int exportLog(const Program& program,
    const std::string& file,
    const std::string& target,
    std::optional<Position> upTo,
    bool force)
{
    if (const auto free = mayWrite(target, force); !free) {
        return fail(program, free.error(), target);
    }
    const auto reader = LogReader::open(file);
    if (!reader) {
        return fail(program, reader.error(), file);
    }
    const auto written = exportCloudEvents(**reader, mainBranch, target, {}, {}, upTo);
    if (!written) {
        const bool aboutTheLog = written.error().code == ErrorCode::PositionOutOfRange
            || written.error().code == ErrorCode::ProjectDamaged;
        return fail(program, written.error(), aboutTheLog ? file : target);
    }
    if (OutputFile::isStandardOutput(target)) {
        return Done;
    }
    if (program.json) {
        print(object({{"exported", Value::integer(*written)}}));
    } else {
        std::cout << fmt::format("{}: {}\n", target, counted(*written, "event"));
    }
    return Done;
}

struct AppendArguments {
    std::string file;
    std::string stream;
    std::string type;
    std::string data;
    std::string expect = "any";
    std::string id;
    std::string correlation;
    std::string causation;
    bool create = false;
};

Result<ExpectedVersion> parseExpected(const std::string& text)
{
    if (text == "any") {
        return ExpectedVersion::any();
    }
    if (text == "none") {
        return ExpectedVersion::noStream();
    }
    std::int64_t version = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (problem != std::errc() || end != text.data() + text.size() || version < 0) {
        return Error{ErrorCode::BadArgument,
            {fmt::format("'{}' is no expected version", text), "give a number, 'none' or 'any'"},
            {}};
    }
    return ExpectedVersion::exactly(Version{version});
}

/// Where the event is, and what became of it.
struct Appended {
    Position position;
    bool repeated = false; ///< its id was there; nothing was written
    std::string differences; ///< "type and data": in what it is not the event that is there
};

/// In what the event of that position is another one than was given. Data is compared as values: blanks mean
/// nothing, and what was redacted can't be compared.
Result<std::string> differencesAt(const std::string& file,
    Position position,
    const AppendArguments& given,
    const std::string& data)
{
    const auto reader = LogReader::open(file);
    if (!reader) {
        return reader.error();
    }
    const auto there = (*reader)->event(mainBranch, position);
    if (!there) {
        return there.error();
    }
    std::vector<std::string> names;
    if (there->typeName != given.type) {
        names.emplace_back("type");
    }
    if (there->streamName != given.stream) {
        names.emplace_back("stream");
    }
    if (!there->isRedacted && writeJson(parsed(there->data)) != writeJson(parsed(data))) {
        names.emplace_back("data");
    }
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        all += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    }
    return all;
}

Result<Appended> append(const AppendArguments& arguments)
{
    const auto expected = parseExpected(arguments.expect);
    if (!expected) {
        return expected.error();
    }
    std::string data = arguments.data;
    if (data == "-") {
        data.assign(std::istreambuf_iterator<char>(std::cin), {});
    }
    if (const auto sound = checkJson(data, arguments.data == "-" ? "-" : "--data"); !sound) {
        return sound.error();
    }
    const bool make = arguments.create && !std::filesystem::exists(arguments.file);
    const auto writer = make ? LogWriter::create(arguments.file) : LogWriter::open(arguments.file);
    if (!writer) {
        return writer.error();
    }
    NewEvent event;
    event.type = arguments.type;
    event.id = arguments.id;
    event.correlation = arguments.correlation;
    event.causation = arguments.causation;
    event.data = data;
    const auto receipt = (*writer)->append(mainBranch, arguments.stream, *expected, {&event, 1});
    if (!receipt || !receipt->repeated) {
        return receipt ? Result<Appended>({receipt->first, false, {}}) : receipt.error();
    }
    const auto differences = differencesAt(arguments.file, receipt->first, arguments, data);
    return differences ? Result<Appended>({receipt->first, true, *differences}) : differences.error();
}

/// Appending again is no error, but whoever meant another event must hear that there is none.
void tellRepeated(const AppendArguments& arguments, const Appended& appended)
{
    const std::string found = fmt::format("{}: the id '{}' is in the log already, at position {}",
        arguments.file,
        arguments.id,
        appended.position.value);
    std::cerr << (appended.differences.empty()
            ? fmt::format("{}: nothing was appended\n", found)
            : fmt::format("{}, with another {}: nothing was appended; give another event another id\n",
                found,
                appended.differences));
}

} // namespace

void addExport(Program& program)
{
    auto file = std::make_shared<std::string>();
    auto target = std::make_shared<std::string>();
    auto upTo = std::make_shared<std::optional<Position>>();
    auto force = std::make_shared<bool>(false);
    CLI::App* command = addCommand(program,
        "export",
        "Write the log as CloudEvents 1.0, one event a line",
        "hindcastctl export orders.hindcast -o orders.ndjson --to 1386",
        [&program, file, target, upTo, force] { return exportLog(program, *file, *target, *upTo, *force); });
    addText(command, "FILE", *file, "The project")->required();
    addText(command, "-o,--output", *target, "The file to write; - is standard output")->required();
    addNumber(
        command, "--to", 1, "The last position to write; the log's if not given", [upTo](std::int64_t n) {
            *upTo = Position{n};
        });
    addForce(command, *force);
}

void addAppend(Program& program)
{
    auto arguments = std::make_shared<AppendArguments>();
    CLI::App* command = addCommand(program,
        "append",
        "Append one event durably and print its position",
        "hindcastctl append orders.hindcast --stream order-42 --type OrderPaid --data '{\"amount\":45.48}' "
        "--expect 3",
        [&program, arguments] {
            const auto appended = append(*arguments);
            if (!appended) {
                return fail(program, appended.error(), arguments->file);
            }
            if (appended->repeated) {
                tellRepeated(*arguments, *appended);
            }
            if (program.json) {
                const Value told = object({{"position", Value::integer(appended->position.value)},
                    {"repeated", Value::boolean(appended->repeated)}});
                print(
                    appended->differences.empty() ? told : told.withMember("differs", Value::boolean(true)));
            } else {
                std::cout << appended->position.value << '\n';
            }
            return static_cast<int>(Done);
        });
    addText(command, "FILE", arguments->file, "The project")->required();
    addText(command, "--stream", arguments->stream, "The entity")->required();
    addText(command, "--type", arguments->type, "The event's type")->required();
    addText(command, "--data", arguments->data, "The payload as JSON; - reads standard input")->required();
    addText(command, "--expect", arguments->expect, "The stream's version before: a number, none or any");
    addText(command, "--id", arguments->id, "The event's id; the same id again appends nothing and says so");
    addText(command, "--correlation", arguments->correlation, "What the event belongs to");
    addText(command, "--causation", arguments->causation, "The id of what caused it");
    command->add_flag("--create", arguments->create, "Make the project if there is none");
}

void addGenerate(Program& program)
{
    auto request = std::make_shared<GenerateRequest>();
    auto target = std::make_shared<std::string>();
    auto force = std::make_shared<bool>(false);
    CLI::App* command = addCommand(program,
        "generate",
        "Write a believable order-handling log; the same numbers give the same bytes",
        "hindcastctl generate --events 1000000 --streams 100000 --seed 7 -o big.ndjson",
        [&program, request, target, force] {
            auto done = mayWrite(*target, *force);
            done = done ? generateLog(*request, *target) : done;
            if (!done) {
                return fail(program, done.error(), *target);
            }
            if (program.json && !OutputFile::isStandardOutput(*target)) {
                print(object({{"events", Value::integer(request->events)},
                    {"streams", Value::integer(request->streams)}}));
            }
            return static_cast<int>(Done);
        });
    addNumber(command, "--events", 1, "How many events", [request](std::int64_t n) {
        request->events = n;
    })->required();
    addNumber(command, "--streams", 3, "How many entities, three at least", [request](std::int64_t n) {
        request->streams = n;
    })->required();
    addNumber(command, "--seed", 0, "Another seed, another log", [request](std::int64_t n) {
        request->seed = static_cast<std::uint64_t>(n);
    })->required();
    addText(command, "-o,--output", *target, "The file to write; - is standard output")->required();
    addForce(command, *force);
}

} // namespace hindcast::ctl
