#include "app/hindcastctl/command.h"
#include "engine/base/timestamp.h"
#include "engine/time/time_columns.h"
#include "engine/value/json.h"

#include <algorithm>
#include <iostream>

namespace hindcast::ctl {

namespace {

constexpr std::int64_t pageEvents = 1024;

struct Arguments {
    std::string file;
    std::int64_t from = 1;
    std::optional<std::int64_t> limit;
    std::optional<std::string> stream;
    std::optional<std::string> type;
};

Value eventAsValue(const Event& event)
{
    Value time = textOrNull(event.timeText);
    if (time.isNull() && event.recordedUs) {
        time = Value::string(formatTimestamp(*event.recordedUs));
    }
    const Value shown = object({{"position", Value::integer(event.position.value)},
        {"stream", Value::string(event.streamName)},
        {"version", Value::integer(event.version.value)},
        {"type", Value::string(event.typeName)},
        {"time", time},
        {"id", textOrNull(event.id)},
        {"data", parsed(event.data)},
        {"meta", parsed(event.meta)},
        {"correlation", textOrNull(event.correlation)},
        {"causation", textOrNull(event.causation)}});
    return event.isRedacted ? shown.withMember("redacted", Value::boolean(true)) : shown;
}

/// Prints what matches from `from` on, page by page, so that memory stays one page.
Result<void> printEvents(LogReader& reader, const Arguments& arguments)
{
    const auto last = reader.lastPosition(mainBranch);
    if (!last) {
        return last.error();
    }
    std::int64_t left = arguments.limit.value_or(last->value);
    for (Position first{std::max<std::int64_t>(arguments.from, 1)}; first <= *last && left > 0;
         first = first + pageEvents) {
        const PositionRange range{first, std::min(*last, first + (pageEvents - 1))};
        const auto page = reader.page(mainBranch, range);
        if (!page) {
            return page.error();
        }
        Position next = first;
        for (const Event& event : *page) {
            if (event.position != next) {
                break;
            }
            next = next + 1;
            const bool matches = (!arguments.stream || event.streamName == *arguments.stream)
                && (!arguments.type || event.typeName == *arguments.type);
            if (matches && left-- > 0) {
                print(eventAsValue(event));
            }
        }
        if (next <= range.last && left > 0) {
            return Error{
                ErrorCode::ProjectDamaged, {"position " + std::to_string(next.value) + " is missing"}, {}};
        }
    }
    return {};
}

/// The same for one stream by its index, without looking at the others.
Result<void> printStream(LogReader& reader, const Arguments& arguments)
{
    const auto stream = reader.findStream(*arguments.stream);
    if (!stream) {
        return stream.error();
    }
    const auto last = reader.lastPosition(mainBranch);
    if (!last) {
        return last.error();
    }
    const auto before =
        reader.versionAt(mainBranch, *stream, Position{std::max<std::int64_t>(arguments.from, 1) - 1});
    const auto end = reader.versionAt(mainBranch, *stream, *last);
    if (!before || !end) {
        return before ? end.error() : before.error();
    }
    std::int64_t left = arguments.limit.value_or(last->value);
    for (Version version = *before + 1; version <= *end && left > 0; version = version + 1) {
        const auto position = reader.positionOf(mainBranch, *stream, version);
        if (!position) {
            return position.error();
        }
        const auto event = reader.event(mainBranch, *position);
        if (!event) {
            return event.error();
        }
        if (!arguments.type || event->typeName == *arguments.type) {
            print(eventAsValue(*event));
            --left;
        }
    }
    return {};
}

} // namespace

void addEvents(Program& program)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = addCommand(program,
        "events",
        "List events, one JSON object a line",
        "hindcastctl events orders.hindcast --from 100 --limit 10 --type OrderCreated",
        [&program, arguments] {
            const auto reader = LogReader::open(arguments->file);
            if (!reader) {
                return fail(program, reader.error(), arguments->file);
            }
            const auto done =
                arguments->stream ? printStream(**reader, *arguments) : printEvents(**reader, *arguments);
            return done ? static_cast<int>(Done) : fail(program, done.error(), arguments->file);
        });
    command->add_option("FILE", arguments->file, "The project")->required();
    command->add_option("--from", arguments->from, "First position to look at");
    command->add_option("--limit", arguments->limit, "How many to list at most");
    command->add_option("--stream", arguments->stream, "Only events of this stream");
    command->add_option("--type", arguments->type, "Only events of this type");
}

} // namespace hindcast::ctl
