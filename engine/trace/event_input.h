#pragma once

#include "engine/expr/environment.h"
#include "engine/log/event.h"
#include "engine/value/value.h"

#include <string_view>

namespace hindcast {

/// The name of the message type that events have in expressions.
inline constexpr const char* eventRecord = "Event";

/// Declares the type Event: position, stream, version, type, time, id, correlation, causation, data, meta.
/// `time` is a timestamp, `data` and `meta` are whatever the log holds. What an event doesn't have is absent.
void declareEvent(expr::Environment::Builder& builder);

/// Which parts of an event an expression reads; the others are not made.
struct EventParts {
    bool time = true;
    bool ids = true; ///< id, correlation, causation
    bool data = true;
    bool meta = true;

    /// Whether all that is read are position, stream, version, type and time: what a log's columns know.
    bool areColumns() const { return !ids && !data && !meta; }
};

/// What the ids of an event stand for.
struct EventNames {
    std::string_view stream;
    std::string_view type;
};

EventView viewOf(const Event& event);

/// The event as a value of that type. Its documents are parsed: O(their size).
Value eventValue(const EventView& event, EventNames names, const EventParts& parts = {});
Value eventValue(const Event& event);

} // namespace hindcast
