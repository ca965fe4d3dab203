#pragma once

#include "engine/base/ids.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace hindcast {

/// Recorded time of an event that has none, where a number must stand for it.
constexpr std::int64_t noTime = std::numeric_limits<std::int64_t>::min();

/// An event on its way into a log. The texts are borrowed: they must outlive the call they are passed to.
/// Empty text means "not given" for every field but `data`.
struct NewEvent {
    std::string_view stream;
    std::string_view category; ///< empty: derived from the stream's name by categoryOf()
    std::string_view type;
    std::optional<std::int64_t> recordedUs; ///< microseconds since 1970 UTC
    std::string_view timeText; ///< the time as the source wrote it
    std::string_view id; ///< foreign ids are kept as they are, whatever their form
    std::string_view correlation;
    std::string_view causation;
    std::string_view data; ///< one JSON document, minified
    std::string_view meta; ///< a JSON object, minified, or empty
};

/// An event as it lies in the log, borrowed from the store for the length of a visit.
struct EventView {
    Position position;
    StreamId stream;
    Version version;
    TypeId type;
    std::optional<std::int64_t> recordedUs;
    std::string_view timeText;
    std::string_view id;
    std::string_view correlation;
    std::string_view causation;
    std::string_view data; ///< empty where the payload was redacted
    std::string_view meta;
    bool isRedacted = false;
};

/// The same, owned, with its names resolved.
struct Event {
    Position position;
    StreamId stream;
    Version version;
    TypeId type;
    std::optional<std::int64_t> recordedUs;
    std::string streamName;
    std::string typeName;
    std::string timeText;
    std::string id;
    std::string correlation;
    std::string causation;
    std::string data; ///< empty where the payload was redacted
    std::string meta;
    bool isRedacted = false;
};

/// What kind of entity a stream's name tells of: "order-42" and "order/42" and "/order/42" are "order",
/// "orders:7" and "orders_7" are "orders"; "entity" where the name is only an id (a UUID, digits, or no
/// separator at all) or a path whose end is no id ("owner/repository"). The view points into the name or at
/// a constant.
std::string_view categoryOf(std::string_view streamName);

} // namespace hindcast
