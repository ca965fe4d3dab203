#include "app/hindcastctl/bench/bench.h"

#include "engine/io/generate.h"
#include "engine/io/import.h"

#include <cmath>
#include <sys/resource.h>

namespace hindcast::ctl {

double percentile(std::vector<double> samples, double share)
{
    std::sort(samples.begin(), samples.end());
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(samples.size())));
    return samples[std::clamp<std::size_t>(rank, 1, samples.size()) - 1];
}

std::int64_t peakResidentBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

Result<std::string> makeProject(const BenchRequest& request)
{
    const std::string log = request.folder + "/log.ndjson";
    if (const auto made = generateLog({request.events, request.streamCount(), request.seed}, log); !made) {
        return made.error();
    }
    ImportRequest import;
    import.sources = {log};
    import.target = request.folder + "/log.hindcast";
    import.replace = true;
    const auto report = importLogs(import);
    return report ? Result<std::string>(import.target) : Result<std::string>(report.error());
}

} // namespace hindcast::ctl
