#include "app/hindcastctl/watched_place.h"

#include "app/hindcastctl/command.h"
#include "engine/fold/state_cache.h"
#include "engine/log/log_reader.h"
#include "engine/trace/event_input.h"

#include <charconv>
#include <filesystem>
#include <optional>
#include <system_error>

namespace hindcast::ctl {

namespace {

struct PlaceParts {
    std::string file;
    std::string stream;
    std::int64_t at = 0;
};

std::optional<PlaceParts> partsOf(const std::string& place)
{
    PlaceParts parts;
    const std::size_t last = place.rfind(':');
    if (last == std::string::npos) {
        return std::nullopt;
    }
    const char* const end = place.data() + place.size();
    const auto [stop, problem] = std::from_chars(place.data() + last + 1, end, parts.at);
    if (problem != std::errc() || stop != end) {
        return std::nullopt;
    }
    // The shortest beginning that names a file; a missing one is told of by its shortest name.
    std::size_t split = place.find(':');
    for (std::size_t at = split; at < last; at = place.find(':', at + 1)) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(place.substr(0, at), ignored)) {
            split = at;
            break;
        }
    }
    if (split >= last) {
        return std::nullopt;
    }
    parts.file = place.substr(0, split);
    parts.stream = place.substr(split + 1, last - split - 1);
    return parts;
}

} // namespace

const expr::Environment& WatchedPlace::environment()
{
    static const expr::Environment made = [] {
        using expr::Type;
        expr::Environment::Builder builder;
        declareEvent(builder);
        builder.variable("state", Type::dyn())
            .variable("prev", Type::dyn())
            .variable("event", Type::record(eventRecord))
            .variable("version", Type::Kind::Int)
            .variable("now", Type::Kind::Timestamp);
        return builder.build();
    }();
    return made;
}

Result<WatchedPlace> watchPlace(const std::string& place)
{
    const auto parts = partsOf(place);
    if (!parts) {
        return Error{ErrorCode::BadArgument,
            {"'" + place + "' names no place", "write it as orders.hindcast:order-42:1386"},
            {}};
    }
    const auto reader = LogReader::open(parts->file);
    if (!reader) {
        Error error = reader.error();
        error.place.file = parts->file;
        return error;
    }
    const auto at = resolvePosition(**reader, parts->at);
    if (!at) {
        return at.error();
    }
    const auto stream = (*reader)->findStream(parts->stream);
    if (!stream) {
        return stream.error();
    }
    StateCache states(defaultFold());
    const auto state = states.stateAt(**reader, mainBranch, *stream, *at);
    if (!state) {
        return state.error();
    }
    if (state->version.value == 0) {
        return Error{ErrorCode::BadArgument,
            {"'" + parts->stream + "' does not exist at position " + std::to_string(at->value),
                "choose a later position"},
            {}};
    }
    const auto before = states.stateAt(**reader, mainBranch, *stream, state->position - 1);
    const auto event = (*reader)->event(mainBranch, state->position);
    if (!before || !event) {
        return before ? event.error() : before.error();
    }
    const Value shown = eventValue(*event);
    return WatchedPlace{{state->state,
        before->state,
        shown,
        Value::integer(state->version.value),
        shown.find("time").value_or(Value())}};
}

} // namespace hindcast::ctl
