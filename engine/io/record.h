#pragma once

#include "engine/base/result.h"
#include "engine/io/json_scan.h"

#include <cstddef>
#include <cstdint>

namespace hindcast {

/// A longer one is refused: SQLite's own limit for one value is a billion bytes, nothing sensible comes near
/// this, and memory must not grow with what a packed file says it holds.
constexpr std::size_t largestRecord = 256UL * 1024 * 1024;

/// One record of a log as a reader cut it out: members for an object (a CSV row and an XES event are objects
/// too), the value itself for anything else. Borrowed until the sink returns.
struct Record {
    JsonSlice value; ///< for rows and XES events only the kind, Object, is told
    const JsonMembers& members;
    std::int64_t line = 0;
    std::int64_t column = 0;
    /// In an array of arrays, the 1-based number of the inner array; else 0.
    std::int64_t group = 0;
};

/// Takes what a reader finds. Both return false to stop the reader.
class RecordSink {
public:
    RecordSink() = default;
    virtual ~RecordSink() = default;
    RecordSink(const RecordSink&) = delete;
    RecordSink& operator=(const RecordSink&) = delete;

    virtual bool record(const Record& record) = 0;
    /// A record that can't be read while the rest can.
    virtual bool problem(Error problem) = 0;
};

} // namespace hindcast
