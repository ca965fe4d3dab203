#include "app/hindcastctl/bench/bench.h"
#include "app/hindcastctl/bench/raw_store.h"
#include "engine/fold/state_cache.h"
#include "engine/log/log_reader.h"
#include "engine/time/density.h"
#include "engine/time/time_columns.h"

#include <random>

namespace hindcast::ctl {

namespace {

constexpr int jumps = 1000;
constexpr int zooms = 200;
constexpr int pixels = 1600;
constexpr std::int64_t tableRows = 64;

/// An opened project with its columns, as the window holds it.
struct Opened {
    std::unique_ptr<LogReader> reader;
    std::shared_ptr<const TimeColumns> columns;
};

Result<Opened> openProject(const std::string& project)
{
    auto reader = LogReader::open(project);
    if (!reader) {
        return reader.error();
    }
    auto columns = TimeColumns::load(**reader, mainBranch);
    if (!columns) {
        return columns.error();
    }
    return Opened{std::move(*reader), *columns};
}

/// A generated log, imported and opened.
Result<Opened> makeAndOpen(const BenchRequest& request)
{
    const auto project = makeProject(request);
    return project ? openProject(*project) : project.error();
}

/// Everything that a jump of the playhead asks of the engine: the entity's state, a page of the table, a page
/// of the entity list, the density of every lane.
Result<void> jump(const Opened& opened, StateCache& states, const LaneIndex& lanes, Position at)
{
    const TimeColumns& columns = *opened.columns;
    const auto state = states.stateAt(*opened.reader, mainBranch, columns.stream(at), at);
    if (!state) {
        return state.error();
    }
    const auto rows = opened.reader->page(mainBranch, {at - (tableRows / 2), at + (tableRows / 2)});
    if (!rows) {
        return rows.error();
    }
    const auto born = static_cast<std::size_t>(columns.streamsBornBy(at));
    const auto entities = columns.streamsByBirth().first(born).last(std::min<std::size_t>(born, tableRows));
    for (const StreamId stream : entities) {
        (void)columns.versionAt(stream, at);
    }
    for (int lane = 0; lane < static_cast<int>(lanes.lanes().size()); ++lane) {
        (void)lanes.density(lane, 1, static_cast<double>(columns.last().value), pixels);
    }
    return {};
}

} // namespace

/// From the file to "ready to scrub", against reading the file's bytes.
Result<BenchResult> benchOpen(const BenchRequest& request)
{
    const auto project = makeProject(request);
    if (!project) {
        return project.error();
    }
    const Stopwatch watch;
    const auto opened = openProject(*project);
    if (!opened) {
        return opened.error();
    }
    const auto lanes = LaneIndex::build(opened->columns, LaneKind::Category);
    const double seconds = watch.seconds();
    const auto floor = secondsToReadFile(*project);
    if (!floor) {
        return floor.error();
    }
    return BenchResult{"open", {{"ready", seconds, "s", *floor}}, peakResidentBytes()};
}

/// Random jumps of the playhead; the floor is the table page alone, which is nothing but reading.
Result<BenchResult> benchScrub(const BenchRequest& request)
{
    const auto opened = makeAndOpen(request);
    if (!opened) {
        return opened.error();
    }
    const auto lanes = LaneIndex::build(opened->columns, LaneKind::Category);
    StateCache states(defaultFold());
    std::mt19937_64 random(request.seed);
    const auto anywhere = [&] {
        return Position{
            static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(opened->columns->last().value))
            + 1};
    };
    std::vector<double> samples;
    std::vector<double> floors;
    for (int i = 0; i < jumps; ++i) {
        const Position at = anywhere();
        const Stopwatch watch;
        if (const auto done = jump(*opened, states, *lanes, at); !done) {
            return done.error();
        }
        samples.push_back(watch.seconds() * 1000);
        const Stopwatch floorWatch;
        if (const auto page = opened->reader->page(mainBranch, {at, at + tableRows}); !page) {
            return page.error();
        }
        floors.push_back(floorWatch.seconds() * 1000);
    }
    BenchResult result{"scrub", {}, peakResidentBytes()};
    result.figures.push_back({"p50", percentile(samples, 0.50), "ms", percentile(floors, 0.50)});
    result.figures.push_back({"p99", percentile(samples, 0.99), "ms", percentile(floors, 0.99)});
    return result;
}

/// Density of every lane at random zooms of 1600 pixels, against counting the visible events of one lane by
/// hand.
Result<BenchResult> benchTimeline(const BenchRequest& request)
{
    const auto opened = makeAndOpen(request);
    if (!opened) {
        return opened.error();
    }
    const TimeColumns& columns = *opened->columns;
    const auto lanes = LaneIndex::build(opened->columns, LaneKind::Category);
    std::mt19937_64 random(request.seed);
    std::vector<double> samples;
    std::vector<double> floors;
    volatile std::int64_t counted = 0; // read by nobody, but counted all the same
    for (int i = 0; i < zooms; ++i) {
        const auto total = static_cast<std::uint64_t>(columns.last().value);
        const auto first = static_cast<std::int64_t>(random() % total);
        const auto span =
            static_cast<std::int64_t>(random() % (total - static_cast<std::uint64_t>(first))) + 1;
        const Stopwatch watch;
        for (int lane = 0; lane < static_cast<int>(lanes->lanes().size()); ++lane) {
            const auto density =
                lanes->density(lane, static_cast<double>(first + 1), static_cast<double>(span), pixels);
            counted = counted + density.front();
        }
        samples.push_back(watch.seconds() * 1000);
        const Stopwatch floorWatch;
        std::int64_t byHand = 0;
        for (Position p{first + 1}; p.value <= first + span; p = p + 1) {
            byHand += lanes->laneOf(p) == 0 ? 1 : 0;
        }
        counted = counted + byHand;
        floors.push_back(floorWatch.seconds() * 1000);
    }
    BenchResult result{"timeline", {}, peakResidentBytes()};
    result.figures.push_back({"p50", percentile(samples, 0.50), "ms", percentile(floors, 0.50)});
    result.figures.push_back({"p95", percentile(samples, 0.95), "ms", percentile(floors, 0.95)});
    return result;
}

/// The default fold over every stored event, against stepping through the payloads without folding.
Result<BenchResult> benchFold(const BenchRequest& request)
{
    const auto opened = makeAndOpen(request);
    if (!opened) {
        return opened.error();
    }
    const LogNames& names = opened->columns->names();
    std::vector<EntityState> states(names.streams.size());
    Error fault;
    std::int64_t folded = 0;
    const Stopwatch watch;
    const auto visited = opened->reader->visit(
        mainBranch, {Position{1}, opened->columns->last()}, [&](const EventView& event) {
            EntityState& state = states[static_cast<std::size_t>(event.stream.value)];
            auto next = defaultFold().apply(state,
                {names.types[static_cast<std::size_t>(event.type.value)],
                    event.position,
                    event.version,
                    event.data});
            if (!next) {
                fault = next.error();
                return false;
            }
            state = std::move(*next);
            ++folded;
            return true;
        });
    const double seconds = watch.seconds();
    if (!visited) {
        return visited.error();
    }
    if (folded != opened->columns->last().value) {
        return fault;
    }
    const auto floor = secondsToScan(opened->reader->path());
    if (!floor) {
        return floor.error();
    }
    const auto rate = [&](double s) { return static_cast<double>(folded) / s; };
    return BenchResult{"fold", {{"rate", rate(seconds), "events/s", rate(*floor)}}, peakResidentBytes()};
}

} // namespace hindcast::ctl
