#pragma once

#include "engine/log/digest.h"
#include "engine/log/event.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hindcast {

/// A text in a batch's arena.
struct ArenaText {
    std::size_t offset = 0;
    std::size_t size = 0;
};

/// An event on its way into the store, with its texts in a batch.
struct BatchEvent {
    Position position;
    StreamId stream;
    Version version;
    TypeId type;
    std::optional<std::int64_t> recordedUs;
    ArenaText category; ///< with a stream's first event
    ArenaText streamName, typeName, timeText, id, correlation, causation, data, meta;
    Salt salt{};
    Digest link{};
};

/// A stream, type or category that was met for the first time.
struct BatchName {
    enum class Table : std::uint8_t { Stream, Type, Category };
    Table table = Table::Stream;
    std::int64_t id = 0;
    CategoryId category; ///< of a stream
    ArenaText name;
};

/// Some hundreds of events with all their texts in one piece of memory.
struct EventBatch {
    static constexpr std::size_t fullEvents = 1024;
    static constexpr std::size_t fullBytes = 1U << 20U;

    std::string arena;
    std::vector<BatchEvent> events;
    std::vector<BatchName> names;

    ArenaText keep(std::string_view text)
    {
        const ArenaText kept{arena.size(), text.size()};
        arena.append(text);
        return kept;
    }
    std::string_view text(ArenaText kept) const
    {
        return std::string_view(arena).substr(kept.offset, kept.size);
    }
    bool isFull() const { return events.size() >= fullEvents || arena.size() >= fullBytes; }
    void clear()
    {
        arena.clear();
        events.clear();
        names.clear();
    }
};

} // namespace hindcast
