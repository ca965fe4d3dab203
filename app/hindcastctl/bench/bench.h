#pragma once

#include "engine/base/result.h"
#include "engine/value/value.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hindcast::ctl {

/// What a benchmark is run on.
struct BenchRequest {
    std::int64_t events = 100000;
    std::int64_t streams = 0; ///< 0: a tenth of the events
    std::uint64_t seed = 1;
    std::string folder; ///< scratch, emptied by the caller

    std::int64_t streamCount() const
    {
        return streams > 0 ? streams : std::max<std::int64_t>(events / 10, 1);
    }
};

/// One figure of a benchmark, beside the floor measured in the same run.
struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    double floor = 0; ///< same unit; 0 where there is none
};

struct BenchResult {
    std::string name;
    std::vector<Figure> figures;
    std::int64_t peakBytes =
        0; ///< resident memory at most, of the measured part where it runs in a process of its own
    std::vector<std::string> remarks = {}; ///< what could not be measured, and why
};

using Bench = std::function<Result<BenchResult>(const BenchRequest&)>;

Result<BenchResult> benchImport(const BenchRequest& request);
Result<BenchResult> benchAppend(const BenchRequest& request);
Result<BenchResult> benchOpen(const BenchRequest& request);
Result<BenchResult> benchScrub(const BenchRequest& request);
Result<BenchResult> benchTimeline(const BenchRequest& request);
Result<BenchResult> benchFold(const BenchRequest& request);
Result<BenchResult> benchSearch(const BenchRequest& request);
Result<BenchResult> benchExpr(const BenchRequest& request);

/// Seconds since it was made.
class Stopwatch {
public:
    double seconds() const { return std::chrono::duration<double>(Clock::now() - m_start).count(); }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_start = Clock::now();
};

/// The value below which `share` of the samples lie (nearest rank). Samples are not empty.
double percentile(std::vector<double> samples, double share);

/// The most memory this process has had resident, in bytes.
std::int64_t peakResidentBytes();

/// A generated log imported into `request.folder`; returns the project's path.
Result<std::string> makeProject(const BenchRequest& request);

} // namespace hindcast::ctl
