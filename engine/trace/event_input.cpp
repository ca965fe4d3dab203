#include "engine/trace/event_input.h"

#include "engine/base/timestamp.h"
#include "engine/value/json.h"

#include <string_view>
#include <utility>
#include <vector>

namespace hindcast {

namespace {

/// A document of the log; a text that is none (altered from outside) as a string.
Value document(const std::string& text)
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

Value eventValue(const Event& event, const EventParts& parts)
{
    std::vector<Value::Member> members;
    const auto add = [&members](std::string_view name, Value value) {
        members.emplace_back(Value::string(name), std::move(value));
    };
    const auto addText = [&add](std::string_view name, const std::string& text) {
        if (!text.empty()) {
            add(name, Value::string(text));
        }
    };
    add("position", Value::integer(event.position.value));
    add("stream", Value::string(event.streamName));
    add("version", Value::integer(event.version.value));
    add("type", Value::string(event.typeName));
    if (event.recordedUs) {
        add("time", Value::string(formatTimestamp(*event.recordedUs)));
    }
    addText("id", event.id);
    addText("correlation", event.correlation);
    addText("causation", event.causation);
    if (parts.data && !event.data.empty()) {
        add("data", document(event.data));
    }
    if (parts.meta && !event.meta.empty()) {
        add("meta", document(event.meta));
    }
    return Value::map(std::move(members));
}

} // namespace hindcast
