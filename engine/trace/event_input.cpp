#include "engine/trace/event_input.h"

#include "engine/base/timestamp.h"
#include "engine/value/json.h"

#include <string_view>
#include <utility>
#include <vector>

namespace hindcast {

namespace {

/// A document of the log; a text that is none (altered from outside) as a string.
Value document(std::string_view text)
{
    auto read = readJson(text);
    return read ? *std::move(read) : Value::string(text);
}

} // namespace

void declareEvent(expr::Environment::Builder& builder)
{
    using expr::Type;
    builder.record({eventRecord,
        {{"position", Type::Kind::Int, false},
            {"stream", Type::Kind::String, false},
            {"version", Type::Kind::Int, false},
            {"type", Type::Kind::String, false},
            {"time", Type::Kind::Timestamp, false},
            {"id", Type::Kind::String, false},
            {"correlation", Type::Kind::String, false},
            {"causation", Type::Kind::String, false},
            {"data", Type::dyn(), false},
            {"meta", Type::dyn(), false}}});
}

EventView viewOf(const Event& event)
{
    return {event.position,
        event.stream,
        event.version,
        event.type,
        event.recordedUs,
        event.timeText,
        event.id,
        event.correlation,
        event.causation,
        event.data,
        event.meta,
        event.isRedacted};
}

Value eventValue(const EventView& event, EventNames names, const EventParts& parts)
{
    std::vector<Value::Member> members;
    const auto add = [&members](std::string_view name, Value value) {
        members.emplace_back(Value::string(name), std::move(value));
    };
    const auto addText = [&add](std::string_view name, std::string_view text) {
        if (!text.empty()) {
            add(name, Value::string(text));
        }
    };
    add("position", Value::integer(event.position.value));
    add("stream", Value::string(names.stream));
    add("version", Value::integer(event.version.value));
    add("type", Value::string(names.type));
    if (parts.time && event.recordedUs) {
        add("time", Value::string(formatTimestamp(*event.recordedUs)));
    }
    if (parts.ids) {
        addText("id", event.id);
        addText("correlation", event.correlation);
        addText("causation", event.causation);
    }
    if (parts.data && !event.data.empty()) {
        add("data", document(event.data));
    }
    if (parts.meta && !event.meta.empty()) {
        add("meta", document(event.meta));
    }
    return Value::map(std::move(members));
}

Value eventValue(const Event& event)
{
    return eventValue(viewOf(event), {event.streamName, event.typeName});
}

} // namespace hindcast
