#include "app/hindcastctl/bench/bench.h"
#include "app/hindcastctl/bench/raw_store.h"
#include "engine/log/log_reader.h"

#include <string_view>
#include <vector>

namespace hindcast::ctl {

namespace {

struct SearchTimes {
    double firstMs = 0; ///< until the first hits were reported; to the end where there are none
    double allMs = 0;
    std::int64_t hits = 0;
};

Result<SearchTimes> timeSearch(LogReader& reader, PositionRange range, std::string_view text)
{
    SearchTimes times;
    const Stopwatch watch;
    const auto done =
        reader.search(mainBranch, range, text, [&](const std::vector<Position>& found, Position) {
            if (times.hits == 0 && !found.empty()) {
                times.firstMs = watch.seconds() * 1000;
            }
            times.hits += static_cast<std::int64_t>(found.size());
            return true;
        });
    if (!done) {
        return done.error();
    }
    times.allMs = watch.seconds() * 1000;
    times.firstMs = times.hits == 0 ? times.allMs : times.firstMs;
    return times;
}

} // namespace

/// Text over all payloads, against stepping through them without looking: a text that many have, one that the
/// last event alone has, one that none has.
Result<BenchResult> benchSearch(const BenchRequest& request)
{
    const auto project = makeProject(request);
    if (!project) {
        return project.error();
    }
    const auto reader = LogReader::open(*project);
    if (!reader) {
        return reader.error();
    }
    const auto last = (*reader)->lastPosition(mainBranch);
    if (!last) {
        return last.error();
    }
    const auto lastEvent = (*reader)->event(mainBranch, *last);
    if (!lastEvent) {
        return lastEvent.error();
    }
    const PositionRange whole{Position{1}, *last};
    const auto many = timeSearch(**reader, whole, "card");
    const auto one = timeSearch(**reader, whole, lastEvent->id);
    const auto none = timeSearch(**reader, whole, "no payload says this");
    const auto floor = secondsToScan(*project);
    if (!many || !one || !none || !floor) {
        return !many ? many.error() : !one ? one.error() : !none ? none.error() : floor.error();
    }
    const double floorMs = *floor * 1000;
    if (many->hits == 0 || one->hits != 1 || none->hits != 0) {
        return Error{ErrorCode::Internal, {"the searches found other than was put in"}, {}};
    }
    return BenchResult{"search",
        {{"first_of_many", many->firstMs, "ms", 0},
            {"all_of_many", many->allMs, "ms", floorMs},
            {"the_last", one->allMs, "ms", floorMs},
            {"none", none->allMs, "ms", floorMs}},
        peakResidentBytes()};
}

} // namespace hindcast::ctl
