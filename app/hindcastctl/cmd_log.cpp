#include "app/hindcastctl/command.h"
#include "engine/io/export.h"
#include "engine/io/generate.h"
#include "engine/log/log_writer.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <iostream>
#include <iterator>

namespace hindcast::ctl {

namespace {

int exportLog(const Program& program,
    const std::string& file,
    const std::string& target,
    std::optional<Position> upTo)
{
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
    if (target == "-") {
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

Result<AppendReceipt> append(const AppendArguments& arguments)
{
    const auto expected = parseExpected(arguments.expect);
    if (!expected) {
        return expected.error();
    }
    const bool make = arguments.create && !std::filesystem::exists(arguments.file);
    const auto writer = make ? LogWriter::create(arguments.file) : LogWriter::open(arguments.file);
    if (!writer) {
        return writer.error();
    }
    std::string data = arguments.data;
    if (data == "-") {
        data.assign(std::istreambuf_iterator<char>(std::cin), {});
    }
    NewEvent event;
    event.type = arguments.type;
    event.id = arguments.id;
    event.correlation = arguments.correlation;
    event.causation = arguments.causation;
    event.data = data;
    return (*writer)->append(mainBranch, arguments.stream, *expected, {&event, 1});
}

} // namespace

void addExport(Program& program)
{
    auto file = std::make_shared<std::string>();
    auto target = std::make_shared<std::string>();
    auto upTo = std::make_shared<std::optional<Position>>();
    CLI::App* command = addCommand(program,
        "export",
        "Write the log as CloudEvents 1.0, one event a line",
        "hindcastctl export orders.hindcast -o orders.ndjson --to 1386",
        [&program, file, target, upTo] { return exportLog(program, *file, *target, *upTo); });
    addText(command, "FILE", *file, "The project")->required();
    addText(command, "-o,--output", *target, "The file to write; - is standard output")->required();
    addNumber(
        command, "--to", 1, "The last position to write; the log's if not given", [upTo](std::int64_t n) {
            *upTo = Position{n};
        });
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
            const auto receipt = append(*arguments);
            if (!receipt) {
                return fail(program, receipt.error(), arguments->file);
            }
            if (program.json) {
                print(object({{"position", Value::integer(receipt->first.value)},
                    {"repeated", Value::boolean(receipt->repeated)}}));
            } else {
                std::cout << receipt->first.value << '\n';
            }
            return static_cast<int>(Done);
        });
    addText(command, "FILE", arguments->file, "The project")->required();
    addText(command, "--stream", arguments->stream, "The entity")->required();
    addText(command, "--type", arguments->type, "The event's type")->required();
    addText(command, "--data", arguments->data, "The payload as JSON; - reads standard input")->required();
    addText(command, "--expect", arguments->expect, "The stream's version before: a number, none or any");
    addText(command, "--id", arguments->id, "The event's id; the same id again changes nothing");
    addText(command, "--correlation", arguments->correlation, "What the event belongs to");
    addText(command, "--causation", arguments->causation, "The id of what caused it");
    command->add_flag("--create", arguments->create, "Make the project if there is none");
}

void addGenerate(Program& program)
{
    auto request = std::make_shared<GenerateRequest>();
    auto target = std::make_shared<std::string>();
    CLI::App* command = addCommand(program,
        "generate",
        "Write a believable order-handling log; the same numbers give the same bytes",
        "hindcastctl generate --events 1000000 --streams 100000 --seed 7 -o big.ndjson",
        [&program, request, target] {
            const auto done = generateLog(*request, *target);
            if (!done) {
                return fail(program, done.error(), *target);
            }
            if (program.json && *target != "-") {
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
}

} // namespace hindcast::ctl
