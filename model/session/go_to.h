#pragma once

#include "engine/time/time_columns.h"

#include <QString>

namespace hindcast {

/// What a person means who types where to go.
struct Destination {
    enum class Kind {
        Nowhere, ///< nothing was typed, or `problem` says what is wrong with it
        AtPosition,
        Id ///< only the store can tell where
    };
    Kind kind = Kind::Nowhere;
    Position position;
    QString id;
    QString problem;
    QString advice;
    bool byTime = false; ///< the position is that of a time that was typed
};

/// Reads "1386", "1,386" or "1 386" (a position), "+10" or "-10" (relative to `here`), "50%", a date with or
/// without a time, or else an id. A number past the end may be an id too. A time means, of the events whose
/// recorded time is not after it, the one with the latest, the last in log order among equals. Where the log
/// is in the order of its times that is the log as it was then; elsewhere events before it may be later ones.
/// Cost: O(log n).
Destination readDestination(const QString& typed, const TimeColumns& columns, Position here);

} // namespace hindcast
