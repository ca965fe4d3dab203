#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>

namespace hindcast {

/// A believable order-handling log as CloudEvents NDJSON, about 370 bytes an event; the same numbers give the
/// same bytes on every machine.
struct GenerateRequest {
    std::int64_t events = 1000;
    std::int64_t streams = 100; ///< entities altogether, over orders, stock and payments; three at least
    std::uint64_t seed = 1;
};

/// `path` "-" writes to standard output. Errors: BadArgument for numbers below 1; FileUnwritable, DiskFull.
Result<void> generateLog(const GenerateRequest& request, const std::string& path);

} // namespace hindcast
