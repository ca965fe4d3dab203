#include "app/hindcastctl/command.h"
#include "app/hindcastctl/expression.h"
#include "app/hindcastctl/suggest.h"
#include "engine/base/timestamp.h"
#include "engine/time/time_columns.h"
#include "engine/trace/event_filter.h"
#include "engine/value/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace hindcast::ctl {

namespace {

constexpr std::int64_t pageEvents = 1024;

struct Arguments {
    std::string file;
    std::int64_t from = 1;
    std::optional<std::int64_t> limit;
    std::string stream; ///< empty: of all
    std::string type; ///< likewise
    std::string where; ///< empty: whatever they are
};

/// Which events of those that are looked at are listed.
class Choice {
public:
    Choice(const Arguments& arguments, std::optional<EventFilter> filter)
        : m_arguments(arguments)
        , m_filter(std::move(filter))
    {
    }

    bool takes(const Event& event)
    {
        if ((!m_arguments.stream.empty() && event.streamName != m_arguments.stream)
            || (!m_arguments.type.empty() && event.typeName != m_arguments.type)) {
            return false;
        }
        if (!m_filter) {
            return true;
        }
        const EventFilter::Verdict verdict = m_filter->test(event, m_workspace);
        if (verdict == EventFilter::Verdict::Fault && m_faults++ == 0) {
            m_firstFault =
                fmt::format("at {}: {}", event.position.value, m_filter->faultOf(event, m_workspace));
        }
        return verdict == EventFilter::Verdict::Hit;
    }

    /// An event that the condition fails for is no hit, but not passed over in silence either.
    void tellFaults() const
    {
        if (m_faults > 0) {
            std::cerr << fmt::format(
                "the condition is an error for {}, first {}\n", counted(m_faults, "event"), m_firstFault);
        }
    }

private:
    const Arguments& m_arguments;
    std::optional<EventFilter> m_filter;
    expr::Workspace m_workspace;
    std::int64_t m_faults = 0;
    std::string m_firstFault;
};

/// What would list nothing without a word is refused.
Result<void> check(LogReader& reader, const Arguments& arguments)
{
    const auto last = reader.lastPosition(mainBranch);
    if (!last) {
        return last.error();
    }
    // One past the end is where somebody who follows the log asks next.
    if (arguments.from > last->value + 1) {
        return Error{ErrorCode::PositionOutOfRange,
            {std::to_string(arguments.from), std::to_string(last->value), "0 (before the first event)"},
            {}};
    }
    if (arguments.type.empty()) {
        return {};
    }
    const auto types = reader.typeNames();
    if (!types) {
        return types.error();
    }
    if (std::find(types->begin() + 1, types->end(), arguments.type) != types->end()) {
        return {};
    }
    const std::string nearest = nearestName(arguments.type, {types->begin() + 1, types->end()});
    return Error{ErrorCode::UnknownType,
        {arguments.type,
            nearest.empty() ? "list them with 'hindcastctl info'"
                            : fmt::format("did you mean '{}'?", nearest)},
        {}};
}

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
Result<void> printEvents(LogReader& reader, const Arguments& arguments, Choice& choice)
{
    const auto last = reader.lastPosition(mainBranch);
    if (!last) {
        return last.error();
    }
    std::int64_t left = arguments.limit.value_or(last->value);
    for (Position first{arguments.from}; first <= *last && left > 0; first = first + pageEvents) {
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
            if (left > 0 && choice.takes(event)) {
                --left;
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
Result<void> printStream(LogReader& reader, const Arguments& arguments, Choice& choice)
{
    const auto stream = reader.findStream(arguments.stream);
    if (!stream) {
        return stream.error();
    }
    const auto last = reader.lastPosition(mainBranch);
    if (!last) {
        return last.error();
    }
    const auto before = reader.versionAt(mainBranch, *stream, Position{arguments.from - 1});
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
        if (choice.takes(*event)) {
            print(eventAsValue(*event));
            --left;
        }
    }
    return {};
}

int events(const Program& program, const Arguments& arguments)
{
    std::optional<EventFilter> filter;
    if (!arguments.where.empty()) {
        const expr::Source source(arguments.where);
        auto compiled = EventFilter::compile(source);
        if (!compiled) {
            return failExpression(program, source, compiled.diagnostics());
        }
        filter = *std::move(compiled);
    }
    const auto reader = LogReader::open(arguments.file);
    if (!reader) {
        return fail(program, reader.error(), arguments.file);
    }
    Choice choice(arguments, std::move(filter));
    auto done = check(**reader, arguments);
    if (done) {
        done = arguments.stream.empty() ? printEvents(**reader, arguments, choice)
                                        : printStream(**reader, arguments, choice);
    }
    choice.tellFaults();
    return done ? static_cast<int>(Done) : fail(program, done.error(), arguments.file);
}

} // namespace

void addEvents(Program& program)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = addCommand(program,
        "events",
        "List events, one JSON object a line",
        "hindcastctl events orders.hindcast --from 100 --limit 10 --type OrderCreated",
        [&program, arguments] { return events(program, *arguments); });
    addText(command, "FILE", arguments->file, "The project")->required();
    addNumber(command,
        "--from",
        0,
        "First position to look at; 0 is before the first event",
        [arguments](std::int64_t n) { arguments->from = std::max<std::int64_t>(n, 1); });
    addNumber(command, "--limit", 1, "How many to list at most", [arguments](std::int64_t n) {
        arguments->limit = n;
    });
    addText(command, "--stream", arguments->stream, "Only events of this stream");
    addText(command, "--type", arguments->type, "Only events of this type");
    addText(command,
        "--where",
        arguments->where,
        "Only events for which this is true, such as event.data.total > 100 && event.type != 'Draft'");
}

} // namespace hindcast::ctl
