#include "app/hindcastctl/command.h"
#include "engine/fold/state_cache.h"
#include "engine/time/time_columns.h"
#include "engine/value/diff.h"
#include "engine/value/json.h"

#include <fmt/format.h>

#include <iostream>

namespace hindcast::ctl {

namespace {

constexpr const char* atPurpose = "The position; the last one if not given, 0 is before the first event";

struct Arguments {
    std::string file;
    std::string stream;
    std::optional<std::int64_t> at;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

Result<void> printStreams(const Program& program, const Arguments& arguments)
{
    const auto reader = LogReader::open(arguments.file);
    if (!reader) {
        return reader.error();
    }
    const auto at = resolvePosition(**reader, arguments.at);
    if (!at) {
        return at.error();
    }
    const auto columns = TimeColumns::load(**reader, mainBranch);
    if (!columns) {
        return columns.error();
    }
    const LogNames& names = (*columns)->names();
    const auto born = static_cast<std::size_t>((*columns)->streamsBornBy(*at));
    std::vector<Value> items;
    for (const StreamId stream : (*columns)->streamsByBirth().first(born)) {
        const StreamName& name = names.streams[static_cast<std::size_t>(stream.value)];
        const std::string& category = names.categories[static_cast<std::size_t>(name.category.value)];
        const Version version = (*columns)->versionAt(stream, *at);
        const std::int64_t position =
            (*columns)->positionsOf(stream)[static_cast<std::size_t>(version.value - 1)];
        if (program.json) {
            items.push_back(object({{"stream", Value::string(name.name)},
                {"category", Value::string(category)},
                {"version", Value::integer(version.value)},
                {"position", Value::integer(position)}}));
        } else {
            std::cout << fmt::format("{:>10} {:>8}  {}\n", position, version.value, name.name);
        }
    }
    if (program.json) {
        print(Value::list(std::move(items)));
    }
    return {};
}

Result<void> printState(const Program& program, const Arguments& arguments)
{
    const auto reader = LogReader::open(arguments.file);
    if (!reader) {
        return reader.error();
    }
    const auto at = resolvePosition(**reader, arguments.at);
    if (!at) {
        return at.error();
    }
    const auto stream = (*reader)->findStream(arguments.stream);
    if (!stream) {
        return stream.error();
    }
    StateCache states(defaultFold());
    const auto state = states.stateAt(**reader, mainBranch, *stream, *at);
    if (!state) {
        return state.error();
    }
    if (program.json) {
        print(object({{"stream", Value::string(arguments.stream)},
            {"version", Value::integer(state->version.value)},
            {"position", Value::integer(state->position.value)},
            {"deleted", Value::boolean(state->deleted)},
            {"state", state->state}}));
        return {};
    }
    std::cout << fmt::format("{} at {}: version {}, last written at position {}{}\n{}\n",
        arguments.stream,
        at->value,
        state->version.value,
        state->position.value,
        state->deleted ? ", deleted" : "",
        writeJsonPretty(state->state));
    return {};
}

Result<void> printDiff(const Arguments& arguments)
{
    const auto reader = LogReader::open(arguments.file);
    if (!reader) {
        return reader.error();
    }
    const auto stream = (*reader)->findStream(arguments.stream);
    if (!stream) {
        return stream.error();
    }
    const auto from = resolvePosition(**reader, arguments.from);
    const auto to = resolvePosition(**reader, arguments.to);
    if (!from || !to) {
        return from ? to.error() : from.error();
    }
    StateCache states(defaultFold());
    const auto changes = states.difference(**reader, mainBranch, *stream, *from, *to);
    if (!changes) {
        return changes.error();
    }
    print(toJsonPatch(*changes));
    return {};
}

int finish(const Program& program, const Result<void>& done, const std::string& file)
{
    return done ? static_cast<int>(Done) : fail(program, done.error(), file);
}

} // namespace

void addStreams(Program& program)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = addCommand(program,
        "streams",
        "List the entities that exist at a position, with their versions",
        "hindcastctl streams orders.hindcast --at 1386",
        [&program, arguments] {
            return finish(program, printStreams(program, *arguments), arguments->file);
        });
    addText(command, "FILE", arguments->file, "The project")->required();
    addNumber(command, "--at", anyNumber, atPurpose, [arguments](std::int64_t n) { arguments->at = n; });
}

void addState(Program& program)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = addCommand(program,
        "state",
        "Show an entity's state as of a position",
        "hindcastctl state orders.hindcast --stream order-42 --at 1386",
        [&program, arguments] { return finish(program, printState(program, *arguments), arguments->file); });
    addText(command, "FILE", arguments->file, "The project")->required();
    addText(command, "--stream", arguments->stream, "The entity")->required();
    addNumber(command, "--at", anyNumber, atPurpose, [arguments](std::int64_t n) { arguments->at = n; });
}

void addDiff(Program& program)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = addCommand(program,
        "diff",
        "Show what changed in an entity between two positions, as JSON Patch (RFC 6902)",
        "hindcastctl diff orders.hindcast --stream order-42 --from 1200 --to 1386",
        [&program, arguments] { return finish(program, printDiff(*arguments), arguments->file); });
    addText(command, "FILE", arguments->file, "The project")->required();
    addText(command, "--stream", arguments->stream, "The entity")->required();
    addNumber(command,
        "--from",
        anyNumber,
        "The position to start from; 0 is before the first event",
        [arguments](std::int64_t n) { arguments->from = n; })
        ->required();
    addNumber(command, "--to", anyNumber, "The position to get to", [arguments](std::int64_t n) {
        arguments->to = n;
    })->required();
    command->footer(command->get_footer()
        + "\n--from may be later than --to: the patch then leads back, from the later state to the earlier "
          "one.");
}

} // namespace hindcast::ctl
