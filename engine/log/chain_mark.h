#pragma once

#include "engine/base/ids.h"
#include "engine/log/digest.h"

#include <cstdint>

namespace hindcast {

/// What a branch's chain was at a position when it was checked.
struct ChainMark {
    /// Besides that of the last event, so many events apart marks are kept.
    static constexpr std::int64_t everyEvents = 256;

    Position position;
    Digest link{};

    friend bool operator==(const ChainMark&, const ChainMark&) = default;
};

} // namespace hindcast
