#pragma once

#include "engine/expr/environment.h"
#include "engine/log/event.h"
#include "engine/value/value.h"

namespace hindcast {

/// The name of the message type that events have in expressions.
inline constexpr const char* eventRecord = "Event";

/// Declares the type Event: position, stream, version, type, time, id, correlation, causation, data, meta.
/// `time` is a timestamp, `data` and `meta` are whatever the log holds. What an event doesn't have is absent.
void declareEvent(expr::Environment::Builder& builder);

/// Which of an event's documents an expression needs; the others are not read.
struct EventParts {
    bool data = true;
    bool meta = true;
};

/// The event as a value of that type. Its documents are parsed: O(their size).
Value eventValue(const Event& event, const EventParts& parts = {});

} // namespace hindcast
