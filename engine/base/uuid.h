#pragma once

#include <string>

namespace hindcast {

/// A fresh UUIDv7 (RFC 9562): 48 bits of milliseconds, a counter that keeps ids of the same millisecond in
/// order, the rest random. Thread-safe; ids made by one process ascend.
std::string makeEventId();

} // namespace hindcast
