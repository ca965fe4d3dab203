#pragma once

#include "engine/base/result.h"
#include "engine/log/log_reader.h"

#include <QString>

#include <optional>

namespace hindcast {

/// One event as the event pane shows it.
struct EventDetails {
    /// More than this of a payload is not laid out, nor is one so deep that its indentation would take many
    /// times as much; the whole of it can still be copied from `event`.
    static constexpr std::size_t shownBytes = 1 << 20;

    Event event;
    QString data; ///< indented JSON, or the text as it is where that can't be had; cut at shownBytes
    QString meta; ///< the same
    bool dataCut = false;
    std::optional<RedactionNote> redaction; ///< why data and meta are not there any more
    std::optional<Position> cause; ///< the event whose id this one names as its causation
    std::optional<Position> firstConsequence; ///< the first event that names this one's id
};

/// Reads an event and looks up its cause, its first consequence and, where its payload was redacted, why.
/// Cost: a few index lookups and laying out the payload. Errors: PositionOutOfRange, StoreFailed.
Result<EventDetails> readEventDetails(LogReader& reader, BranchId branch, Position position);

} // namespace hindcast
