#pragma once

#include "engine/time/time_columns.h"

#include <cstdint>
#include <vector>

namespace hindcast {

/// The greatest value that activity() gives.
constexpr std::uint32_t fullActivity = 1000;

/// How busy the log was around each of `width` equal columns of its positions, 1 to fullActivity: events per
/// recorded second, on a square-root scale so that quiet hours stay visible beside rushes, the busiest
/// fiftieth cut off at full. By position every column holds the same number of events; this is what tells one
/// part of the log from another. Empty when no event has a recorded time. Cost: two time look-ups a column.
std::vector<std::uint32_t> activity(const TimeColumns& columns, int width);

} // namespace hindcast
