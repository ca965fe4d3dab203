#pragma once

#include "app/hindcastctl/bench/bench.h"

#include <vector>

namespace hindcast::bench {

constexpr int rounds = 200; ///< zooms or jumps
constexpr int width = 1600; ///< pixels

/// Painting the timeline at random zooms.
Result<ctl::BenchResult> timeline(const ctl::BenchRequest& request);
/// Jumps of the playhead with every pane there.
Result<ctl::BenchResult> panes(const ctl::BenchRequest& request);

/// p50, p95 and p99 of both, in milliseconds.
ctl::BenchResult
resultOf(const char* name, const std::vector<double>& milliseconds, const std::vector<double>& floors);

} // namespace hindcast::bench
