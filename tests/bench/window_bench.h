#pragma once

#include "app/hindcastctl/bench/bench.h"

#include <functional>
#include <vector>

namespace hindcast::bench {

constexpr int width = 1600; ///< pixels

/// Painting the timeline at random zooms.
Result<ctl::BenchResult> timeline(const ctl::BenchRequest& request);
/// Jumps of the playhead in the whole window, each to another entity.
Result<ctl::BenchResult> jump(const ctl::BenchRequest& request);

/// The filter bar's queries, as they are answered behind the window.
Result<ctl::BenchResult> search(const ctl::BenchRequest& request);

/// Lets the event loop run until `condition` holds; false after two minutes.
bool awaitTrue(const std::function<bool()>& condition);

/// p50, p95 and p99 of both, in milliseconds.
ctl::BenchResult
resultOf(const char* name, const std::vector<double>& milliseconds, const std::vector<double>& floors);

} // namespace hindcast::bench
