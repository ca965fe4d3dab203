#include "app/hindcastctl/bench/bench.h"
#include "app/hindcastctl/bench/raw_store.h"
#include "engine/io/generate.h"
#include "engine/io/import.h"

namespace hindcast::ctl {

/// Import of a generated log against its floor: the same rows bound and stepped into the same tables and
/// indexes.
Result<BenchResult> benchImport(const BenchRequest& request)
{
    const std::string log = request.folder + "/log.ndjson";
    if (const auto made = generateLog({request.events, request.streamCount(), request.seed}, log); !made) {
        return made.error();
    }
    ImportRequest import;
    import.sources = {log};
    import.target = request.folder + "/log.hindcast";
    import.replace = true;

    const Stopwatch watch;
    const auto report = importLogs(import);
    const double seconds = watch.seconds();
    if (!report) {
        return report.error();
    }
    const std::int64_t peak = peakResidentBytes();

    const auto floor = secondsToCopyRows(import.target, request.folder + "/floor.hindcast");
    if (!floor) {
        return floor.error();
    }
    const auto rate = [&](double s) { return static_cast<double>(request.events) / s; };
    BenchResult result{"import", {}, peak};
    result.figures.push_back({"duration", seconds, "s", *floor});
    result.figures.push_back({"rate", rate(seconds), "events/s", rate(*floor)});
    return result;
}

} // namespace hindcast::ctl
